#pragma once

#include "core/base/random.h"
#include "core/model/state.h"
#include "core/scheduler/percents.h"
#include "core/scheduler/service_health.h"
#include "core/scheduler/service_plan.h"

#include <list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::scheduler {

struct PlanSettings {
    Duration healthy_after = std::chrono::seconds{ 5 }; // RUNNING without a health check; 40 s with ECS's own timing
    Duration proof = std::chrono::seconds{ 60 }; // of RUNNING: a task that ended earlier has failed
    std::size_t history_kept = 100; // deployments of a service
};

// The moment of a pass, and what its cause tells.
struct Look {
    TimePoint now;
    bool room_changed = false; // somewhere in the cluster: what found no place may try again
    // The zones with an instance that takes tasks; null: to be found.
    const std::set<std::string>* zones = nullptr;
    // Tasks that run for longer than their start says, since the clock was set back. Null: none.
    const std::set<Id>* veterans = nullptr;
};

// A task that has not stopped, in the eyes of one pass.
struct TaskView {
    const model::Task* task = nullptr;
    std::size_t deployment = 0; // index into ServicePass::deployments
    bool going = false; // asked to stop, before or by this pass
    bool healthy = false;
    bool unhealthy = false; // failed its health check
    bool displaced = false; // its instance drains

    bool stays() const { return !going; }
    bool running() const { return task->last_status == model::TaskStatus::Running; }
    bool fit() const { return stays() && !unhealthy && !displaced; }
};

struct TaskTotals {
    std::int64_t alive = 0;
    std::int64_t going = 0;
    std::int64_t stay = 0;
    std::int64_t fit = 0; // may stay where it is
    std::int64_t fit_healthy = 0;
    std::int64_t healthy = 0; // of those that stay
};

// One look at a service: working copies of what may change, and the plan that grows from it. The steps of planning are
// functions over it, each in a file of its own.
class ServicePass {
public:
    ServicePass(const model::State& state, const model::Service& service, const PlanSettings& settings,
        const Look& look, Random& random);

    const model::State& state;
    const PlanSettings& settings;
    const Look& look;
    Random& random;
    const TimePoint now;

    model::Service service; // as it becomes
    std::vector<model::Deployment> deployments; // those of the service as they become, in its order; PRIMARY first
    std::vector<HealthRule> rules; // by deployment
    std::vector<TaskView> tasks; // those of its deployments that have not stopped, in the order of their ids
    std::vector<model::TaskPtr> ended; // stopped and not settled
    ServicePlan plan;

    // The PRIMARY one; null if there is none. Ends with the next deployment that is added.
    model::Deployment* primary();

    // Of the tasks that `included(view)`.
    template <class Included>
    TaskTotals totals(Included included) const
    {
        TaskTotals sum;
        for (const auto& view : tasks)
            if (included(view))
                add(sum, view);
        return sum;
    }
    TaskTotals totals() const
    {
        return totals([](const TaskView&) { return true; });
    }

    void stop(TaskView& view, std::string reason);
    // "Scaling activity initiated by (deployment ecs-svc/N)", of the deployment that owns the task.
    void scale_in(TaskView& view);
    void start(const model::Deployment& deployment, std::int64_t count);
    void tell(std::string text, model::Severity severity = model::Severity::Info);
    void wake_at(TimePoint when); // does nothing if that is past
    // Makes a deployment of the revision the PRIMARY one; gives it back. References to others end.
    model::Deployment& begin(const model::ServiceRevision& revision);
    // One of its deployments, history included; null if it is forgotten.
    model::Deployment* find(std::uint64_t number);

    // What changed, as a plan.
    ServicePlan finish();

private:
    static void add(TaskTotals& sum, const TaskView& view);
    void view_tasks();
    bool is_veteran(const Id& task) const { return look.veterans && look.veterans->contains(task); }
    void add_view(const model::TaskPtr& task);
    void add_if_changed(model::Deployment& deployment);

    std::vector<model::TaskPtr> keep_; // the views point into them
    std::list<model::Deployment> history_; // those of no account that change all the same
};

bool is_draining(const model::State& state, const Id& instance);
bool is_protected(const model::Task& task, TimePoint now);

} // namespace quayside::scheduler
