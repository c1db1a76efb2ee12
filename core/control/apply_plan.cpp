#include "core/control/apply_plan.h"

#include "core/agent/lifecycle.h"
#include "core/control/start_tasks.h"
#include "core/control/waiting_tasks.h"
#include "core/scheduler/capacity.h"
#include "core/scheduler/provider_split.h"
#include "core/scheduler/request.h"
#include "core/scheduler/service_spec.h"
#include "core/scheduler/start_outcome.h"

#include <algorithm>
#include <map>
#include <utility>

namespace quayside::control {

namespace {

using model::Deployment;
using model::Service;
using model::Task;
using scheduler::ServicePlan;
using scheduler::StartOutcome;
using scheduler::TaskStart;

constexpr std::size_t kEventsKept = 100; // of a service

class PlanWriter {
public:
    PlanWriter(Operation& operation, const Service::Key& service)
        : operation_(operation)
        , key_(service)
    {
    }

    void write(const ServicePlan& plan)
    {
        settle(plan);
        stop(plan);
        if (plan.service)
            operation_.transaction.put(*plan.service);
        for (const auto& deployment : plan.deployments)
            operation_.transaction.put(deployment);
        start(plan);
        for (const auto& message : plan.messages)
            record(message);
        forget(plan);
    }

private:
    const model::State& state() const { return operation_.state(); }

    void settle(const ServicePlan& plan)
    {
        for (const auto& id : plan.settled) {
            Task task = *state().tasks().find(id);
            task.settled = true;
            operation_.transaction.put(std::move(task));
        }
    }

    void stop(const ServicePlan& plan)
    {
        for (const auto& [id, code, reason] : plan.stops)
            operation_.transaction.put(agent::request_stop(*state().tasks().find(id), code, reason, operation_.now));
    }

    void start(const ServicePlan& plan)
    {
        if (plan.starts.empty())
            return;
        Service service = *state().services().find(key_);
        std::vector<StartOutcome> outcomes;
        std::vector<Deployment> deployments;
        for (const auto& start : plan.starts) {
            const auto deployment = state().deployments().find(start.deployment);
            for (auto& share : shares_of(*deployment, start))
                outcomes.push_back(place(service, *deployment, std::move(share)));
            if (deployments.empty() || deployments.back().number != deployment->number)
                deployments.push_back(*deployment);
        }
        for (const auto& message : scheduler::note_outcomes(service, deployments, outcomes, operation_.now))
            record(message);
        operation_.transaction.put(std::move(service));
        for (auto& deployment : deployments)
            operation_.transaction.put(std::move(deployment));
    }

    // One start for each capacity provider of the strategy, unless the plan names it.
    std::vector<TaskStart> shares_of(const Deployment& deployment, const TaskStart& start)
    {
        const auto& strategy = deployment.revision->capacity_provider_strategy;
        if (strategy.empty() || !start.capacity_provider.empty())
            return { start };
        std::vector<std::int64_t> placed(strategy.size());
        for (const auto& id : state().open_tasks_of(key_)) {
            const auto task = state().tasks().find(id);
            const auto item = std::ranges::find(
                strategy, task->spec->capacity_provider, &model::CapacityProviderStrategyItem::capacity_provider);
            if (task->desired_status == model::DesiredStatus::Running && task->spec->deployment == deployment.number
                && item != strategy.end())
                ++placed[static_cast<std::size_t>(item - strategy.begin())];
        }
        const auto counts = scheduler::split_over_providers(strategy, placed, start.count);
        std::vector<TaskStart> shares;
        for (std::size_t i = 0; i < strategy.size(); ++i)
            if (counts[i] > 0) {
                shares.push_back(start);
                shares.back().capacity_provider = strategy[i].capacity_provider;
                shares.back().count = counts[i];
            }
        return shares;
    }

    StartOutcome place(const Service& service, const Deployment& deployment, TaskStart start)
    {
        StartOutcome outcome{ std::move(start), {}, {} };
        auto& kind = kind_of(service, deployment, outcome.start.capacity_provider);
        auto placement = find_place(outcome.start, kind.request);
        for (const auto& instance : placement.instances)
            outcome.tasks.push_back(put_task(kind, instance));
        outcome.refusal = std::move(placement.refusal);
        wait_for_capacity(kind, outcome);
        return outcome;
    }

    scheduler::Placement find_place(const TaskStart& start, const scheduler::PlacementRequest& request)
    {
        if (!start.instance.is_null())
            return on_instance(start.instance, request);
        const auto count = static_cast<int>(start.count);
        if (start.zone.empty())
            return scheduler::place(state(), request, count, operation_.random);
        auto in_zone = request;
        in_zone.zones = { start.zone };
        return scheduler::place(state(), in_zone, count, operation_.random);
    }

    scheduler::Placement on_instance(const Id& id, const scheduler::PlacementRequest& request)
    {
        const auto instance = state().container_instances().find(id);
        scheduler::Placement placement;
        placement.refusal = scheduler::why_not(state(), *instance, request);
        if (!placement.refusal)
            placement.instances.push_back(id);
        return placement;
    }

    // What the tasks of one deployment on one capacity provider have in common.
    struct Kind {
        model::TaskSpec spec;
        scheduler::PlacementRequest request;
        RowId row = 0; // of the spec, once one is stored
    };

    Kind& kind_of(const Service& service, const Deployment& deployment, const std::string& capacity_provider)
    {
        const auto [found, added] = kinds_.try_emplace({ deployment.number, capacity_provider });
        Kind& kind = found->second;
        if (added) {
            kind.spec = scheduler::service_spec(service, *deployment.revision, deployment.number, capacity_provider);
            kind.request = scheduler::request_for(kind.spec, service.placement_constraints, service.placement_strategy);
        }
        return kind;
    }

    // The tasks of a deployment share their spec over many passes.
    RowId stored_row(const model::TaskSpec& spec)
    {
        for (const auto& id : state().open_tasks_of(key_)) {
            const auto& known = state().tasks().find(id)->spec;
            if (known->deployment != spec.deployment)
                continue;
            model::TaskSpec same = spec;
            same.row = known->row;
            if (same == *known)
                return known->row;
        }
        return operation_.transaction.put(spec);
    }

    Id put_task(Kind& kind, const Id& instance)
    {
        if (kind.row == 0)
            kind.row = stored_row(kind.spec);
        Task task = new_task(operation_, *kind.spec.definition, kind.row, instance);
        const Id id = task.id;
        operation_.transaction.put(std::move(task));
        return id;
    }

    // What finds no place on a provider that scales waits for one, where the capacity loop puts it. A daemon's task is
    // for one instance and no other.
    void wait_for_capacity(Kind& kind, StartOutcome& outcome)
    {
        const auto missing = outcome.start.count - static_cast<std::int64_t>(outcome.tasks.size());
        if (missing <= 0 || !outcome.start.instance.is_null()
            || !scheduler::waits_for_capacity(state(), outcome.start.capacity_provider))
            return;
        if (kind.row == 0)
            kind.row = stored_row(kind.spec);
        const auto waiting = start_waiting(operation_, kind.row, missing);
        outcome.tasks.insert(outcome.tasks.end(), waiting.begin(), waiting.end());
        if (static_cast<std::int64_t>(waiting.size()) == missing)
            outcome.refusal.reset();
    }

    void record(const scheduler::ServiceMessage& message)
    {
        model::Event event;
        event.at = operation_.now;
        event.severity = message.severity;
        event.kind = model::EventKind::Service;
        event.cluster = key_.cluster;
        event.object = key_.name;
        event.message = message.text;
        operation_.transaction.put(std::move(event));
        const auto& events = state().events_of(key_);
        while (events.size() > kEventsKept)
            operation_.transaction.erase<model::Event>(*events.begin());
    }

    void forget(const ServicePlan& plan)
    {
        for (const auto number : plan.forgotten_deployments)
            operation_.transaction.erase<Deployment>(number);
        for (const auto number : plan.forgotten_revisions)
            operation_.transaction.erase<model::ServiceRevision>(number);
    }

    Operation& operation_;
    const Service::Key key_;
    std::map<std::pair<std::uint64_t, std::string>, Kind> kinds_;
};

} // namespace

void apply_plan(Operation& operation, const Service::Key& service, const ServicePlan& plan)
{
    PlanWriter(operation, service).write(plan);
}

} // namespace quayside::control
