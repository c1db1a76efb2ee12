#include "core/agent/host_tasks.h"

#include "core/agent/container_config.h"
#include "core/agent/pause.h"

#include <algorithm>
#include <map>

namespace quayside::agent {

using model::ContainerStatus;

HostTasks::HostTasks(Loop& loop, docker::Engine& engine, const Id& engine_id, const AgentSettings& settings,
    Random& random, Report report, PausePool::IsClaimed is_claimed, Function<void(const std::string&)> relay_told)
    : loop_(loop)
    , engine_(engine)
    , settings_(settings)
    , report_(std::move(report))
    , retry_{ settings.reconnect_first, settings.reconnect_last, &random }
    , images_(loop, engine, { settings.parallel_pulls, settings.pull_attempts }, retry_)
    , networks_(engine, settings)
    , volumes_(engine, settings)
    , cgroups_(settings.cgroups)
    , watches_(loop, engine, retry_, settings)
    , starts_(settings.parallel_starts)
    , pool_(loop, engine, settings, engine_id, networks_, starts_, retry_, std::move(is_claimed))
    , relay_(loop, engine, settings, engine_id, retry_, std::move(relay_told))
{
}

TaskEntry* HostTasks::find_task(const Id& task)
{
    const auto found = tasks_.find(task);
    return found == tasks_.end() ? nullptr : &found->second;
}

ContainerEntry* HostTasks::find(const ContainerKey& key)
{
    TaskEntry* entry = find_task(key.task);
    return entry && key.index < entry->containers.size() ? &entry->containers[key.index] : nullptr;
}

std::vector<Id> HostTasks::ids() const
{
    std::vector<Id> all;
    for (const auto& [id, entry] : tasks_)
        all.push_back(id);
    return all;
}

void HostTasks::put(const model::TaskPtr& task, PortRange ports, bool fresh)
{
    const auto [found, added] = tasks_.try_emplace(task->id);
    TaskEntry& entry = found->second;
    entry.task = task;
    entry.gone = false;
    entry.ports = ports;
    entry.containers.resize(container_count(*task->spec->definition));
    entry.containers.back().pause = has_pause(*task->spec->definition);
    if (added && fresh)
        for (auto& container : entry.containers)
            container.fact = Fact::Absent;
    const bool relayed = settings_.relay && needs_relay(*task);
    relay_.want(task->id, relayed && task->last_status < model::TaskStatus::Stopped);
    if (added && !relayed && may_have_spare(settings_, *task)) {
        entry.containers.back().may_claim = fresh;
        pool_.begun(task->spec->cluster, task->created_at);
    }
    if (added)
        hold_published_ports(*task);
    touch(task->id);
}

// What ran when it was last heard of has its ports until it is known to have ended.
void HostTasks::hold_published_ports(const model::Task& task)
{
    for (std::size_t i = 0; i < task.containers.size(); ++i)
        if (task.containers[i].last_status == ContainerStatus::Running)
            for (const auto& binding : task.containers[i].network_bindings)
                ports_.hold({ binding.host_port, binding.protocol }, { task.id, i });
}

void HostTasks::set_gone(const Id& task)
{
    if (TaskEntry* entry = find_task(task)) {
        entry->gone = true;
        relay_.want(task, false);
        touch(task);
    }
}

void HostTasks::report_anew()
{
    for (auto& [id, entry] : tasks_) {
        for (auto& container : entry.containers)
            container.reported = ContainerStatus::Pending;
        touch(id);
    }
}

// What was seen before a break is seen with new eyes after it.
void HostTasks::set_connected(bool connected)
{
    connected_ = connected;
    listed_ = false;
    images_.set_connected(connected);
    networks_.forget();
    pool_.set_connected(connected);
    relay_.set_connected(connected);
    for (auto& [id, entry] : tasks_) {
        for (auto& container : entry.containers) {
            if (container.fact != Fact::Absent)
                container.fact = Fact::Unknown;
            container.retry_at = kNever;
            container.failures = 0;
        }
        touch(id);
    }
}

void HostTasks::set_engine(const docker::EngineInfo& info)
{
    engine_cpus_ = info.cpus;
    networks_.set_architecture(info.architecture);
    relay_.set_architecture(info.architecture);
    cgroups_.set_engine(info);
}

// An engine can be registered twice, so the state counts as well.
void HostTasks::sweep_volumes(const model::State& state)
{
    volumes_.sweep([this, &state] {
        TaskVolumes::Names names;
        const auto add = [&](const model::Task& task) {
            for (auto& name : volumes_of(settings_, task))
                names.insert(std::move(name));
        };
        for (const auto& [id, task] : state.tasks())
            add(*task);
        for (const auto& [id, entry] : tasks_)
            add(*entry.task);
        return names;
    });
}

void HostTasks::touch(const Id& task)
{
    TaskEntry* entry = find_task(task);
    if (!entry)
        return;
    if (!std::exchange(entry->touched, true))
        touched_.push_back(task);
    schedule();
}

// Once for everything that happens in this turn, so that reports go out together.
void HostTasks::schedule()
{
    if (!std::exchange(scheduled_, true))
        loop_.post(alive_.guard([this] { run(); }));
}

void HostTasks::run()
{
    scheduled_ = false;
    if (connected_ && listed_) {
        const auto touched = std::exchange(touched_, {});
        for (const Id& id : touched) {
            if (TaskEntry* entry = find_task(id)) {
                entry->touched = false;
                run_task(*entry);
            }
            forget_if_finished(id);
        }
        set_wake_timer();
    }
    if (!outbox_.empty())
        report_(std::exchange(outbox_, {}));
}

void HostTasks::run_task(TaskEntry& entry)
{
    std::vector<Observed> observed;
    observed.reserve(entry.containers.size());
    for (auto& container : entry.containers) {
        if (lies_too_far(container.retry_at))
            container.retry_at = kNever;
        observed.push_back(container);
        observed.back().busy = container.busy || container.inspecting;
        observed.back().spare = container.may_claim && pool_.has(entry.task->spec->cluster);
    }
    const Id id = entry.task->id;
    const HostPlan plan = plan_task(entry.gone ? nullptr : entry.task.get(), observed, loop_.now());
    for (const Action& action : plan.actions)
        act({ id, action.index }, action);
    if (plan.wake)
        wake_at(id, *plan.wake);
}

void HostTasks::act(const ContainerKey& key, const Action& action)
{
    if (action.kind != ActionKind::Inspect) {
        find(key)->may_claim = false;
        pool_.asked();
    }
    switch (action.kind) {
    case ActionKind::Inspect:
        return inspect(key);
    case ActionKind::GetImage:
        return get_image(key);
    case ActionKind::DropImage:
        find(key)->image.reset();
        find(key)->busy = find(key)->pulling = false;
        return;
    case ActionKind::Claim:
        return claim(key);
    case ActionKind::Rename:
        return rename(key);
    case ActionKind::Create:
        return create(key);
    case ActionKind::Start:
        return start(key);
    case ActionKind::Stop:
        return stop(key);
    case ActionKind::Remove:
        return remove(key);
    case ActionKind::ReportStopped:
        return action.reason.empty() ? report_stopped(key) : give_up(key, action.reason);
    }
}

void HostTasks::forget_if_finished(const Id& task)
{
    const auto found = tasks_.find(task);
    if (found == tasks_.end() || !found->second.gone)
        return;
    const bool finished = std::ranges::all_of(found->second.containers, [](const ContainerEntry& container) {
        return container.fact == Fact::Absent && !container.busy && !container.inspecting;
    });
    if (!finished)
        return;
    for (std::size_t i = 0; i < found->second.containers.size(); ++i)
        ports_.release({ task, i });
    volumes_.remove(*found->second.task);
    cgroups_.remove(*found->second.task);
    tasks_.erase(found);
}

void HostTasks::wake_at(const Id& task, TimePoint when)
{
    wakes_.emplace(when, task);
}

void HostTasks::set_wake_timer()
{
    if (wakes_.empty())
        return wake_timer_.cancel();
    const Duration nap = std::min(wakes_.begin()->first - loop_.now(), longest_wait());
    wake_timer_ = loop_.after(nap, [this] {
        while (!wakes_.empty() && (wakes_.begin()->first <= loop_.now() || lies_too_far(wakes_.begin()->first)))
            touch(wakes_.extract(wakes_.begin()).value().second);
        set_wake_timer();
    });
}

bool HostTasks::should_run(const ContainerKey& key)
{
    const TaskEntry* entry = find_task(key.task);
    return entry && !entry->gone && entry->task->desired_status == model::DesiredStatus::Running
        && entry->task->last_status < model::TaskStatus::Stopped && !entry->containers[key.index].failed;
}

bool HostTasks::may_restart(const ContainerKey& key)
{
    if (find(key)->pause)
        return false;
    const auto& policy = definition_of(key).restart_policy;
    return policy && policy->enabled && should_run(key);
}

bool HostTasks::is_told_stopped(const ContainerKey& key)
{
    return std::max(find(key)->reported, published(task_of(key), key.index).status) == ContainerStatus::Stopped;
}

void HostTasks::set_id(const ContainerKey& key, const std::string& id)
{
    ContainerEntry& container = *find(key);
    if (container.id == id)
        return;
    by_id_.erase(container.id);
    container.id = id;
    if (!id.empty())
        by_id_[id] = key;
}

// What was reported long ago and is still not published did not arrive, or was undone: it is reported again.
void HostTasks::doubt_old_reports(TaskEntry& entry)
{
    for (std::size_t i = 0; i < entry.containers.size(); ++i) {
        ContainerEntry& container = entry.containers[i];
        const ContainerStatus status = published(*entry.task, i).status;
        if (container.reported <= status || loop_.now() - container.reported_at < settings_.list_interval / 2)
            continue;
        container.reported = status;
        touch(entry.task->id);
    }
}

// A row that says what is published already needs no inspection; it does not say how often a container was restarted.
bool HostTasks::adopt_as_published(const ContainerKey& key, const docker::ContainerSummary& row)
{
    const Published known = published(task_of(key), key.index);
    const Fact fact = fact_of(row);
    if (may_restart(key))
        return false;
    const bool same = known.runtime_id == row.id
        && ((fact == Fact::Running && known.status == ContainerStatus::Running)
            || (fact == Fact::Ended && known.status == ContainerStatus::Stopped));
    if (!same)
        return false;
    set_id(key, row.id);
    find(key)->fact = fact;
    find(key)->of_pool = is_spare_name(row.name);
    if (fact == Fact::Running)
        watches_.container_changed(key, counters_of(key));
    return true;
}

void HostTasks::compare_with_row(const ContainerKey& key, const docker::ContainerSummary& row)
{
    ContainerEntry& container = *find(key);
    if (container.busy || container.inspecting)
        return;
    if (container.id == row.id && container.fact == fact_of(row)) {
        // A list says nothing of health, and an event may have been lost.
        if (container.fact == Fact::Running && has_health_check(*task_of(key).spec->definition, key.index))
            inspect(key);
        return;
    }
    if (container.id == row.id && container.fact == Fact::Ended && fact_of(row) == Fact::Created)
        return; // it failed to start
    touch(key.task);
    if (container.fact == Fact::Unknown && adopt_as_published(key, row))
        return;
    set_id(key, row.id);
    container.fact = Fact::Unknown;
    container.retry_at = kNever;
    if (!listed_ && !std::exchange(container.settling, true))
        ++settling_;
    inspect(key);
}

void HostTasks::compare_with_nothing(const ContainerKey& key)
{
    ContainerEntry& container = *find(key);
    if (container.busy || container.inspecting || container.fact == Fact::Absent)
        return;
    touch(key.task);
    const model::Task& task = task_of(key);
    // A list can be older than what we know, or than what a former life of this program did: then ask for this one.
    const bool may_be_there = !container.id.empty() || container.reported == ContainerStatus::Running
        || published(task, key.index).status == ContainerStatus::Running
        || (container.fact == Fact::Unknown && task.last_status < model::TaskStatus::Stopped);
    if (may_be_there)
        container.fact = Fact::Unknown;
    else
        absent(key);
}

// By its labels: behind the last of the task if it is none of them.
ContainerKey HostTasks::key_of(const Id& task, const docker::ContainerSummary& row) const
{
    const TaskEntry& entry = tasks_.at(task);
    std::size_t index = 0;
    while (index < entry.containers.size() && !labels_fit(row.labels, settings_.installation, *entry.task, index))
        ++index;
    return { task, index };
}

// Of tasks that could have one from the pool: by its id, as far as it is known or recorded, and by its name.
std::map<std::string, ContainerKey> HostTasks::pause_containers() const
{
    std::map<std::string, ContainerKey> all;
    for (const auto& [id, entry] : tasks_) {
        if (!entry.containers.back().pause)
            continue;
        const ContainerKey key{ id, entry.containers.size() - 1 };
        all.emplace(container_name(settings_.installation, *entry.task, key.index), key);
        for (const auto& interface : entry.task->network_interfaces)
            if (!interface.pause_id.empty())
                all.emplace(interface.pause_id, key);
        if (const auto& known = entry.containers.back().id; !known.empty())
            all.emplace(known, key);
    }
    return all;
}

std::vector<docker::ContainerSummary> HostTasks::on_list(const std::vector<docker::ContainerSummary>& rows)
{
    std::map<ContainerKey, const docker::ContainerSummary*> seen;
    std::vector<docker::ContainerSummary> surplus;
    std::optional<std::map<std::string, ContainerKey>> pauses;
    for (const auto& row : rows) {
        ContainerKey key;
        if (is_of_a_pool(row.labels, settings_.installation)) {
            if (!pauses)
                pauses = pause_containers();
            auto its = pauses->find(row.id);
            if (its == pauses->end())
                its = pauses->find(row.name);
            if (its == pauses->end()) {
                surplus.push_back(row);
                continue;
            }
            key = its->second;
        } else {
            const auto id = Id::parse(label_of(row.labels, docker::kTaskLabel));
            if (!id || !find_task(*id))
                continue;
            key = key_of(*id, row);
        }
        const ContainerEntry* container = find(key);
        // A list can be older than what we know: no row puts another container in the place of the one we have.
        const bool is_other = container && !container->id.empty() && container->id != row.id;
        if (is_other && container->fact == Fact::Unknown)
            continue;
        if (!container || is_other || !seen.emplace(key, &row).second)
            surplus.push_back(row);
    }
    for (auto& [id, entry] : tasks_) {
        doubt_old_reports(entry);
        for (std::size_t i = 0; i < entry.containers.size(); ++i)
            if (const auto row = seen.find({ id, i }); row != seen.end())
                compare_with_row({ id, i }, *row->second);
            else
                compare_with_nothing({ id, i });
    }
    listed_ = true;
    schedule();
    return surplus;
}

void HostTasks::on_event(const docker::Event& event)
{
    const auto found = by_id_.find(event.container_id);
    if (found == by_id_.end())
        return pool_.on_event(event);
    const ContainerKey key = found->second;
    ContainerEntry& container = *find(key);
    container.event_at = event.at;
    container.foretold.note(event);
    if (container.reported == ContainerStatus::Running && !may_restart(key))
        if (auto ended = end_of(task_of(key), key.index, event, container.foretold))
            report(key, std::move(*ended)); // and the inspection that follows finds what there is to do
    if (container.inspecting)
        container.inspect_again = true;
    else if (!container.busy || container.fact == Fact::Running) // else our own call is about to look
        inspect(key);
}

// Of one that runs.
CounterPlace HostTasks::counters_of(const ContainerKey& key)
{
    const ContainerEntry& container = *find(key);
    const auto& definition = *task_of(key).spec->definition;
    CounterPlace place;
    place.runtime_id = container.id;
    place.pid = container.pid;
    place.has_network
        = definition.network_mode != model::NetworkMode::Host && definition.network_mode != model::NetworkMode::None;
    if (shares_network(definition) && !container.pause) {
        const auto& pause = find_task(key.task)->containers.back().id;
        place.network_holder = pause.empty() ? published(task_of(key), definition.containers.size()).runtime_id : pause;
    }
    return place;
}

Subscription HostTasks::watch(const ContainerKey& key, Pace pace, Function<void(docker::Stats)> reading)
{
    const ContainerEntry* container = find(key);
    const bool runs = container && container->fact == Fact::Running;
    return watches_.watch(key, runs ? counters_of(key) : CounterPlace(), pace, std::move(reading));
}

} // namespace quayside::agent
