#include "core/agent/plan_host.h"

#include <algorithm>

namespace quayside::agent {

namespace {

using model::ContainerStatus;

struct Wanted {
    bool up = false; // it should run
    ContainerStatus known = ContainerStatus::Stopped; // the highest status that was reported or published
};

Wanted wanted(const model::Task* task, const Observed& observed, std::size_t index)
{
    if (!task)
        return {};
    Wanted want;
    want.known = observed.reported;
    if (index < task->containers.size())
        want.known = std::max(want.known, task->containers[index].last_status);
    want.up = task->desired_status == model::DesiredStatus::Running && task->last_status < model::TaskStatus::Stopped
        && want.known != ContainerStatus::Stopped && !observed.failed;
    return want;
}

class Planner {
public:
    Planner(const model::Task* task, TimePoint now)
        : task_(task)
        , now_(now)
    {
    }

    void add(const Observed& observed, std::size_t index)
    {
        const Wanted want = wanted(task_, observed, index);
        const bool breaks_off = observed.pulling && !want.up;
        if (observed.busy && !breaks_off)
            return;
        if (breaks_off)
            act(ActionKind::DropImage, index);
        else if (observed.retry_at > now_)
            return wake_at(observed.retry_at);
        decide(observed, want, index);
    }

    HostPlan take() { return std::move(plan_); }

private:
    void decide(const Observed& observed, const Wanted& want, std::size_t index)
    {
        const bool reported = want.known == ContainerStatus::Stopped;
        switch (observed.fact) {
        case Fact::Unknown:
            return act(ActionKind::Inspect, index);
        case Fact::Absent:
            if (want.up && want.known == ContainerStatus::Pending)
                return act(observed.image_ready ? ActionKind::Create : ActionKind::GetImage, index);
            if (!reported)
                act(ActionKind::ReportStopped, index);
            return;
        case Fact::Created:
            if (want.up)
                return act(ActionKind::Start, index);
            if (!reported)
                act(ActionKind::ReportStopped, index);
            else if (!task_)
                act(ActionKind::Remove, index);
            return;
        case Fact::Running:
            if (!want.up)
                act(ActionKind::Stop, index);
            else if (want.known != ContainerStatus::Running)
                act(ActionKind::Inspect, index);
            return;
        case Fact::Ended:
            if (!reported) // the inspection brings the exit code
                act(ActionKind::Inspect, index);
            else if (!task_)
                act(ActionKind::Remove, index);
            return;
        }
    }
    void act(ActionKind kind, std::size_t index) { plan_.actions.push_back({ kind, index }); }
    void wake_at(TimePoint when) { plan_.wake = plan_.wake ? std::min(*plan_.wake, when) : when; }

    const model::Task* task_;
    TimePoint now_;
    HostPlan plan_;
};

} // namespace

HostPlan plan_task(const model::Task* task, std::span<const Observed> observed, TimePoint now)
{
    Planner planner(task, now);
    for (std::size_t i = 0; i < observed.size(); ++i)
        planner.add(observed[i], i);
    if (task)
        for (std::size_t i = observed.size(); i < task->spec->definition->containers.size(); ++i)
            planner.add({}, i);
    return planner.take();
}

} // namespace quayside::agent
