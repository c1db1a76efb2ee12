#include "core/control/retention.h"

namespace quayside::control {

namespace {

bool counts(const std::shared_ptr<const model::Task>& task)
{
    return task && task->last_status == model::TaskStatus::Stopped;
}

// How many more events than wanted there may be, so that a busy day does not erase one at a time.
constexpr std::size_t kSlack = 200;

} // namespace

void Retention::apply(const model::ChangeSet& changes)
{
    if (changes.full) {
        stopped_.clear();
        events_.clear();
    }
    for (const auto& change : changes.of<model::Task>()) {
        if (counts(change.before))
            stopped_.erase({ change.before->stopped_at, change.before->id });
        if (counts(change.after))
            stopped_.insert({ change.after->stopped_at, change.after->id });
    }
    for (const auto& change : changes.of<model::Event>()) {
        if (change.after)
            events_.insert(change.after->row);
        else
            events_.erase(change.before->row);
    }
}

Retention::Expired Retention::expired(TimePoint now) const
{
    Expired found;
    for (const auto& [stopped_at, id] : stopped_) {
        if (stopped_at + wait_ > now)
            break;
        found.tasks.push_back(id);
    }
    if (events_.size() > events_kept_ + kSlack) {
        auto event = events_.begin();
        for (std::size_t surplus = events_.size() - events_kept_; surplus > 0; --surplus)
            found.events.push_back(*event++);
    }
    return found;
}

std::optional<TimePoint> Retention::next() const
{
    if (events_.size() > events_kept_ + kSlack)
        return kNever;
    if (stopped_.empty())
        return std::nullopt;
    return stopped_.begin()->first + wait_;
}

} // namespace quayside::control
