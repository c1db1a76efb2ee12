// What HostTasks does on the engine.
#include "core/agent/container_config.h"
#include "core/agent/container_options.h"
#include "core/agent/dependencies.h"
#include "core/agent/host_tasks.h"
#include "core/agent/observe.h"
#include "core/agent/pause.h"
#include "core/agent/restart_policy.h"
#include "core/docker/urls.h"
#include "core/model/port_range.h"

#include <algorithm>

namespace quayside::agent {

using model::ContainerStatus;

namespace {

constexpr int kPortAttempts = 3;
constexpr int kImageAttempts = 2;
constexpr Duration kPauseGrace = std::chrono::seconds{ 2 };

bool is_port_clash(const std::string& message)
{
    return message.find("port is already allocated") != std::string::npos
        || message.find("address already in use") != std::string::npos;
}

bool names_port(const std::string& message, std::uint16_t port)
{
    const std::string text = ":" + std::to_string(port);
    for (auto at = message.find(text); at != std::string::npos; at = message.find(text, at + 1))
        if (at + text.size() == message.size() || message[at + text.size()] < '0' || message[at + text.size()] > '9')
            return true;
    return false;
}

} // namespace

void HostTasks::no_answer(const ContainerKey& key)
{
    ContainerEntry& container = *find(key);
    container.fact = Fact::Unknown;
    container.retry_at = loop_.now() + retry_.after(++container.failures);
    touch(key.task);
}

void HostTasks::fail_container(const ContainerKey& key, const std::string& reason)
{
    ContainerEntry& container = *find(key);
    container.failed = true;
    if (container.pause)
        networks_.forget(); // somebody may have removed what it needs
    if (container.error.empty())
        container.error = reason;
    touch(key.task);
}

void HostTasks::report(const ContainerKey& key, ContainerReport report)
{
    ContainerEntry& container = *find(key);
    report.task = key.task;
    report.index = key.index;
    report.seen_at = container.event_at == kNever ? loop_.now() : std::exchange(container.event_at, kNever);
    container.reported = std::max(container.reported, report.status);
    container.reported_at = loop_.now();
    outbox_.push_back(std::move(report));
    schedule();
}

void HostTasks::report_stopped(const ContainerKey& key)
{
    const ContainerEntry& container = *find(key);
    const model::Task& task = task_of(key);
    const bool ran = container.reported == ContainerStatus::Running
        || published(task, key.index).status == ContainerStatus::Running;
    ContainerReport stopped;
    stopped.status = ContainerStatus::Stopped;
    stopped.runtime_id = container.id;
    stopped.reason = container.error;
    if (ran && container.error.empty())
        stopped.reason = "ContainerVanishedError: No container matching saved ID found";
    if (ran)
        stopped.stopped_at = loop_.now();
    ports_.release(key);
    report(key, std::move(stopped));
}

void HostTasks::give_up(const ContainerKey& key, const std::string& reason)
{
    fail_container(key, reason);
    ContainerReport stopped;
    stopped.status = ContainerStatus::Stopped;
    stopped.reason = find(key)->error;
    stopped.exit_code = kDependencyFailed;
    report(key, std::move(stopped));
}

// A pause container that came from the pool may not have its name yet: the record knows it.
std::string HostTasks::id_or_name(const ContainerKey& key)
{
    const ContainerEntry& container = *find(key);
    if (!container.id.empty())
        return container.id;
    const auto recorded = container.pause ? published(task_of(key), key.index).runtime_id : std::string();
    return recorded.empty() ? container_name(settings_.installation, task_of(key), key.index) : recorded;
}

void HostTasks::inspect(const ContainerKey& key)
{
    ContainerEntry& container = *find(key);
    container.inspecting = true;
    container.inspect_again = false;
    engine_.inspect(id_or_name(key),
        alive_.guard([this, key](const Result<docker::ContainerState>& state) { inspected(key, state); }));
}

void HostTasks::inspected(const ContainerKey& key, const Result<docker::ContainerState>& state)
{
    ContainerEntry* container = find(key);
    if (!container)
        return;
    container->inspecting = false;
    if (std::exchange(container->settling, false))
        --settling_;
    touch(key.task);
    if (!state && state.error().http_status != 404)
        return no_answer(key);
    if (!state && !container->id.empty() && container->fact == Fact::Unknown
        && container->reported == ContainerStatus::Pending) {
        set_id(key, {}); // perhaps it was made anew under the same name
        return inspect(key);
    }
    if (state && is_its(key, *state)) {
        observe(key, *state);
        if (find(key)->of_pool && !find(key)->name_conflict.empty())
            fail_container(key, find(key)->name_conflict);
    } else {
        absent(key);
        if (state && !container->name_conflict.empty())
            fail_container(key, container->name_conflict);
    }
    if (container->inspect_again)
        inspect(key);
}

// One that came from a pool is known by its id, and then by its name.
bool HostTasks::is_its(const ContainerKey& key, const docker::ContainerState& state)
{
    const model::Task& task = task_of(key);
    if (labels_fit(state.labels, settings_.installation, task, key.index))
        return true;
    return find(key)->pause && is_of_a_pool(state.labels, settings_.installation)
        && (state.id == find(key)->id || state.id == published(task, key.index).runtime_id
            || state.name == container_name(settings_.installation, task, key.index));
}

void HostTasks::absent(const ContainerKey& key)
{
    ContainerEntry& container = *find(key);
    set_id(key, {});
    container.fact = Fact::Absent;
    container.failures = 0;
    if (!container.error.empty())
        container.failed = true;
    ports_.release(key);
    watches_.container_changed(key, {});
}

void HostTasks::observe(const ContainerKey& key, const docker::ContainerState& state)
{
    ContainerEntry& container = *find(key);
    set_id(key, state.id);
    container.fact = fact_of(state);
    container.of_pool = is_spare_name(state.name);
    container.failures = 0;
    container.retry_at = kNever;
    if (container.fact == Fact::Created && should_run(key) && !lost_port(key, state))
        for (const auto& port : state.wanted_ports)
            if (port.host_port != 0)
                ports_.hold({ port.host_port, port.protocol }, key);
    // A start call of this program's former life may still be on its way: a short job would then run twice.
    if (container.fact == Fact::Created && !std::exchange(container.start_is_ours, true))
        return no_answer(key);
    if (container.fact == Fact::Running)
        observe_running(key, state);
    else
        observe_not_running(key, state);
}

void HostTasks::observe_running(const ContainerKey& key, const docker::ContainerState& state)
{
    ContainerEntry& container = *find(key);
    container.failed = false;
    container.error.clear();
    ports_.release(key);
    const auto seen = report_of(task_of(key), key.index, state, loop_.now());
    for (const auto& binding : seen.network_bindings)
        ports_.hold({ binding.host_port, binding.protocol }, key);
    container.pid = state.pid;
    watches_.container_changed(key, counters_of(key));
    const auto& task = task_of(key);
    const bool told = container.pause
        ? task.network_interfaces.empty() || task.network_interfaces.front() == seen.network_interface
        : key.index < task.containers.size() && task.containers[key.index].health == seen.health;
    if (container.reported < ContainerStatus::Running || std::exchange(container.restart, false) || !told)
        report(key, seen);
}

void HostTasks::observe_not_running(const ContainerKey& key, const docker::ContainerState& state)
{
    ContainerEntry& container = *find(key);
    container.pid = 0;
    watches_.container_changed(key, {});
    const std::string& start_error = state.error.empty() ? container.error : state.error;
    const bool needs_other_ports = may_try_other_ports(key, start_error) || lost_port(key, state);
    if (state.started_at == kNever && should_run(key) && needs_other_ports
        && ++container.port_attempts < kPortAttempts) {
        container.error.clear();
        return remove(key);
    }
    if (!container.error.empty())
        container.failed = true;
    container.restart = container.fact == Fact::Ended && may_restart(key) && state.started_at != kNever
        && restarts(definition_of(key), state.exit_code, state.finished_at - state.started_at);
    if (container.restart)
        return;
    if (container.failed || container.fact == Fact::Ended)
        ports_.release(key);
    if (container.fact != Fact::Ended || container.reported == ContainerStatus::Stopped)
        return;
    auto ended = report_of(task_of(key), key.index, state, loop_.now());
    if (!container.error.empty())
        ended.reason = container.error;
    report(key, std::move(ended));
}

// Its image is made here, and its network with it.
void HostTasks::prepare_pause(const ContainerKey& key)
{
    find(key)->busy = true;
    const auto& spec = *task_of(key).spec;
    networks_.prepare(shares_network(*spec.definition) ? spec.cluster : std::string(),
        alive_.guard([this, key](const Result<void>& result) {
            if (result && find(key))
                return prepare_relay(key);
            prepared(key, result, result ? std::string() : reason("ResourceInitializationError", result.error()));
        }));
}

// It runs, but it is used only when the record says whose it is: then nobody else can get it, whatever happens.
void HostTasks::claim(const ContainerKey& key)
{
    const auto spare = pool_.take(task_of(key).spec->cluster);
    if (!spare)
        return touch(key.task);
    ContainerEntry& container = *find(key);
    set_id(key, spare->id);
    container.fact = Fact::Running;
    container.of_pool = true;
    ContainerReport claimed;
    claimed.status = ContainerStatus::Running;
    claimed.runtime_id = spare->id;
    claimed.network_interface = { spare->place.ipv4_address, spare->place.mac_address, spare->id };
    report(key, std::move(claimed));
}

void HostTasks::rename(const ContainerKey& key)
{
    ContainerEntry& container = *find(key);
    container.busy = true;
    engine_.rename(container.id, container_name(settings_.installation, task_of(key), key.index),
        alive_.guard([this, key](const Result<void>& result) {
            ContainerEntry* renamed = find(key);
            if (!renamed)
                return;
            renamed->busy = false;
            touch(key.task);
            if (result)
                renamed->of_pool = false;
            else if (result.error().http_status == 0)
                return no_answer(key);
            else if (result.error().http_status == 409)
                renamed->name_conflict = reason("CannotCreateContainerError", result.error());
            inspect(key); // its name and its address are what they are there
        }));
}

// What a container needs beside itself is there, or why it cannot be.
void HostTasks::prepared(const ContainerKey& key, const Result<void>& result, const std::string& why)
{
    ContainerEntry* container = find(key);
    if (!container)
        return;
    container->busy = false;
    touch(key.task);
    if (result)
        container->image_ready = true;
    else if (result.error().http_status == 0)
        no_answer(key);
    else
        fail_container(key, why);
}

// As the definition says, but by its digest if the task's deployment has settled on one.
std::string HostTasks::image_of(const ContainerKey& key)
{
    const auto& image = task_of(key).spec->definition->containers[key.index].image;
    const auto pinned = settings_.pinned_digest ? settings_.pinned_digest(task_of(key), key.index) : std::nullopt;
    return pinned && !pinned->empty() ? docker::split_reference(image).repository + '@' + *pinned : image;
}

void HostTasks::get_image(const ContainerKey& key)
{
    ContainerEntry& container = *find(key);
    if (container.pause)
        return prepare_pause(key);
    auto login = settings_.login ? settings_.login(task_of(key), key.index) : docker::RegistryLogin();
    if (!login)
        return fail_container(key, "CannotPullContainerAuthError: " + login.error().message);
    container.busy = container.pulling = true;
    const auto pinned = settings_.pinned_digest ? settings_.pinned_digest(task_of(key), key.index) : std::nullopt;
    const bool is_first = pinned && pinned->empty(); // of its deployment: the others start what this one gets
    auto started = alive_.guard([this, key](TimePoint at) {
        if (!find(key))
            return;
        ContainerReport pulling;
        pulling.pull_started_at = at;
        report(key, std::move(pulling));
    });
    auto done = alive_.guard([this, key](const Result<ImageStore::Image>& result) { got_image(key, result); });
    container.image
        = images_.ensure({ image_of(key), std::move(*login), is_first }, std::move(started), std::move(done));
}

void HostTasks::got_image(const ContainerKey& key, const Result<ImageStore::Image>& image)
{
    ContainerEntry* container = find(key);
    if (!container)
        return;
    container->busy = container->pulling = false;
    container->image.reset();
    container->image_sets_region = image && std::ranges::any_of(image->environment, [](const std::string& variable) {
        return is_region(variable.substr(0, variable.find('=')));
    });
    touch(key.task);
    if (!image)
        return fail_container(key, pull_reason(image.error()));
    ContainerReport pulled;
    pulled.pull_started_at = image->pull_started_at;
    pulled.pull_stopped_at = image->pull_stopped_at;
    pulled.image_digest = image->digest;
    if (!image->digest.empty() || image->pull_stopped_at != kNever)
        report(key, std::move(pulled));
    prepare_volumes(key);
}

void HostTasks::prepare_volumes(const ContainerKey& key)
{
    find(key)->busy = true;
    volumes_.prepare(task_of(key), key.index, alive_.guard([this, key](const Result<void>& result) {
        if (result && find(key))
            return prepare_relay(key);
        prepared(key, result, result ? std::string() : "VolumeError: " + result.error().message);
    }));
}

void HostTasks::with_slot(const ContainerKey& key, bool first_in_line, Function<void()> work)
{
    find(key)->busy = true;
    starts_.take(
        [this, key, work = std::make_shared<Function<void()>>(std::move(work))] {
            if (connected_ && should_run(key))
                return (*work)();
            if (ContainerEntry* container = find(key))
                container->busy = false;
            touch(key.task);
            starts_.release();
        },
        first_in_line);
}

bool HostTasks::is_going(const ContainerKey& key)
{
    const ContainerEntry* container = find(key);
    return container && !should_run(key) && (container->fact == Fact::Running || container->fact == Fact::Unknown);
}

// A static port that one of our own containers is about to give back is waited for, and so is, after a connection was
// made, what the containers hold that run already. Any other taken port is the engine's to refuse.
HostTasks::Ports HostTasks::choose_ports(const ContainerKey& key, std::vector<std::uint16_t>& host_ports)
{
    const TaskEntry& entry = *find_task(key.task);
    const auto& definition = *entry.task->spec->definition;
    const bool host_mode = definition.network_mode == model::NetworkMode::Host;
    if (definition.network_mode == model::NetworkMode::None || shares_network(definition) || find(key)->pause)
        return Ports::Chosen; // the host's ports are none of its business
    ports_.release(key);
    const Function<bool(model::Port)> usable
        = [this](model::Port port) { return !settings_.probe_ports || can_bind(port); };
    // The ports of a range stay together on the host.
    const auto ranges = model::port_ranges(container_document(definition, key.index));
    auto next = definition.containers[key.index].port_mappings.begin();
    for (const auto& range : ranges) {
        const auto& mapping = *next;
        const int count = range ? static_cast<int>(range->size()) : 1;
        next += count;
        const std::uint16_t wanted = host_mode ? mapping.container_port : mapping.host_port;
        const model::Port port{ wanted, mapping.protocol };
        if (wanted != 0) {
            if (std::ranges::any_of(ports_.holders(port), [this](const auto& holder) { return is_going(holder); }))
                return Ports::Wait;
            ports_.hold(port, key);
            host_ports.push_back(wanted);
            continue;
        }
        if (settling_ > 0)
            return Ports::Wait;
        const auto given
            = ports_.take_dynamic(entry.ports.first, entry.ports.last, mapping.protocol, key, usable, count);
        if (!given)
            return Ports::None;
        for (int one = 0; one < count; ++one)
            host_ports.push_back(static_cast<std::uint16_t>(*given + one));
    }
    return Ports::Chosen;
}

Result<docker::ContainerConfig> HostTasks::config_of(
    const ContainerKey& key, const std::vector<std::uint16_t>& host_ports)
{
    const TaskEntry& entry = *find_task(key.task);
    const auto cgroup = cgroups_.prepare(*entry.task);
    if (entry.containers[key.index].pause)
        return pause_config(settings_, *entry.task, cgroup);
    auto inputs = container_inputs(settings_, *entry.task, key.index);
    if (!inputs)
        return fail(inputs.error());
    if (settings_.log_mode)
        inputs->log_mode = settings_.log_mode();
    inputs->image_sets_region = entry.containers[key.index].image_sets_region;
    const bool has_endpoint = !settings_.relay || (needs_relay(*entry.task) && !relay_.network().empty());
    return container_config(settings_, *entry.task, key.index, host_ports, engine_cpus_,
        { entry.containers.back().id, cgroup, has_endpoint, image_of(key) }, *inputs);
}

void HostTasks::create(const ContainerKey& key)
{
    with_slot(key, false, [this, key] {
        ContainerEntry& container = *find(key);
        std::vector<std::uint16_t> host_ports;
        const Ports ports = choose_ports(key, host_ports);
        auto config = ports == Ports::Chosen ? config_of(key, host_ports) : docker::ContainerConfig();
        if (config && ports == Ports::Chosen) {
            engine_.create(std::move(*config), alive_.guard([this, key](const Result<std::string>& id) {
                created(key, id);
                starts_.release();
            }));
            return;
        }
        container.busy = false;
        ports_.release(key);
        if (!config)
            fail_container(key, config.error().message);
        else if (ports == Ports::Wait)
            container.retry_at = loop_.now() + settings_.reconnect_first / 4;
        else
            fail_container(key, "HostConfigError: error retrieving docker port map: a host port is unavailable");
        touch(key.task);
        starts_.release();
    });
}

void HostTasks::created(const ContainerKey& key, const Result<std::string>& id)
{
    ContainerEntry* container = find(key);
    if (!container)
        return;
    container->busy = false;
    touch(key.task);
    if (id) {
        set_id(key, *id);
        container->fact = Fact::Created;
        container->failures = 0;
        container->start_is_ours = true;
        return;
    }
    const Error& error = id.error();
    if (error.http_status == 0)
        return no_answer(key);
    if (error.http_status == 409) { // the name is taken: by an attempt of ours whose answer was lost, or by somebody
        container->name_conflict = reason("CannotCreateContainerError", error);
        container->fact = Fact::Unknown;
        return;
    }
    if (error.http_status == 404 && ++container->image_attempts < kImageAttempts) {
        container->image_ready = false;
        networks_.forget();
        return;
    }
    fail_container(key, reason("CannotCreateContainerError", error));
}

void HostTasks::start(const ContainerKey& key)
{
    with_slot(key, true, [this, key] {
        if (uses_relay(key))
            join_relay(key);
        else
            start_now(key);
    });
}

void HostTasks::start_now(const ContainerKey& key)
{
    engine_.start(find(key)->id, alive_.guard([this, key](const Result<void>& result) {
        started(key, result);
        starts_.release();
    }));
}

bool HostTasks::may_try_other_ports(const ContainerKey& key, const std::string& message)
{
    if (find(key)->pause || shares_network(*task_of(key).spec->definition))
        return false;
    const auto& mappings = task_of(key).spec->definition->containers[key.index].port_mappings;
    const auto is_dynamic = [](const auto& mapping) { return mapping.host_port == 0; };
    return is_port_clash(message) && std::ranges::any_of(mappings, is_dynamic)
        && std::ranges::none_of(mappings,
            [&](const auto& mapping) { return !is_dynamic(mapping) && names_port(message, mapping.host_port); });
}

// Another got the port while the engine would not say that this one was to have it.
bool HostTasks::lost_port(const ContainerKey& key, const docker::ContainerState& state)
{
    if (find(key)->pause || shares_network(*task_of(key).spec->definition))
        return false;
    const auto& mappings = task_of(key).spec->definition->containers[key.index].port_mappings;
    return find(key)->fact == Fact::Created && std::ranges::any_of(state.wanted_ports, [&](const auto& port) {
        const auto is_another = [&](const auto& holder) { return holder != key; };
        return std::ranges::any_of(ports_.holders({ port.host_port, port.protocol }), is_another)
            && std::ranges::none_of(mappings, [&](const auto& mapping) { return mapping.host_port == port.host_port; });
    });
}

void HostTasks::started(const ContainerKey& key, const Result<void>& result)
{
    ContainerEntry* container = find(key);
    if (!container)
        return;
    container->busy = false;
    touch(key.task);
    if (result)
        return inspect(key);
    const Error& error = result.error();
    if (error.http_status == 0)
        return no_answer(key);
    container->error = reason("CannotStartContainerError", error);
    inspect(key); // whether it runs is not for the answer to say
}

Duration HostTasks::stop_grace(const ContainerKey& key)
{
    if (find(key)->pause)
        return kPauseGrace;
    const auto& definition = task_of(key).spec->definition->containers[key.index];
    return definition.stop_timeout ? Duration(std::chrono::seconds{ *definition.stop_timeout })
                                   : settings_.stop_timeout;
}

void HostTasks::stop(const ContainerKey& key)
{
    ContainerEntry& container = *find(key);
    container.busy = true;
    const bool came_back = is_told_stopped(key);
    engine_.stop(container.id, stop_grace(key), alive_.guard([this, key, came_back](const Result<void>& result) {
        ContainerEntry* stopped = find(key);
        if (!stopped)
            return;
        stopped->busy = false;
        touch(key.task);
        stopped->left_alone = stopped->left_alone || (came_back && result);
        if (!result && result.error().http_status != 404)
            no_answer(key);
        else if (stopped->fact == Fact::Running && !stopped->inspecting)
            inspect(key);
        else if (stopped->inspecting)
            stopped->inspect_again = true;
    }));
}

void HostTasks::remove(const ContainerKey& key)
{
    ContainerEntry& container = *find(key);
    container.busy = true;
    engine_.remove(container.id, alive_.guard([this, key](const Result<void>& result) {
        ContainerEntry* removed = find(key);
        if (!removed)
            return;
        removed->busy = false;
        touch(key.task);
        if (result || result.error().http_status == 404)
            absent(key);
        else
            no_answer(key);
    }));
}

} // namespace quayside::agent
