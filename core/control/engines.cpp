#include "core/control/engines.h"

#include "core/agent/container_config.h"
#include "core/control/meter.h"
#include "core/control/routing.h"
#include "core/control/task_access.h"
#include "core/docker/engine_route.h"

namespace quayside::control {

namespace {

constexpr std::size_t kOpenedAtOnce = 200; // engines and the tasks on them: some milliseconds

bool is_elsewhere(const model::Engine& before, const model::Engine& after)
{
    return before.address() != after.address() || before.bind_address != after.bind_address;
}

} // namespace

Engines::Engines(Loop& loop, EngineSource& source, agent::AgentSettings settings,
    std::function<bool()> has_task_address, agent::Reporter& reporter, const model::State& state)
    : loop_(loop)
    , source_(source)
    , settings_(std::move(settings))
    , has_task_address_(std::move(has_task_address))
    , reporter_(reporter)
    , state_(state)
{
}

Engines::~Engines() = default;

void Engines::apply(const model::ChangeSet& changes)
{
    if (changes.full)
        for (const auto& [id, record] : state_.engines())
            wait_for_turn(*record);
    for (const auto& change : changes.of<model::Engine>())
        if (!change.after) {
            entries_.erase(change.before->id);
            waiting_.erase({ change.before->kind, change.before->id });
        } else if (change.before && is_elsewhere(*change.before, *change.after)) {
            entries_.erase(change.after->id);
            wait_for_turn(*change.after);
        }
    for (const auto& [id, part] : changes.full ? std::map<Id, model::ChangeSet>() : split_by_engine(changes, state_)) {
        if (const auto found = entries_.find(id); found != entries_.end())
            found->second.agent->apply(part, state_);
        else if (const auto record = state_.engines().find(id))
            wait_for_turn(*record);
    }
    open_more();
}

void Engines::wait_for_turn(const model::Engine& record)
{
    waiting_.emplace(record.kind, record.id);
}

void Engines::open_more()
{
    for (std::size_t opened = 0; !waiting_.empty() && opened < kOpenedAtOnce;)
        if (const auto record = state_.engines().find(waiting_.extract(waiting_.begin()).value().second))
            opened += open(*record);
}

// How much work it was.
std::size_t Engines::open(const model::Engine& record)
{
    auto settings = settings_for(record);
    auto engine = source_.open(record, state_, settings);
    if (!engine) {
        if (record.problem != engine.error().message)
            reporter_.report(record.id, agent::EngineReport{ false, engine.error().message, {} });
        return 1;
    }
    Entry entry;
    entry.engine = std::move(*engine);
    entry.agent = std::make_unique<agent::HostAgent>(loop_, *entry.engine, record.id, std::move(settings), reporter_);
    const auto everything = everything_on(record.id, state_);
    entry.agent->apply(everything, state_);
    entries_.emplace(record.id, std::move(entry));
    return everything.size();
}

agent::AgentSettings Engines::settings_for(const model::Engine& record) const
{
    auto settings = settings_;
    const bool local = docker::is_local(record.endpoint);
    settings.probe_ports = settings_.probe_ports && record.kind == model::EngineKind::Docker && local;
    if (!record.bind_address.empty())
        settings.bind_ip = record.bind_address;
    else if (!local)
        settings.bind_ip = "0.0.0.0";
    const bool here = is_on_this_machine(record);
    if (record.kind == model::EngineKind::Simulated) {
        settings.variables = nullptr; // nothing runs there that could ask
        settings.pinned_digest = nullptr; // a tag means the same for ever
    }
    if (record.kind == model::EngineKind::Simulated || (here && has_task_address_()))
        settings.relay = nullptr;
    if (!here) { // what these name is not reached from elsewhere
        settings.file_systems.clear();
        settings.cgroups.clear();
        settings.files = nullptr;
    }
    settings.stream_stats = !record.endpoint.starts_with("ssh://"); // each would be a process
    return settings;
}

const Engines::Entry* Engines::entry_of_task(const Id& task) const
{
    const auto record = state_.tasks().find(task);
    const auto instance = record ? state_.container_instances().find(record->container_instance) : nullptr;
    const auto found = instance ? entries_.find(instance->engine) : entries_.end();
    return found == entries_.end() ? nullptr : &found->second;
}

Subscription Engines::watch(const Id& task, std::size_t index, agent::Pace pace, Function<void(docker::Stats)> reading)
{
    const Entry* entry = entry_of_task(task);
    return entry ? entry->agent->watch(task, index, pace, std::move(reading)) : Subscription();
}

std::vector<model::Sample> Engines::past(const Id& task, std::size_t index, TimePoint from, TimePoint to)
{
    const Entry* entry = entry_of_task(task);
    if (!entry)
        return {};
    const auto name = agent::container_name(settings_.installation, *state_.tasks().find(task), index);
    const auto readings = source_.past(*entry->engine, name, from, to);
    std::vector<model::Sample> samples;
    for (std::size_t i = 1; i < readings.size(); ++i)
        if (const auto sample = rate(readings[i - 1], readings[i]))
            samples.push_back(*sample);
    return samples;
}

Result<std::shared_ptr<docker::Engine>> Engines::connect(const model::EngineAddress& address)
{
    model::Engine record;
    record.endpoint = address.endpoint;
    record.tls = address.tls;
    record.ssh = address.ssh;
    record.allow_plaintext = address.allow_plaintext;
    return source_.open(record, state_, settings_);
}

docker::Engine* Engines::find(const Id& engine)
{
    const auto found = entries_.find(engine);
    return found == entries_.end() ? nullptr : found->second.engine.get();
}

Result<void> Engines::set_fault(const Id& engine, std::string_view fault)
{
    docker::Engine* live = find(engine);
    if (!live)
        return fail(Error::client("The engine is not open."));
    return source_.set_fault(*live, fault);
}

} // namespace quayside::control
