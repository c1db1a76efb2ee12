#include "core/control/capacity_loop.h"

#include "core/control/events.h"
#include "core/control/pool_instances.h"
#include "core/control/waiting_tasks.h"
#include "core/scheduler/plan_capacity.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace quayside::control {

namespace {

using model::CapacityProvider;

constexpr Duration kDebounce = std::chrono::milliseconds{ 20 };
constexpr Duration kRetry = std::chrono::seconds{ 1 };
constexpr Duration kLongestNap = std::chrono::seconds{ 30 }; // so that a sleep of the machine is noticed
constexpr std::int64_t kMostAdded = 50; // instances in one turn; the others follow in the next

// What is done for one provider in one turn.
class Scaling {
public:
    Scaling(Operation& operation, CapacityProvider provider)
        : operation_(operation)
        , provider_(std::move(provider))
    {
    }

    TimePoint run()
    {
        const auto before = provider_;
        const auto plan = scheduler::plan_capacity(operation_.state(), provider_, operation_.now);
        for (const auto& id : plan.remove)
            remove_pool_instance(operation_, id);
        provider_.surplus_since = plan.surplus_since;
        add(plan);
        for (const auto& id : plan.let_go)
            let_go(operation_, provider_, id);
        note(plan);
        if (!(provider_ == before))
            operation_.transaction.put(provider_);
        return plan.wake;
    }

private:
    void add(const scheduler::CapacityPlan& plan)
    {
        const auto count = std::min(plan.add, kMostAdded);
        for (; added_ < count; ++added_) {
            const auto number = provider_.next_instance;
            if (auto done = add_pool_instance(operation_, provider_); !done) {
                provider_.next_instance = number; // else each try would be a change, and bring the next
                provider_.update_reason = done.error().message;
                return;
            }
        }
        if (count > 0)
            provider_.update_reason.clear();
    }

    void note(const scheduler::CapacityPlan& plan)
    {
        if (added_ == 0 && plan.let_go.empty())
            return;
        provider_.scaled_at = operation_.now;
        const auto count = added_ > 0 ? added_ : static_cast<std::int64_t>(plan.let_go.size());
        record_event(operation_, model::Severity::Info, model::EventKind::Instance, {}, provider_.name,
            fmt::format("Capacity provider {}: {} container instance{} {}; {:.0f} % were reserved.", provider_.name,
                count, count == 1 ? "" : "s", added_ > 0 ? "added" : "let go", plan.reading.reservation()));
    }

    Operation& operation_;
    CapacityProvider provider_;
    std::int64_t added_ = 0;
};

TimePoint sooner(TimePoint a, TimePoint b)
{
    return a == kNever ? b : b == kNever ? a : std::min(a, b);
}

std::vector<std::string> names_of(const model::State& state)
{
    std::vector<std::string> names;
    for (const auto& [name, provider] : state.capacity_providers())
        names.push_back(name);
    std::ranges::sort(names); // so that the same state always gives the same turn
    return names;
}

} // namespace

CapacityLoop::CapacityLoop(Loop& loop, const model::State& state, Update update)
    : loop_(loop)
    , state_(state)
    , update_(std::move(update))
{
}

bool CapacityLoop::concerns(const model::ChangeSet& changes) const
{
    if (!changes.of<CapacityProvider>().empty())
        return true;
    if (state_.capacity_providers().empty() && state_.tasks_on(Id()).empty())
        return false;
    if (!changes.of<model::ContainerInstance>().empty())
        return true;
    // A task that waits, or one on an instance: what it leaves may be what another waits for.
    return std::ranges::any_of(changes.of<model::Task>(), [](const model::Change<model::Task>& change) {
        return !change.before || !change.after || change.before->last_status != change.after->last_status
            || change.before->desired_status != change.after->desired_status;
    });
}

void CapacityLoop::apply(const model::ChangeSet& changes)
{
    if (concerns(changes))
        look_in(kDebounce);
}

void CapacityLoop::undone()
{
    look_in(kRetry);
}

void CapacityLoop::look_in(Duration wait)
{
    const TimePoint when = loop_.now() + wait;
    if (due_ != kNever && due_ <= when)
        return;
    due_ = when;
    timer_ = loop_.after(wait, [this] { look(); });
}

void CapacityLoop::look()
{
    due_ = kNever;
    TimePoint wake = kNever;
    update_([&](Operation& operation) {
        const auto waiting = scheduler::plan_waiting(operation.state(), operation.now);
        advance_waiting(operation, waiting);
        wake = waiting.wake;
        for (const auto& name : names_of(operation.state()))
            wake = sooner(wake, Scaling(operation, *operation.state().capacity_providers().find(name)).run());
        forget_slices(operation);
    });
    if (wake != kNever)
        look_in(std::clamp<Duration>(wake - loop_.now(), kDebounce, kLongestNap));
}

// Slices that left their pool, once nothing refers to them any more.
void CapacityLoop::forget_slices(Operation& operation) const
{
    std::vector<Id> gone;
    for (const auto& [id, instance] : operation.state().container_instances())
        if (instance->terminating && instance->status == model::ContainerInstanceStatus::Inactive
            && operation.state().tasks_on(id).empty())
            gone.push_back(id);
    for (const auto& id : gone)
        operation.transaction.erase<model::ContainerInstance>(id);
}

} // namespace quayside::control
