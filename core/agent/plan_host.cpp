#include "core/agent/plan_host.h"

#include "core/agent/dependencies.h"
#include "core/agent/pause.h"

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
    want.known = std::max(observed.reported, published(*task, index).status);
    want.up = task->desired_status == model::DesiredStatus::Running && task->last_status < model::TaskStatus::Stopped
        && want.known != ContainerStatus::Stopped && !observed.failed;
    return want;
}

bool is_down(const Observed& observed)
{
    return !observed.busy && observed.fact != Fact::Unknown && observed.fact != Fact::Running;
}

bool is_absent(const Observed& observed)
{
    return !observed.busy && observed.fact == Fact::Absent;
}

// What the containers of a task in awsvpc mode must know of each other.
class Network {
public:
    Network(const model::Task* task, std::span<const Observed> observed)
    {
        if (observed.empty() || !observed.back().pause)
            return;
        const auto others = observed.first(observed.size() - 1);
        pause_ = &observed.back();
        pause_known_ = wanted(task, *pause_, others.size()).known;
        others_down_ = std::ranges::all_of(others, is_down);
        others_absent_ = std::ranges::all_of(others, is_absent);
    }

    // Each container joins the pause container, so that one goes first, and is made once.
    bool may_begin(const Observed& observed) const
    {
        if (observed.pause)
            return others_absent_;
        return !pause_
            || (pause_->fact == Fact::Running && !pause_->of_pool && pause_known_ == ContainerStatus::Running);
    }
    bool may_stop(const Observed& observed) const { return !observed.pause || others_down_; }
    bool may_remove(const Observed& observed) const { return !observed.pause || others_absent_; }
    // A task whose containers have all ended has ended: a pause container on its way must be known before that.
    bool may_give_up(const Observed& observed) const
    {
        return !pause_ || observed.pause || pause_known_ != ContainerStatus::Pending || is_down(*pause_);
    }

private:
    const Observed* pause_ = nullptr;
    ContainerStatus pause_known_ = ContainerStatus::Pending;
    bool others_down_ = true;
    bool others_absent_ = true;
};

class Planner {
public:
    Planner(const model::Task* task, std::span<const Observed> observed, TimePoint now)
        : task_(task)
        , observed_(observed)
        , network_(task, observed)
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
                return make(observed, index);
            if (!reported)
                give_up(observed, index);
            return;
        case Fact::Created:
            if (want.up)
                return begin(observed, ActionKind::Start, index);
            if (!reported)
                give_up(observed, index);
            else
                clean_up(observed, index);
            return;
        case Fact::Running:
            if (!want.up)
                stop(observed, reported, index);
            else if (want.known != ContainerStatus::Running)
                act(ActionKind::Inspect, index);
            else if (observed.of_pool && published(*task_, index).status == ContainerStatus::Running)
                act(ActionKind::Rename, index); // now that the record says whose it is
            return;
        case Fact::Ended:
            if (want.up && observed.restart)
                begin(observed, ActionKind::Start, index);
            else if (!reported) // the inspection brings the exit code
                act(ActionKind::Inspect, index);
            else
                clean_up(observed, index);
            return;
        }
    }
    void make(const Observed& observed, std::size_t index)
    {
        Gate gate = gate_of(*task_, observed_, index, now_);
        if (gate.verdict == Gate::Verdict::Never)
            plan_.actions.push_back({ ActionKind::ReportStopped, index, std::move(gate.reason) });
        else if (gate.verdict == Gate::Verdict::Open)
            begin(observed, first_step(observed), index);
        else if (gate.ask_again != kNever)
            wake_at(gate.ask_again);
    }
    static ActionKind first_step(const Observed& observed)
    {
        if (observed.spare)
            return ActionKind::Claim;
        return observed.image_ready ? ActionKind::Create : ActionKind::GetImage;
    }
    void begin(const Observed& observed, ActionKind kind, std::size_t index)
    {
        if (network_.may_begin(observed))
            act(kind, index);
    }
    void stop(const Observed& observed, bool reported, std::size_t index)
    {
        // Of a task that has ended nothing runs, whoever starts it.
        const bool left_alone = observed.left_alone && task_ && task_->desired_status == model::DesiredStatus::Running;
        const bool waits = task_ && (reported ? left_alone : !may_stop(*task_, observed_, index));
        if (!waits && network_.may_stop(observed))
            act(ActionKind::Stop, index);
    }
    void give_up(const Observed& observed, std::size_t index)
    {
        if (network_.may_give_up(observed))
            act(ActionKind::ReportStopped, index);
    }
    void clean_up(const Observed& observed, std::size_t index)
    {
        if (!task_ && network_.may_remove(observed))
            act(ActionKind::Remove, index);
    }
    void act(ActionKind kind, std::size_t index) { plan_.actions.push_back({ kind, index, {} }); }
    void wake_at(TimePoint when) { plan_.wake = plan_.wake ? std::min(*plan_.wake, when) : when; }

    const model::Task* task_;
    std::span<const Observed> observed_;
    Network network_;
    TimePoint now_;
    HostPlan plan_;
};

} // namespace

HostPlan plan_task(const model::Task* task, std::span<const Observed> observed, TimePoint now)
{
    Planner planner(task, observed, now);
    for (std::size_t i = 0; i < observed.size(); ++i)
        planner.add(observed[i], i);
    if (task)
        for (std::size_t i = observed.size(); i < container_count(*task->spec->definition); ++i)
            planner.add({}, i);
    return planner.take();
}

} // namespace quayside::agent
