#include "tests/sim/simulation.h"

#include "tests/sim/faults.h"
#include "tests/sim/rest.h"
#include "tests/sim/workload.h"

namespace quayside::sim {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Duration kCalm = minutes{ 8 }; // in which a cluster must come to rest: backing off, lists, stops and starts
constexpr Duration kLook = seconds{ 10 };
constexpr Duration kStays = seconds{ 40 };
constexpr Duration kAnswer = seconds{ 30 };

class Life {
public:
    explicit Life(const Options& options)
        : world_(options)
        , workload_(world_)
        , faults_(world_)
        , random_(options.seed ^ 0x11FE)
    {
    }

    Outcome live()
    {
        workload_.prepare();
        world_.run_for(seconds{ 5 });
        plan_call();
        plan_fault();
        plan_look();
        world_.run_for(world_.options().busy);
        call_.cancel();
        fault_.cancel();
        std::string wrong = world_.invariants.broken();
        if (wrong.empty())
            wrong = come_to_rest();
        return outcome(std::move(wrong));
    }

private:
    void plan_call()
    {
        call_ = world_.loop.after(wait_of(random_, world_.options().between_calls), [this] {
            workload_.act();
            plan_call();
        });
    }
    void plan_fault()
    {
        fault_ = world_.loop.after(wait_of(random_, world_.options().between_faults), [this] {
            faults_.inject();
            plan_fault();
        });
    }
    void plan_look()
    {
        look_ = world_.loop.after(minutes{ 1 }, [this] {
            if (world_.works())
                world_.invariants.minute_passed(world_.machines);
            else
                world_.invariants.minute_missed();
            plan_look();
        });
    }

    // What a program that slept was asked meanwhile has its effect only now.
    void hear_answers()
    {
        const TimePoint end = world_.loop.now() + kAnswer;
        while (world_.unanswered() > 0 && world_.loop.now() < end && world_.step()) { }
    }

    std::string come_to_rest()
    {
        faults_.heal();
        if (!world_.up())
            world_.start();
        hear_answers();
        workload_.settle();
        const TimePoint end = world_.loop.now() + kCalm;
        std::string missing;
        do {
            world_.run_for(kLook);
            missing = not_finished();
            if (!missing.empty())
                continue;
            world_.run_for(kStays); // it must stay like this
            missing = not_finished();
        } while (!missing.empty() && !world_.broken() && world_.loop.now() < end);
        if (world_.broken())
            return world_.invariants.broken();
        return missing;
    }

    // A call may wait for an engine for as long as that has time to answer: what was asked of one that was cut off gets
    // no answer when it is back.
    std::string not_finished() const
    {
        std::string missing = not_at_rest(world_);
        if (missing.empty() && world_.unanswered() > 0)
            missing = "I11: a call was never answered";
        return missing;
    }

    Outcome outcome(std::string wrong) const
    {
        Outcome made;
        made.wrong = std::move(wrong);
        made.hash = world_.trace.hash();
        made.lived = world_.loop.now() - test::SimLoop::kStart - world_.asleep();
        made.steps = world_.counts.steps;
        made.checks = world_.invariants.checks();
        made.calls = world_.counts.calls;
        made.kills = world_.counts.kills;
        made.cuts = world_.counts.cuts;
        made.faults = faults_.counts();
        return made;
    }

    SimWorld world_;
    Workload workload_;
    Faults faults_;
    Random random_;
    TimerHandle call_;
    TimerHandle fault_;
    TimerHandle look_;
};

} // namespace

Outcome simulate(const Options& options)
{
    return Life(options).live();
}

} // namespace quayside::sim
