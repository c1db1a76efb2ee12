#include "core/control/housekeeping.h"

#include "core/agent/retention.h"
#include "core/control/engine_reports.h"

#include <algorithm>

namespace quayside::control {

namespace {

constexpr Duration kSoonest = std::chrono::milliseconds{ 200 }; // what falls due together is done together
constexpr Duration kLongestNap = std::chrono::seconds{ 30 };
constexpr Duration kOverslept = std::chrono::seconds{ 15 };
constexpr std::size_t kEventSlack = 200;

bool stopped(const std::shared_ptr<const model::Task>& task)
{
    return task && task->last_status == model::TaskStatus::Stopped;
}

} // namespace

std::vector<RowId> surplus_events(const model::State& state, std::size_t kept)
{
    std::vector<RowId> rows;
    if (state.events().size() <= kept + kEventSlack)
        return rows;
    for (const auto& [row, event] : state.events())
        rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    rows.resize(rows.size() - kept);
    return rows;
}

Housekeeping::Housekeeping(Loop& loop, const model::State& state, HousekeepingSettings settings, Update update)
    : loop_(loop)
    , state_(state)
    , settings_(settings)
    , update_(std::move(update))
    , grace_from_(loop.now())
{
}

void Housekeeping::apply(const model::ChangeSet& changes)
{
    for (const auto& change : changes.of<model::Task>())
        if (stopped(change.after) && !stopped(change.before))
            due_at(change.after->stopped_at + settings_.cleanup_wait);
    for (const auto& change : changes.of<model::Engine>())
        if (change.after && !change.after->connected && settings_.lost_after != Duration::zero())
            due_at(std::max(change.after->connection_changed_at, grace_from_) + settings_.lost_after);
    if (state_.events().size() > settings_.events_kept + kEventSlack)
        due_at(loop_.now());
}

void Housekeeping::due_at(TimePoint when)
{
    if (due_ != kNever && due_ <= when)
        return;
    due_ = when;
    arm();
}

// A long wait is cut into naps, so that a sleep of the machine is noticed.
void Housekeeping::arm()
{
    const TimePoint now = loop_.now();
    const Duration nap = std::clamp(due_ - now, kSoonest, kLongestNap);
    armed_for_ = now + nap;
    timer_ = loop_.after(nap, [this] { wake(); });
}

void Housekeeping::wake()
{
    timer_.cancel();
    const TimePoint now = loop_.now();
    if (now > armed_for_ + kOverslept)
        grace_from_ = now;
    if (due_ <= now)
        look(now);
    else
        arm();
}

void Housekeeping::look(TimePoint now)
{
    due_ = kNever;
    const auto expired = agent::expired_tasks(state_, settings_.cleanup_wait, now);
    const auto lost = agent::lost_tasks(state_, settings_.lost_after, grace_from_, now);
    const auto events = surplus_events(state_, settings_.events_kept);
    if (!expired.tasks.empty() || !lost.tasks.empty() || !events.empty())
        update_([&](store::Transaction& transaction) -> Result<void> {
            give_up(transaction, lost.tasks, settings_.lost_after, now);
            for (const Id& task : expired.tasks)
                transaction.erase<model::Task>(task);
            for (const RowId event : events)
                transaction.erase<model::Event>(event);
            return {};
        });
    if (expired.wake)
        due_at(*expired.wake);
    if (lost.wake)
        due_at(*lost.wake);
    // Looks again soon: what a failing disk undid is still due then.
    if (!expired.tasks.empty() || !lost.tasks.empty())
        due_at(now + kLongestNap);
}

} // namespace quayside::control
