#include "core/control/housekeeping.h"

#include "core/agent/retention.h"
#include "core/control/engine_reports.h"
#include "core/control/roll_out.h"

#include <algorithm>

namespace quayside::control {

namespace {

constexpr Duration kSoonest = std::chrono::milliseconds{ 200 }; // what falls due together is done together
constexpr Duration kLongestNap = std::chrono::seconds{ 30 };
constexpr std::size_t kEventSlack = 200;

bool stopped(const std::shared_ptr<const model::Task>& task)
{
    return task && task->last_status == model::TaskStatus::Stopped;
}

bool inactive(const model::ServicePtr& service)
{
    return service && service->status == model::ServiceStatus::Inactive;
}

// What DescribeServices shows goes by the service's own count: another service's storm takes nothing from it.
bool belongs_to_service(const model::State& state, const model::Event& event)
{
    return event.kind == model::EventKind::Service && state.services().find({ event.cluster, event.object });
}

// With everything that it rolled out. Its events stay in the list of all events.
void forget_service(store::Transaction& transaction, const model::Service::Key& key)
{
    forget_rollouts(transaction, key);
    transaction.erase<model::Service>(key);
}

} // namespace

OldServices old_services(const model::State& state, Duration keep, TimePoint now)
{
    OldServices old;
    for (const auto& [key, service] : state.services()) {
        if (!inactive(service))
            continue;
        const TimePoint end = service->updated_at + keep;
        if (end <= now)
            old.services.push_back(key);
        else
            old.wake = old.wake == kNever ? end : std::min(old.wake, end);
    }
    return old;
}

std::vector<RowId> surplus_events(const model::State& state, std::size_t kept)
{
    std::vector<RowId> rows;
    for (const auto& [row, event] : state.events())
        if (!belongs_to_service(state, *event))
            rows.push_back(row);
    if (rows.size() <= kept)
        return {};
    std::sort(rows.begin(), rows.end());
    rows.resize(rows.size() - kept);
    return rows;
}

Housekeeping::Housekeeping(Loop& loop, const model::State& state, const HousekeepingSettings& settings, Update update)
    : loop_(loop)
    , state_(state)
    , settings_(settings)
    , update_(std::move(update))
    , silences_(loop, settings.lost_after, [this](const Id& engine) { lost(engine); })
    , events_left_(settings.events_kept)
{
}

void Housekeeping::apply(const model::ChangeSet& changes)
{
    for (const auto& change : changes.of<model::Task>())
        if (stopped(change.after) && !stopped(change.before))
            due_at(change.after->stopped_at + settings_.cleanup_wait);
    for (const auto& change : changes.of<model::Service>())
        if (inactive(change.after) && !inactive(change.before))
            due_at(change.after->updated_at + settings_.cleanup_wait);
    silences_.apply(changes);
    if (state_.events().size() > events_left_ + kEventSlack)
        due_at(loop_.now());
}

void Housekeeping::due_at(TimePoint when)
{
    if (due_ != kNever && due_ <= when)
        return;
    due_ = when;
    arm();
}

// A long wait is cut into naps, so that a step of the clock is noticed.
void Housekeeping::arm()
{
    const Duration nap = std::clamp(due_ - loop_.now(), kSoonest, kLongestNap);
    timer_ = loop_.after(nap, [this] { wake(); });
}

void Housekeeping::wake()
{
    timer_.cancel();
    const TimePoint now = loop_.now();
    if (due_ <= now)
        look(now);
    else
        arm();
}

void Housekeeping::look(TimePoint now)
{
    due_ = kNever;
    bool found = false;
    update_([&](store::Transaction& transaction) -> Result<void> {
        const auto expired = agent::expired_tasks(state_, settings_.cleanup_wait, now);
        const auto services = old_services(state_, settings_.cleanup_wait, now);
        for (const Id& task : expired.tasks)
            if (settings_.stays && settings_.stays(task))
                due_at(now);
            else
                transaction.erase<model::Task>(task);
        for (const auto& service : services.services)
            forget_service(transaction, service);
        for (const RowId event : surplus_events(state_, settings_.events_kept))
            transaction.erase<model::Event>(event);
        if (expired.wake)
            due_at(*expired.wake);
        if (services.wake != kNever)
            due_at(services.wake);
        found = !expired.tasks.empty() || !services.services.empty();
        return {};
    });
    events_left_ = std::max(settings_.events_kept, state_.events().size());
    // Looks again soon: what a failing disk undid is still due then.
    if (found)
        due_at(now + kLongestNap);
}

void Housekeeping::lost(const Id& engine)
{
    update_([&](store::Transaction& transaction) -> Result<void> {
        const auto record = state_.engines().find(engine);
        if (record && !record->connected)
            give_up(transaction, *record, settings_.lost_after, loop_.now());
        return {};
    });
}

} // namespace quayside::control
