#include "core/scheduler/stages.h"

#include "core/scheduler/hold.h"
#include "core/scheduler/rollout_end.h"
#include "core/scheduler/scale_in.h"
#include "core/scheduler/service_rolling.h"
#include "core/scheduler/stage_hooks.h"

#include <algorithm>

namespace quayside::scheduler {

using namespace model;

namespace {

constexpr std::int64_t kAllTraffic = 1000;

std::size_t index_of(const ServicePass& pass, const Deployment& deployment)
{
    return static_cast<std::size_t>(&deployment - pass.deployments.data());
}

class Stages {
public:
    Stages(ServicePass& pass)
        : pass_(pass)
        , green_(*pass.primary())
        , blue_(blue_of(pass))
    {
    }

    void go()
    {
        if (green_.stage == LifecycleStage::None)
            enter(LifecycleStage::ReconcileService);
        if (green_.stage == LifecycleStage::ReconcileService)
            give_traffic_to_blue();
        hold_fleets();
        while (green_.rollout_state == RolloutState::InProgress && step())
            enter(static_cast<LifecycleStage>(static_cast<int>(green_.stage) + 1));
    }

private:
    void hold_fleets()
    {
        const auto desired = pass_.service.desired_count;
        green_.desired_count = desired;
        stop_pending_on_draining(pass_);
        for (std::size_t i = 0; i < pass_.deployments.size(); ++i) {
            auto& deployment = pass_.deployments[i];
            const bool is_green = &deployment == &green_;
            if (is_green && green_.stage < LifecycleStage::ScaleUp)
                continue;
            const bool serves = &deployment == blue_ && green_.stage < LifecycleStage::CleanUp;
            if (serves && deployment.rollout_state != RolloutState::Completed)
                keep_what_runs(i);
            else
                hold_deployment(pass_, i, is_green || serves ? desired : 0);
        }
    }

    // What was never completed may never come up: it serves with what it has, and gets nothing new.
    void keep_what_runs(std::size_t index)
    {
        const auto mine = [index](const TaskView& view) { return view.deployment == index; };
        for (auto& view : pass_.tasks)
            if (mine(view) && !view.running())
                pass_.scale_in(view);
        scale_in(pass_, pass_.totals(mine).stay - pass_.service.desired_count, mine);
    }

    // A deployment that this one took the place of may have had some.
    void give_traffic_to_blue()
    {
        for (auto& deployment : pass_.deployments)
            deployment.production_weight = deployment.test_weight = 0;
        set_weight(green_, blue_, 0);
    }

    void enter(LifecycleStage stage)
    {
        green_.stage = stage;
        green_.stage_since = pass_.now;
        if (stage == LifecycleStage::ScaleUp)
            hold_deployment(pass_, index_of(pass_, green_), pass_.service.desired_count);
        if (stage == LifecycleStage::TestTrafficShift)
            green_.test_weight = kAllTraffic;
        if (stage == LifecycleStage::ProductionTrafficShift)
            set_weight(green_, blue_, next_weight(green_.configuration, 0));
        if (stage == LifecycleStage::CleanUp)
            clean_up();
    }

    // There is no way back from here.
    void clean_up()
    {
        for (auto* monitor : { &green_.circuit_breaker, &green_.alarms })
            if (*monitor == MonitorStatus::Monitoring)
                *monitor = MonitorStatus::MonitoringComplete;
        for (std::size_t i = 0; i < pass_.deployments.size(); ++i)
            if (&pass_.deployments[i] != &green_)
                hold_deployment(pass_, i, 0);
    }

    // True if the stage is done.
    bool step()
    {
        switch (green_.stage) {
        case LifecycleStage::ReconcileService:
            return others_are_gone() && hooks_passed();
        case LifecycleStage::ScaleUp:
            return green_is_up();
        case LifecycleStage::ProductionTrafficShift:
            return shift();
        case LifecycleStage::BakeTime:
            return passed(std::chrono::minutes{ green_.configuration.bake_time });
        case LifecycleStage::CleanUp:
            finish_if_clean();
            return false;
        case LifecycleStage::None:
            return false;
        default:
            return hooks_passed();
        }
    }

    TaskTotals totals_of(const Deployment& deployment) const
    {
        const auto index = index_of(pass_, deployment);
        return pass_.totals([index](const TaskView& view) { return view.deployment == index; });
    }

    bool others_are_gone() const
    {
        const auto other = [this](const TaskView& view) {
            return view.deployment >= pass_.deployments.size()
                || (&pass_.deployments[view.deployment] != &green_ && &pass_.deployments[view.deployment] != blue_);
        };
        return pass_.totals(other).alive == 0;
    }

    bool green_is_up() const { return totals_of(green_).fit_healthy >= pass_.service.desired_count; }

    bool hooks_passed(std::size_t round = 1)
    {
        const auto state = ask_hooks(pass_, green_, round);
        if (state == HooksState::Failed)
            fail_rollout(pass_,
                { "Service deployment failed: a lifecycle hook failed.", "Service deployment lifecycle hook:",
                    "deployment failed: lifecycle hook failed.", true, ServiceDeploymentStatus::Stopped });
        return state == HooksState::Passed;
    }

    bool passed(Duration bake)
    {
        pass_.wake_at(green_.stage_since + bake);
        return pass_.now >= green_.stage_since + bake;
    }

    std::size_t steps_taken() const
    {
        std::size_t steps = 0;
        for (std::int64_t weight = 0; weight < green_.production_weight; ++steps)
            weight = next_weight(green_.configuration, weight);
        return steps;
    }

    bool shift()
    {
        while (hooks_passed(steps_taken())) {
            if (green_.production_weight >= kAllTraffic)
                return true;
            if (!passed(step_bake(green_.configuration, green_.production_weight)))
                return false;
            set_weight(green_, blue_, next_weight(green_.configuration, green_.production_weight));
            green_.stage_since = pass_.now;
        }
        return false;
    }

    void finish_if_clean()
    {
        const auto old
            = pass_.totals([this](const TaskView& view) { return view.deployment != index_of(pass_, green_); });
        if (old.alive > 0 || !green_is_up())
            return;
        green_.stage = LifecycleStage::None;
        complete_rollout(pass_);
    }

    ServicePass& pass_;
    Deployment& green_;
    Deployment* blue_;
};

} // namespace

std::int64_t next_weight(const DeploymentConfiguration& configuration, std::int64_t weight)
{
    if (configuration.strategy == DeploymentStrategy::Linear)
        return std::min(weight + std::max<std::int64_t>(configuration.linear_step, 1), kAllTraffic);
    if (configuration.strategy == DeploymentStrategy::Canary && weight == 0)
        return std::min(configuration.canary_step, kAllTraffic);
    return kAllTraffic;
}

Duration step_bake(const DeploymentConfiguration& configuration, std::int64_t weight)
{
    if (weight >= kAllTraffic)
        return Duration::zero();
    return std::chrono::minutes{ configuration.strategy == DeploymentStrategy::Linear
            ? configuration.linear_bake_time
            : configuration.canary_bake_time };
}

bool goes_through_stages(ServicePass& pass)
{
    const auto* primary = pass.primary();
    return primary && primary->rollout_state == RolloutState::InProgress
        && primary->configuration.strategy != DeploymentStrategy::Rolling;
}

void pass_through_stages(ServicePass& pass)
{
    Stages(pass).go();
}

} // namespace quayside::scheduler
