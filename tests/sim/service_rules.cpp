#include "tests/sim/service_rules.h"

#include <algorithm>

namespace quayside::sim {

using model::Deployment;
using model::DeploymentStrategy;
using model::DesiredStatus;
using model::MonitorStatus;
using model::RolloutState;
using model::SchedulingStrategy;
using model::Service;
using model::StopCode;
using model::Task;
using model::TaskStatus;

namespace {

constexpr Duration kHealthyAfter = std::chrono::seconds{ 6 };
// In a minute: a crash may be answered after ten seconds, and counts change meanwhile.
constexpr std::int64_t kStartsEach = 7;
constexpr std::int64_t kStartsAtMost = 20;

bool alive(const Task& task)
{
    return task.last_status < TaskStatus::Stopped;
}

bool serves(const Task& task)
{
    return task.last_status == TaskStatus::Running && task.desired_status == DesiredStatus::Running && !task.unknown
        && task.health != model::HealthStatus::Unhealthy;
}

bool drains(const model::State& state, const Task& task)
{
    const auto instance = state.container_instances().find(task.container_instance);
    return !instance || instance->status == model::ContainerInstanceStatus::Draining;
}

Service::Key key_of(const Task& task)
{
    return { task.spec->cluster, task.spec->service };
}

std::string named(const Service& service)
{
    return "service " + service.name;
}

} // namespace

ServiceRules::ServiceRules(
    const test::SimLoop& loop, const model::State& durable, const Catalogue& catalogue, Violated violated)
    : loop_(loop)
    , durable_(durable)
    , catalogue_(catalogue)
    , violated_(std::move(violated))
{
}

void ServiceRules::published(const model::ChangeSet& changes)
{
    if (changes.full) {
        counts_.clear();
        tripping_.clear();
        for (const auto& [id, task] : durable_.tasks())
            count(*task, 1);
        return;
    }
    started_.clear();
    stopped_.clear();
    scaled_in_.clear();
    settled_.clear();
    before_.clear();
    for (const auto& change : changes.of<Service>())
        if (change.before)
            before_[change.before->key()] = change.before;
    for (const auto& change : changes.of<Task>())
        if (!change.any().spec->service.empty())
            look_at_task(change);
    for (const auto& change : changes.of<Deployment>())
        look_at_deployment(change);
    for (const auto& key : started_)
        check_starts(key);
    for (const auto& key : stopped_)
        check_stops(key);
    for (const auto& key : scaled_in_)
        check_order(key);
    for (const auto& id : std::exchange(gone_, {}))
        serves_since_.erase(id);
}

void ServiceRules::count(const Task& task, int sign)
{
    if (task.spec->service.empty() || !alive(task))
        return;
    auto& counts = counts_[key_of(task)];
    counts.alive += sign;
    counts.running += serves(task) ? sign : 0;
    counts.on_instance[task.container_instance] += sign;
}

void ServiceRules::note_service_time(const model::Change<Task>& change)
{
    const Task& any = change.any();
    if (!change.after || !alive(any))
        gone_.push_back(any.id);
    else if (serves(any))
        serves_since_.try_emplace(any.id, loop_.now());
}

// What runs for less than five seconds is not healthy yet.
bool ServiceRules::served_long(const Id& task) const
{
    const auto since = serves_since_.find(task);
    return since != serves_since_.end() && loop_.now() - since->second > kHealthyAfter;
}

void ServiceRules::look_at_task(const model::Change<Task>& change)
{
    if (change.before)
        count(*change.before, -1);
    if (change.after)
        count(*change.after, 1);
    note_service_time(change);
    if (!change.after)
        return;
    const Task& after = *change.after;
    if (!change.before) {
        started_.insert(key_of(after));
        note_start(after.spec->deployment);
        return;
    }
    const Task& before = *change.before;
    if (before.settled && !after.settled)
        violated_("I10", "task " + after.id.hex() + " is to be settled a second time");
    if (!before.settled && after.settled)
        ++settled_[after.spec->deployment];
    if (alive(before) && !alive(after)
        && (after.stop_code == StopCode::TaskFailedToStart || after.stop_code == StopCode::EssentialContainerExited))
        ++failures_[after.spec->deployment];
    if (before.desired_status == DesiredStatus::Stopped || after.desired_status != DesiredStatus::Stopped
        || after.stop_code != StopCode::ServiceSchedulerInitiated)
        return;
    check_protection(after);
    // Whose engine has just been found not to answer does not count as healthy any more.
    if (!serves(before) || after.unknown || !served_long(after.id))
        return;
    stopped_.insert(key_of(after));
    if (!drains(durable_, after))
        scaled_in_.insert(key_of(after));
}

// I4: what is protected is not scaled in.
void ServiceRules::check_protection(const Task& task)
{
    const auto service = durable_.services().find(key_of(task));
    if (task.protected_until <= task.stopping_at || drains(durable_, task) || !service
        || service->status != model::ServiceStatus::Active || service->scheduling_strategy == SchedulingStrategy::Daemon
        || std::ranges::find(service->deployments, task.spec->deployment) == service->deployments.end())
        return;
    violated_("I4", "the protected task " + task.id.hex() + " of " + named(*service) + " was stopped by its scheduler");
}

// I4: what is healthy goes after what is not up yet.
void ServiceRules::check_order(const Key& key)
{
    const auto service = durable_.services().find(key);
    if (!service || service->status != model::ServiceStatus::Active
        || service->controller != model::DeploymentController::Ecs
        || service->scheduling_strategy == SchedulingStrategy::Daemon || service->deployments.size() != 1
        || !only_rolls(*service))
        return;
    for (const auto& id : durable_.open_tasks_of(key)) {
        const auto task = durable_.tasks().find(id);
        if (task->last_status < TaskStatus::Running && task->desired_status == DesiredStatus::Running
            && task->protected_until == kNever && !drains(durable_, *task))
            violated_("I4",
                named(*service) + " was scaled in by a healthy task, and task " + id.hex() + " is not even running");
    }
}

void ServiceRules::note_start(std::uint64_t number)
{
    auto& pace = paces_[number];
    ++pace.starts;
    if (const auto deployment = durable_.deployments().find(number))
        pace.desired = std::max(pace.desired, deployment->desired_count);
}

// The service as it is, and as it was before the set. What the scheduler did may go by either: after a sleep of the
// program its pass and the calls that it had not heard of are in one set, and ECS, too, shows a task that it started
// just before the service was scaled in.
std::vector<model::ServicePtr> ServiceRules::records_of(const Key& key) const
{
    std::vector<model::ServicePtr> records{ durable_.services().find(key) };
    if (const auto before = before_.find(key); before != before_.end())
        records.push_back(before->second);
    return records;
}

// The percents are those of rolling updates; the other strategies have two whole fleets.
bool ServiceRules::only_rolls(const Service& service) const
{
    const auto rolls = [this](std::uint64_t number) {
        const auto deployment = durable_.deployments().find(number);
        return !deployment || deployment->configuration.strategy == DeploymentStrategy::Rolling;
    };
    return service.deployment_configuration.strategy == DeploymentStrategy::Rolling
        && std::ranges::all_of(service.deployments, rolls);
}

// I3: what was started is not more than the maximum allows.
void ServiceRules::check_starts(const Key& key)
{
    const auto service = durable_.services().find(key);
    const Counts& counts = counts_[key];
    if (!service || service->controller != model::DeploymentController::Ecs)
        return;
    if (service->scheduling_strategy == SchedulingStrategy::Daemon)
        return check_daemon(key, counts);
    std::int64_t most = 0;
    for (const auto& record : records_of(key)) {
        if (!only_rolls(*record))
            return;
        const auto percent = std::max<std::int64_t>(100, record->deployment_configuration.maximum_percent);
        most = std::max(most, record->desired_count * percent / 100);
    }
    if (counts.alive > most)
        violated_("I3",
            named(*service) + " has " + std::to_string(counts.alive) + " tasks; at most " + std::to_string(most)
                + " are allowed at " + std::to_string(service->desired_count) + " desired");
}

void ServiceRules::check_daemon(const Key& key, const Counts& counts)
{
    for (const auto& [instance, tasks] : counts.on_instance)
        if (tasks > 1)
            violated_("I3", "the daemon " + key.name + " has " + std::to_string(tasks) + " tasks on one instance");
}

// I4: the scheduler stops nothing healthy below the minimum.
void ServiceRules::check_stops(const Key& key)
{
    const auto service = durable_.services().find(key);
    if (!service || service->status != model::ServiceStatus::Active
        || service->controller != model::DeploymentController::Ecs
        || service->scheduling_strategy == SchedulingStrategy::Daemon)
        return;
    std::int64_t least = service->desired_count;
    for (const auto& record : records_of(key)) {
        if (!only_rolls(*record))
            return;
        const auto percent = record->deployment_configuration.minimum_healthy_percent;
        least = std::min(least, (record->desired_count * percent + 99) / 100);
    }
    if (counts_[key].running < least)
        violated_("I4",
            named(*service) + " was left with " + std::to_string(counts_[key].running)
                + " running tasks by its scheduler; at least " + std::to_string(least) + " must stay of "
                + std::to_string(service->desired_count));
}

bool ServiceRules::has_completed(const Key& key, std::uint64_t revision) const
{
    return std::ranges::any_of(durable_.deployments_of(key), [&](const auto& row) {
        const auto deployment = durable_.deployments().find(row.second);
        return deployment->revision_number == revision && deployment->rollout_state == RolloutState::Completed;
    });
}

void ServiceRules::look_at_deployment(const model::Change<Deployment>& change)
{
    if (!change.before || !change.after)
        return;
    const Deployment& before = *change.before;
    const Deployment& after = *change.after;
    const std::string name = "deployment " + std::to_string(after.number) + " of " + after.service;
    if (before.rollout_state != RolloutState::InProgress && after.rollout_state != before.rollout_state)
        violated_("I15", name + " ended twice");
    if (before.rolled_back_to != 0 && after.rolled_back_to != before.rolled_back_to)
        violated_("I15", name + " was rolled back twice");
    if (before.rolled_back_to == 0 && after.rolled_back_to != 0
        && after.configuration.strategy == DeploymentStrategy::Rolling
        && !has_completed({ after.cluster, after.service }, after.rolled_back_to))
        violated_("I15", name + " was rolled back to a revision that never was in place");
    if (after.rollback_of != 0 && after.rolled_back_to != 0)
        violated_("I15", name + " is a rollback and was rolled back");
    // A pass that finds no place counts as one failure.
    if (after.failed_tasks > before.failed_tasks + settled_[after.number] + 1)
        violated_("I15",
            name + " counted " + std::to_string(after.failed_tasks - before.failed_tasks) + " failures of "
                + std::to_string(settled_[after.number]) + " tasks");
    if (after.production_weight < 0 || after.production_weight > 1000)
        violated_("I16", name + " has a weight of " + std::to_string(after.production_weight));
}

// I14: no storm of starts, however fast tasks fail.
void ServiceRules::check_pace()
{
    for (const auto& [number, pace] : std::exchange(paces_, {}))
        if (pace.starts > kStartsAtMost + kStartsEach * pace.desired)
            violated_("I14",
                "deployment " + std::to_string(number) + " started " + std::to_string(pace.starts)
                    + " tasks in a minute");
}

void ServiceRules::minute_missed()
{
    paces_.clear();
    tripping_.clear();
}

// I15: a breaker that is on trips in time; by what was counted here, and by what the record says itself.
void ServiceRules::minute_passed()
{
    check_pace();
    std::set<std::uint64_t> tripping;
    for (const auto& [number, deployment] : durable_.deployments()) {
        const auto service = durable_.services().find({ deployment->cluster, deployment->service });
        if (deployment->status != model::DeploymentStatus::Primary
            || deployment->rollout_state != RolloutState::InProgress
            || deployment->circuit_breaker != MonitorStatus::Monitoring || !service || service->desired_count == 0)
            continue;
        if (deployment->failed_tasks >= deployment->circuit_breaker_threshold
            && deployment->circuit_breaker_threshold > 0)
            tripping.insert(number);
        const auto family = catalogue_.all().find(deployment->revision->definition_key.family);
        const bool never_proves = family != catalogue_.all().end() && !family->second.lasts;
        if (never_proves
            && failures_[number] > 10 * deployment->circuit_breaker_threshold + 2 * service->desired_count + 60)
            violated_("I15",
                "deployment " + std::to_string(number) + " of " + deployment->service + " goes on after "
                    + std::to_string(failures_[number]) + " failures");
    }
    for (const auto number : tripping)
        if (tripping_.contains(number))
            violated_("I15", "the breaker of deployment " + std::to_string(number) + " does not trip");
    tripping_ = std::move(tripping);
}

} // namespace quayside::sim
