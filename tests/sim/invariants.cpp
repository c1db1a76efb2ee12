#include "tests/sim/invariants.h"

#include "core/base/fields.h"
#include "tests/sim/same.h"

#include <algorithm>

namespace quayside::sim {

using model::ContainerStatus;
using model::DesiredStatus;
using model::StopCode;
using model::Task;
using model::TaskStatus;

namespace {

constexpr const char* kContainerNameLabel = "com.amazonaws.ecs.container-name";
constexpr int kMostPulls = 3 * 2; // those of a life before may still be under way
constexpr int kMostStarts = 8 * 2;
constexpr Duration kSoonestRestart = std::chrono::milliseconds{ 200 };
constexpr int kMostAlike = 20; // calls in a second
constexpr const char* kJoined = "container:"; // and the id of whose network it is
constexpr const char* kPool = "pool";
// A sleep that is shorter may count as silence; and any, if the clock was set in it or so shortly before that its step
// can have hidden the sleep.
constexpr Duration kUnnoticed = std::chrono::seconds{ 45 };
constexpr Duration kHides = std::chrono::seconds{ 30 };

bool alive(const Task& task)
{
    return task.last_status < TaskStatus::Stopped;
}

std::string named(const Task& task)
{
    return "task " + task.id.hex() + " of " + task.spec->definition_key.family;
}

} // namespace

std::string label_of(const std::string& packed, std::string_view key)
{
    const std::string start = '\0' + std::string(key) + '=';
    const auto at = packed.find(start);
    if (at == std::string::npos)
        return {};
    const auto from = at + start.size();
    return packed.substr(from, packed.find('\0', from) - from);
}

Invariants::Invariants(test::SimLoop& loop, Trace& trace, const Catalogue& catalogue, const std::string& installation)
    : loop_(loop)
    , trace_(trace)
    , catalogue_(catalogue)
    , installation_(installation)
    , services_(loop, durable_, catalogue,
          [this](const char* invariant, const std::string& what) { violated(invariant, what); })
{
}

void Invariants::violated(const char* invariant, const std::string& what)
{
    if (broken_.empty())
        broken_ = std::string(invariant) + ": " + what;
}

void Invariants::program_started()
{
    expects_full_ = true;
    start_calls_.clear();
    undisturbed_since_ = loop_.now();
}

void Invariants::slept(Duration duration)
{
    if (duration > kUnnoticed && clock_set_at_ < loop_.now() - duration - kHides)
        undisturbed_since_ = loop_.now();
}

// A step starts no grace anew: what counts is how long an engine has been silent by the world's clock.
void Invariants::clock_set(Duration by)
{
    if (by != Duration::zero())
        clock_set_at_ = loop_.now();
}

void Invariants::published(const model::ChangeSet& changes)
{
    if (std::exchange(expects_full_, false)) {
        restored(changes);
        return;
    }
    alternatives_.clear();
    durable_.apply(changes);
    fuller_.clear();
    for (const auto& change : changes.of<model::Engine>()) {
        if (!change.after)
            silent_since_.erase(change.before->id);
        else if (change.after->connected)
            silent_since_.erase(change.after->id);
        else
            silent_since_.try_emplace(change.after->id, loop_.now());
    }
    for (const auto& change : changes.of<model::Engine>()) {
        check_dated(change);
        if (change.after && !change.after->connected)
            check_unknown(*change.after);
    }
    for (const auto& change : changes.of<Task>())
        task_changed(change);
    services_.published(changes);
    check_room();
    check_events(changes);
    trace_.note(loop_.now(), "published", static_cast<std::uint64_t>(changes.size()));
}

// I1: nothing of what was acknowledged is missing, and what was under way is there whole or not at all.
void Invariants::restored(const model::ChangeSet& full)
{
    ++checks_;
    if (std::exchange(ever_published_, true) && !same_records(full, durable_)) {
        const auto fits = [&full](const model::ChangeSet& other) {
            model::State state;
            state.apply(other);
            return same_records(full, state);
        };
        if (!std::ranges::any_of(alternatives_, fits))
            violated("I1",
                "after a restart the state is neither that before the last write nor that after it: "
                    + first_difference(full, durable_));
    }
    alternatives_.clear();
    durable_ = model::State();
    durable_.apply(full);
    sums_.clear();
    static_ports_.clear();
    bound_.clear();
    for (const auto& [id, task] : durable_.tasks()) {
        book(*task, 1);
        check_bindings(*task, nullptr);
        if (refused_.contains(task->spec->started_by))
            violated("I2", named(*task) + " is there though its call was refused");
    }
    services_.published(full);
    silent_since_.clear();
    for (const auto& [id, engine] : durable_.engines())
        if (!engine->connected)
            silent_since_.emplace(id, loop_.now());
}

void Invariants::task_changed(const model::Change<Task>& change)
{
    ++checks_;
    const Task& any = change.any();
    trace_.note(loop_.now(), "task", any.id, change.after ? static_cast<int>(any.last_status) : -1,
        static_cast<std::uint64_t>(any.version));
    if (change.before)
        book(*change.before, -1);
    if (change.after)
        book(*change.after, 1);
    if (!change.after)
        born_at_.erase(any.id);
    if (!change.before)
        check_new(*change.after);
    else if (change.after)
        check_step(*change.before, *change.after);
    else if (alive(*change.before) && durable_.engines().size() > 0)
        violated("I10", named(*change.before) + " was forgotten before it had stopped");
    if (change.after)
        check_bindings(*change.after, change.before.get());
    if (change.after)
        check_network(*change.after);
}

void Invariants::check_new(const Task& task)
{
    born_at_[task.id] = loop_.now();
    if (refused_.contains(task.spec->started_by))
        violated("I2", named(task) + " was made though its call was refused");
    const auto instance = durable_.container_instances().find(task.container_instance);
    if (!instance && task.container_instance.is_null() && task.last_status == TaskStatus::Provisioning)
        return; // waits for capacity
    if (!instance)
        violated("I5", named(task) + " was placed on an instance that is not there");
    else if (instance->status == model::ContainerInstanceStatus::Inactive
        && task.desired_status == DesiredStatus::Running)
        violated("I5", named(task) + " was placed on an instance that is INACTIVE");
    check_times(task);
}

void Invariants::check_step(const Task& before, const Task& after)
{
    if (after.last_status < before.last_status)
        violated("I10",
            named(after) + " went back from " + std::string(to_string(before.last_status)) + " to "
                + std::string(to_string(after.last_status)));
    const bool shows = after.last_status != before.last_status || after.desired_status != before.desired_status
        || after.connected != before.connected;
    if (after.version < before.version + (shows ? 1 : 0))
        violated("I10", "the version of " + named(after) + (shows ? " stayed though it changed" : " fell"));
    if (before.desired_status == DesiredStatus::Stopped && after.desired_status == DesiredStatus::Running)
        violated("I10", named(after) + " was to stop and is to run again");
    if (before.stop_code != StopCode::None && before.stop_code != after.stop_code)
        violated("I10", "the stop code of " + named(after) + " changed");
    if (before.last_status == TaskStatus::Stopped
        && (before.stopped_at != after.stopped_at || before.stopped_reason != after.stopped_reason))
        violated("I10", named(after) + " stopped a second time");
    for (std::size_t i = 0; i < before.containers.size() && i < after.containers.size(); ++i) {
        const auto& was = before.containers[i];
        const auto& is = after.containers[i];
        if (is.last_status < was.last_status)
            violated("I10", "a container of " + named(after) + " went back");
        if (was.started_at != kNever && was.started_at != is.started_at)
            violated("I13", "a container of " + named(after) + " has another start than before");
        if (was.exit_code && was.exit_code != is.exit_code)
            violated("I10", "an exit code of " + named(after) + " changed");
    }
    check_times(after);
    if (alive(before) && !alive(after))
        check_stopped(before, after);
}

void Invariants::check_times(const Task& task)
{
    TimePoint last;
    for (const TimePoint at : { task.created_at, task.pull_started_at, task.pull_stopped_at, task.started_at,
             task.stopping_at, task.execution_stopped_at, task.stopped_at }) {
        if (at != kNever && at < last && clock_set_at_ < born_at_[task.id])
            violated("I10", "the times of " + named(task) + " are out of order: " + fields_to_json(task).dump());
        last = std::max(last, at);
    }
}

// I12: what stopped has really ended, unless its engine was given up or removed.
void Invariants::check_stopped(const Task& before, const Task& after)
{
    if (after.stopped_reason.empty() || after.stopped_at == kNever)
        violated("I10", named(after) + " stopped without a reason or a time");
    const auto instance = durable_.container_instances().find(after.container_instance);
    if (after.stop_code == StopCode::TerminationNotice && before.stop_code != StopCode::TerminationNotice)
        return check_lost(after);
    const bool given_up = before.unknown || !instance || !durable_.engines().find(instance->engine);
    if (!given_up && runs_anything(after.id))
        violated("I12", named(after) + " counts as stopped (" + after.stopped_reason + "), and it runs");
}

void Invariants::check_lost(const Task& task)
{
    const auto instance = durable_.container_instances().find(task.container_instance);
    const auto silent = instance ? silent_since_.find(instance->engine) : silent_since_.end();
    if (silent == silent_since_.end())
        return violated("I12", named(task) + " is lost, and its engine answers");
    const TimePoint from = std::max(silent->second, undisturbed_since_);
    if (loop_.now() - from < lost_after_)
        violated("I12", named(task) + " was given up before its time");
}

// I12: of an engine that does not answer, nothing is known.
void Invariants::check_unknown(const model::Engine& engine)
{
    for (const Id& instance : durable_.instances_of(engine.id))
        for (const Id& id : durable_.tasks_on(instance))
            if (const auto task = durable_.tasks().find(id); alive(*task) && !task->unknown)
                violated("I12", named(*task) + " is not UNKNOWN, and its engine does not answer");
}

void Invariants::check_dated(const model::Change<model::Engine>& change)
{
    if (change.before && change.after && change.before->connected != change.after->connected
        && change.before->connection_changed_at == change.after->connection_changed_at)
        violated("I12", "it is not written down when the connection of " + change.after->name + " changed");
}

bool Invariants::runs_anything(const Id& task) const
{
    const auto found = runs_of_task_.find(task.hex());
    return found != runs_of_task_.end() && found->second > 0;
}

// Another container of its task may run on when this one has ended.
bool Invariants::runs(const Holder& holder) const
{
    const auto found = running_.find(holder.task.hex() + '/' + holder.container);
    return found != running_.end() && std::ranges::any_of(found->second, [this](const Running& each) {
        return !others_started_.contains(each.id);
    });
}

// I5, from the definitions as they were written.
void Invariants::book(const Task& task, int sign)
{
    const auto family = catalogue_.all().find(task.spec->definition_key.family);
    if (!alive(task) || family == catalogue_.all().end())
        return;
    Sum& sum = sums_[task.container_instance];
    sum.cpu += sign * family->second.cpu;
    sum.memory += sign * family->second.memory;
    if (sign > 0)
        fuller_.insert(task.container_instance);
    if (!family->second.static_port)
        return;
    const auto instance = durable_.container_instances().find(task.container_instance);
    if (!instance)
        return;
    auto& holders = static_ports_[{ instance->engine, *family->second.static_port }];
    if (sign < 0)
        holders.erase(task.id);
    else
        holders.insert(task.id);
}

void Invariants::check_room()
{
    for (const Id& id : fuller_) {
        ++checks_;
        const auto instance = durable_.container_instances().find(id);
        const Sum& sum = sums_[id];
        if (!instance)
            continue;
        if (sum.cpu > instance->registered.cpu || sum.memory > instance->registered.memory)
            violated("I5",
                "instance " + instance->name + " has given away more than it has: cpu " + std::to_string(sum.cpu)
                    + " of " + std::to_string(instance->registered.cpu) + ", memory " + std::to_string(sum.memory)
                    + " of " + std::to_string(instance->registered.memory));
        for (const auto& [name, family] : catalogue_.all())
            if (family.static_port)
                if (const auto held = static_ports_.find({ instance->engine, *family.static_port });
                    held != static_ports_.end() && held->second.size() > 1)
                    violated("I6", "two tasks were given the host port " + std::to_string(*family.static_port));
    }
}

// I6: what is published as bound is bound once.
void Invariants::check_bindings(const Task& task, const Task* before)
{
    const auto instance = durable_.container_instances().find(task.container_instance);
    if (!instance)
        return;
    const auto drop = [&](const Task& of) {
        for (const auto& container : of.containers)
            for (const auto& binding : container.network_bindings)
                if (const auto held = bound_.find({ instance->engine, binding.host_port });
                    held != bound_.end() && held->second.task == of.id)
                    bound_.erase(held);
    };
    if (before)
        drop(*before);
    if (!alive(task))
        return;
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
        const auto& container = task.containers[i];
        if (container.last_status != ContainerStatus::Running)
            continue;
        const Holder holder{ task.id, task.spec->definition->containers[i].name };
        for (const auto& binding : container.network_bindings) {
            const auto [held, added] = bound_.try_emplace({ instance->engine, binding.host_port }, holder);
            const auto other = added ? nullptr : durable_.tasks().find(held->second.task);
            if (other && other->id != task.id && alive(*other) && runs(held->second) && runs(holder))
                violated("I6",
                    named(task) + " and " + named(*other) + " share the host port "
                        + std::to_string(binding.host_port));
            held->second = holder;
        }
    }
}

void Invariants::check_events(const model::ChangeSet& changes)
{
    for (const auto& change : changes.of<model::Event>())
        if (change.after && change.after->message.find("CANARY") != std::string::npos)
            violated("I19", "a secret is in an event: " + change.after->message);
}

void Invariants::refused(const std::string& marker)
{
    refused_.insert(marker);
    for (const auto& [id, task] : durable_.tasks())
        if (task->spec->started_by == marker)
            violated("I2", named(*task) + " is there though its call was refused");
}

void Invariants::watch(Machine& machine)
{
    machine.engine.host().look_on([this, &machine](const Event& event) { on_host(machine, event); });
}

void Invariants::on_host(Machine& machine, const Event& event)
{
    ++checks_;
    trace_.note(loop_.now(), event.action, machine.name, event.name);
    const std::string_view action = event.action;
    if (action == "start")
        check_joined(machine, event);
    if (action != "start" && action != "die")
        return;
    const std::string task = label_of(*event.labels, docker::kTaskLabel);
    if (task.empty() || label_of(*event.labels, docker::kInstallationLabel) != installation_)
        return;
    const std::string name = task + '/' + label_of(*event.labels, kContainerNameLabel);
    auto& running = running_[name];
    const bool ours = !others_started_.contains(event.container_id);
    if (action == "die") {
        std::erase_if(running, [&](const Running& each) { return each.id == event.container_id; });
        runs_of_task_[task] -= ours ? 1 : 0;
        return;
    }
    running.push_back({ &machine, event.container_id });
    runs_of_task_[task] += ours ? 1 : 0;
    if (running.size() > 1 && ours)
        violated("I7", "two containers run for " + name);
    if (++starts_[event.container_id] > 1 && ours)
        violated("I7", "the container " + event.name + " was started twice");
}

void Invariants::on_call(Machine& machine, std::string_view call, const std::string& target)
{
    ++checks_;
    trace_.note(loop_.now(), call, machine.name, target);
    check_pace(machine.name, call, target);
    if (call != "start" && call != "stop" && call != "remove")
        return;
    if (const auto* container = machine.engine.host().find(target))
        may_change(machine, call, *container);
}

void Invariants::on_create(Machine& machine, const docker::ContainerConfig& config)
{
    ++checks_;
    trace_.note(loop_.now(), "create", machine.name, config.name);
    check_pace(machine.name, "create", config.name);
    const Json& labels = config.body.at("Labels");
    if (labels.value(docker::kInstallationLabel, "") != installation_)
        violated("I9", "a container would be made without our label");
    if (labels.value(docker::kRoleLabel, "") != kPool)
        check_wanted("create", labels.value(docker::kTaskLabel, ""));
}

// I7, of networks: nobody shares one with a container of another task, and who does so finds it in the record.
void Invariants::check_joined(Machine& machine, const Event& event)
{
    const auto* joining = machine.engine.host().find(event.container_id);
    if (!joining->network_mode.starts_with(kJoined)
        || label_of(*event.labels, docker::kInstallationLabel) != installation_)
        return;
    const std::string pause = joining->network_mode.substr(std::string_view(kJoined).size());
    const std::string task = label_of(*event.labels, docker::kTaskLabel);
    const auto used = networks_.try_emplace(pause, task).first;
    if (used->second != task)
        violated("I7", "the network of " + pause + " is shared by the tasks " + used->second + " and " + task);
    const auto id = Id::parse(task);
    const auto recorded = id ? durable_.tasks().find(*id) : nullptr;
    if (!recorded || others_started_.contains(pause))
        return;
    const auto* holder = machine.engine.host().find(pause);
    const auto& interfaces = recorded->network_interfaces;
    const bool of_pool = holder && label_of(*holder->labels, docker::kRoleLabel) == kPool;
    if (of_pool && (interfaces.empty() || interfaces.front().pause_id != pause))
        violated("I1", event.name + " joined the network of a container that is not recorded");
    else if (holder && holder->place && !interfaces.empty()
        && holder->place->ipv4_address != interfaces.front().private_ipv4_address)
        violated("I12", named(*recorded) + " is shown with another address than it has");
}

// Nor does a record say of two tasks that they have the same.
void Invariants::check_network(const Task& task)
{
    for (const auto& interface : task.network_interfaces) {
        if (interface.pause_id.empty())
            continue;
        const auto used = networks_.try_emplace(interface.pause_id, task.id.hex()).first;
        if (used->second != task.id.hex())
            violated("I7", named(task) + " was given the network of task " + used->second);
    }
}

// I14: nobody asks for the same thing again and again.
void Invariants::check_pace(const std::string& machine, std::string_view call, const std::string& target)
{
    auto& pace = paces_[machine + ' ' + std::string(call) + ' ' + target];
    if (loop_.now() - pace.since > std::chrono::seconds{ 1 })
        pace = { loop_.now(), 0 };
    if (++pace.calls > kMostAlike)
        violated("I14", std::string(call) + " was asked of " + machine + " without a pause: " + target);
}

// Nobody acts on what is not on disk, or against it.
void Invariants::check_wanted(std::string_view call, const std::string& task_hex)
{
    const auto id = Id::parse(task_hex);
    const auto task = id ? durable_.tasks().find(*id) : nullptr;
    if (!task)
        return violated("I1", std::string(call) + " for a task that is not on disk: " + task_hex);
    if (!alive(*task) || task->desired_status != DesiredStatus::Running)
        violated("I10", std::string(call) + " for " + named(*task) + ", which is to stop");
}

void Invariants::may_change(Machine& machine, std::string_view call, const docker::SimulatedContainer& container)
{
    if (label_of(*container.labels, docker::kInstallationLabel) != installation_)
        return violated("I9", std::string(call) + " for a container that is not ours: " + container.name);
    const std::string task_hex = label_of(*container.labels, docker::kTaskLabel);
    if (task_hex.empty() && label_of(*container.labels, docker::kRoleLabel) == kPool)
        return may_change_pool(call, container);
    if (call == "start") {
        check_wanted(call, task_hex);
        check_ports(machine, container);
        const auto [last, first] = start_calls_.try_emplace(container.id, loop_.now());
        if (!first && loop_.now() - last->second < kSoonestRestart)
            violated("I14", "start was asked again at once for " + container.name);
        last->second = loop_.now();
        return;
    }
    // What others start after its end is stopped, as the ECS agent does, even if a full disk keeps the end unpublished.
    if (others_started_.contains(container.id))
        return;
    const auto id = Id::parse(task_hex);
    const auto task = id ? durable_.tasks().find(*id) : nullptr;
    if (!task || !alive(*task) || task->desired_status != DesiredStatus::Running
        || container.state != docker::RunState::Running)
        return;
    const auto& alike = running_[task_hex + '/' + label_of(*container.labels, kContainerNameLabel)];
    if (alike.size() < 2)
        violated("I13", std::string(call) + " for a running container of " + named(*task) + ", which is to run");
}

// Whose record has a container of a pool, nobody takes it from while it is to run; others are the agent's own.
void Invariants::may_change_pool(std::string_view call, const docker::SimulatedContainer& container)
{
    if (call == "start" || container.state != docker::RunState::Running)
        return;
    for (const auto& [id, task] : durable_.tasks())
        if (alive(*task) && task->desired_status == DesiredStatus::Running && !task->network_interfaces.empty()
            && task->network_interfaces.front().pause_id == container.id)
            violated("I13", std::string(call) + " for the network of " + named(*task) + ", which is to run");
}

// I6: a port is asked for only when its holder is known to have ended.
void Invariants::check_ports(Machine& machine, const docker::SimulatedContainer& container)
{
    for (const auto& port : container.ports)
        for (const auto& [id, engine] : durable_.engines()) {
            const auto held = engine->name == machine.name ? bound_.find({ id, port.host_port }) : bound_.end();
            const auto other = held == bound_.end() ? nullptr : durable_.tasks().find(held->second.task);
            if (other && alive(*other) && runs(held->second)
                && other->id.hex() != label_of(*container.labels, docker::kTaskLabel))
                violated("I6",
                    "host port " + std::to_string(port.host_port) + " was given away while " + named(*other)
                        + " has it");
        }
}

void Invariants::minute_passed(const std::map<std::string, std::unique_ptr<Machine>>& machines)
{
    services_.minute_passed();
    paces_.clear();
    for (const auto& [name, machine] : machines) {
        ++checks_;
        const auto& counts = machine->engine.counts();
        if (counts.foreign_changes > 0)
            violated("I9", "a container that is not ours was changed on " + name);
        if (counts.most_pulls > kMostPulls)
            violated("I14", std::to_string(counts.most_pulls) + " pulls at once on " + name);
        if (counts.most_starts > kMostStarts)
            violated("I14", std::to_string(counts.most_starts) + " creates and starts at once on " + name);
    }
}

} // namespace quayside::sim
