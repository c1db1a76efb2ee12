#include "core/scheduler/service_pass.h"

#include "core/scheduler/rollout.h"
#include "core/scheduler/service_said.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::scheduler {

using namespace model;

namespace {

constexpr std::uint64_t kFirstNumber = 1'000'000'000'000'000'000; // 19 digits, as ECS numbers deployments

HealthRule rule_of(const Service& service, const Deployment& deployment, const PlanSettings& settings)
{
    return { has_health_check(*deployment.revision->definition), settings.healthy_after,
        std::chrono::seconds{ service.health_check_grace_period } };
}

} // namespace

bool is_draining(const State& state, const Id& instance)
{
    const auto found = state.container_instances().find(instance);
    return found && found->status == ContainerInstanceStatus::Draining;
}

bool is_protected(const Task& task, TimePoint now)
{
    return task.protected_until != kNever && task.protected_until > now;
}

ServicePass::ServicePass(
    const State& state_, const Service& service_, const PlanSettings& settings_, const Look& look_, Random& random_)
    : state(state_)
    , settings(settings_)
    , look(look_)
    , random(random_)
    , now(look_.now)
    , service(service_)
{
    for (const auto number : service.deployments)
        if (const auto deployment = state.deployments().find(number)) {
            deployments.push_back(*deployment);
            rules.push_back(rule_of(service, *deployment, settings));
        }
    view_tasks();
}

void ServicePass::view_tasks()
{
    for (const auto& id : state.open_tasks_of(service.key())) {
        auto task = state.tasks().find(id);
        if (task->last_status >= TaskStatus::Stopped)
            ended.push_back(std::move(task));
        else
            add_view(task);
    }
}

void ServicePass::add_view(const TaskPtr& task)
{
    const auto owner = std::ranges::find(deployments, task->spec->deployment, &Deployment::number);
    TaskView view;
    view.task = task.get();
    view.deployment = static_cast<std::size_t>(owner - deployments.begin()); // none of them: one past the last
    view.going = task->desired_status == DesiredStatus::Stopped;
    if (owner != deployments.end() && view.stays()) {
        const auto& rule = rules[view.deployment];
        view.healthy = is_healthy(*task, rule, is_veteran(task->id) ? TimePoint::max() : now);
        view.unhealthy = is_unhealthy(*task, rule, now);
        if (const auto at = health_changes_at(*task, rule, now); at != kNever)
            wake_at(at);
    }
    view.displaced = is_draining(state, task->container_instance);
    keep_.push_back(task);
    tasks.push_back(view);
}

Deployment* ServicePass::primary()
{
    const auto found = std::ranges::find(deployments, DeploymentStatus::Primary, &Deployment::status);
    return found == deployments.end() ? nullptr : &*found;
}

void ServicePass::add(TaskTotals& sum, const TaskView& view)
{
    ++sum.alive;
    sum.going += view.going ? 1 : 0;
    sum.stay += view.stays() ? 1 : 0;
    sum.fit += view.fit() ? 1 : 0;
    sum.fit_healthy += view.fit() && view.healthy ? 1 : 0;
    sum.healthy += view.stays() && view.healthy ? 1 : 0;
}

void ServicePass::stop(TaskView& view, std::string reason)
{
    if (view.going)
        return;
    view.going = true;
    plan.stops.push_back({ view.task->id, StopCode::ServiceSchedulerInitiated, std::move(reason) });
}

void ServicePass::scale_in(TaskView& view)
{
    stop(view, fmt::format("Scaling activity initiated by (deployment ecs-svc/{})", view.task->spec->deployment));
}

void ServicePass::start(const Deployment& deployment, std::int64_t count)
{
    if (count > 0)
        plan.starts.push_back({ deployment.number, {}, count, {}, {} });
}

void ServicePass::tell(std::string text, Severity severity)
{
    plan.messages.push_back({ fmt::format("{} {}", subject_of(service), text), severity });
}

void ServicePass::wake_at(TimePoint when)
{
    if (when > now && (plan.wake == kNever || when < plan.wake))
        plan.wake = when;
}

Deployment& ServicePass::begin(const ServiceRevision& revision)
{
    auto rollout = begin_deployment(state, service, revision, kFirstNumber + random.below(8 * kFirstNumber), now);
    for (auto& other : deployments)
        if (other.status == DeploymentStatus::Primary)
            other.status = DeploymentStatus::Active;
    service = std::move(rollout.service);
    deployments.insert(deployments.begin(), std::move(rollout.deployments.front()));
    deployments.front().revision = state.service_revisions().find(revision.number);
    rules.insert(rules.begin(), rule_of(service, deployments.front(), settings));
    for (auto& view : tasks)
        ++view.deployment;
    return deployments.front();
}

Deployment* ServicePass::find(std::uint64_t number)
{
    if (const auto found = std::ranges::find(deployments, number, &Deployment::number); found != deployments.end())
        return &*found;
    if (const auto found = std::ranges::find(history_, number, &Deployment::number); found != history_.end())
        return &*found;
    const auto record = state.deployments().find(number);
    return record ? &history_.emplace_back(*record) : nullptr;
}

void ServicePass::add_if_changed(Deployment& deployment)
{
    const auto before = state.deployments().find(deployment.number);
    if (before && *before == deployment)
        return;
    deployment.updated_at = now;
    plan.deployments.push_back(deployment);
}

ServicePlan ServicePass::finish()
{
    if (const auto before = state.services().find(service.key()); !before || !(*before == service))
        plan.service = service;
    for (auto& deployment : deployments)
        add_if_changed(deployment);
    for (auto& deployment : history_)
        add_if_changed(deployment);
    return std::move(plan);
}

} // namespace quayside::scheduler
