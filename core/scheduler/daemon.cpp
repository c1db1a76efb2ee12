#include "core/scheduler/daemon.h"

#include "core/base/arn.h"
#include "core/scheduler/attributes.h"
#include "core/scheduler/bake.h"
#include "core/scheduler/capacity.h"
#include "core/scheduler/request.h"
#include "core/scheduler/rollout_end.h"
#include "core/scheduler/rollout_judge.h"
#include "core/scheduler/start_throttle.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace quayside::scheduler {

using namespace model;

namespace {

constexpr const char* kNotEligible = "Task is not placed on an eligible instance.";

// Room is a matter for later: an instance without enough of it is eligible all the same.
bool is_eligible(const State& state, const ContainerInstance& instance, const PlacementRequest& request)
{
    const auto has = [&instance](const Attribute& wanted) {
        const auto found = attribute_of(instance, wanted.name);
        return found.found && (wanted.value.empty() || found.value == wanted.value);
    };
    if (instance.status != ContainerInstanceStatus::Active || !instance.agent_connected
        || instance.launch_type == LaunchType::Fargate || !std::ranges::all_of(request.attributes, has))
        return false;
    if (request.member_of.empty())
        return true;
    const auto facts = facts_of(instance, state);
    return std::ranges::all_of(request.member_of, [&](const Expression& e) { return e.matches(facts); });
}

struct Place {
    const ContainerInstance* instance = nullptr;
    bool eligible = false;
    std::vector<TaskView*> tasks; // all that have not stopped
};

class Daemon {
public:
    explicit Daemon(ServicePass& pass)
        : pass_(pass)
        , primary_(*pass.primary())
        , request_(request_for(pass.service, *primary_.revision))
    {
        for (const auto& id : pass.state.instances_in(pass.service.cluster)) {
            const auto instance = pass.state.container_instances().find(id);
            auto& place = places_[id];
            place.instance = instance.get(); // the state holds it
            place.eligible = is_for(primary_.revision->capacity_provider_strategy, *instance)
                && is_eligible(pass.state, *instance, request_);
        }
        for (auto& view : pass.tasks)
            places_[view.task->container_instance].tasks.push_back(&view);
    }

    void plan()
    {
        note_desired();
        stop_misplaced();
        if (primary_.rollout_state != RolloutState::Failed) {
            stop_old();
            start_missing();
        }
        if (primary_.rollout_state == RolloutState::InProgress && is_complete() && has_baked(pass_, primary_))
            complete_rollout(pass_);
    }

private:
    bool is_new(const TaskView& view) const
    {
        return view.deployment < pass_.deployments.size() && &pass_.deployments[view.deployment] == &primary_;
    }

    void note_desired()
    {
        const auto eligible = std::ranges::count_if(places_, [](const auto& entry) { return entry.second.eligible; });
        pass_.service.desired_count = primary_.desired_count = eligible;
    }

    void stop_misplaced()
    {
        for (auto& [id, place] : places_) {
            stop_extra(place);
            if (place.eligible || place.tasks.empty() || !place.instance || !place.instance->agent_connected)
                continue;
            const bool drains = place.instance->status == ContainerInstanceStatus::Draining;
            if (drains && others_remain(id))
                continue;
            for (auto* view : place.tasks)
                if (drains)
                    pass_.scale_in(*view);
                else
                    pass_.stop(*view, kNotEligible);
        }
    }

    // Never two on one instance; the newer one goes.
    void stop_extra(Place& place)
    {
        TaskView* kept = nullptr;
        for (auto* view : place.tasks) {
            if (!view->stays())
                continue;
            if (!kept) {
                kept = view;
                continue;
            }
            const bool newer = kept->task->created_at > view->task->created_at;
            pass_.scale_in(newer ? *kept : *view);
            kept = newer ? view : kept;
        }
    }

    // Daemons leave a draining instance last.
    bool others_remain(const Id& instance) const
    {
        const auto& tasks = pass_.state.tasks_on(instance);
        return std::ranges::any_of(tasks, [this](const Id& id) {
            const auto task = pass_.state.tasks().find(id);
            if (task->spec->service.empty() || task->last_status >= TaskStatus::Stopped)
                return false;
            const auto service = pass_.state.services().find({ task->spec->cluster, task->spec->service });
            return service && service->scheduling_strategy != SchedulingStrategy::Daemon;
        });
    }

    // How many instances may be without a healthy task while old ones are replaced.
    std::int64_t may_be_without() const
    {
        const auto desired = pass_.service.desired_count;
        const auto& configuration = pass_.service.deployment_configuration;
        if (!is_daemon_name(pass_.service.name))
            return desired - limits_of(desired, configuration).minimum_healthy;
        const auto share = static_cast<double>(desired) * configuration.drain_percent / 100;
        return std::max<std::int64_t>(static_cast<std::int64_t>(share), 1);
    }

    void stop_old()
    {
        auto may_stop = pass_.totals().healthy - (pass_.service.desired_count - may_be_without());
        for (auto& [id, place] : places_) {
            for (auto* view : place.tasks) {
                if (!place.eligible || !view->stays() || (is_new(*view) && !view->unhealthy))
                    continue;
                if (view->unhealthy) {
                    pass_.stop(*view, kStopReasonUnhealthy);
                    pass_.tell(
                        "(task " + view->task->id.hex() + ") failed container health checks.", Severity::Warning);
                } else if (is_protected(*view->task, pass_.now)) {
                    pass_.wake_at(view->task->protected_until);
                } else if (!view->healthy || may_stop > 0) {
                    may_stop -= view->healthy ? 1 : 0;
                    pass_.scale_in(*view);
                }
            }
        }
    }

    // Through which the task comes to the instance; empty: through none.
    std::string provider_of(const ContainerInstance& instance) const
    {
        return primary_.revision->capacity_provider_strategy.empty() ? std::string() : instance.capacity_provider;
    }

    void start_missing()
    {
        if (is_held(pass_, primary_))
            return;
        for (const auto& [id, place] : places_)
            if (place.eligible && place.tasks.empty())
                pass_.plan.starts.push_back({ primary_.number, provider_of(*place.instance), 1, id, {} });
    }

    bool is_complete() const
    {
        const auto fresh = pass_.totals([this](const TaskView& view) { return is_new(view); });
        return fresh.fit_healthy == pass_.service.desired_count && pass_.totals().alive == fresh.fit_healthy;
    }

    ServicePass& pass_;
    Deployment& primary_;
    PlacementRequest request_;
    std::map<Id, Place> places_;
};

} // namespace

void plan_daemon(ServicePass& pass)
{
    Daemon(pass).plan();
}

} // namespace quayside::scheduler
