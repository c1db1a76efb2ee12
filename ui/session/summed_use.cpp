#include "ui/session/summed_use.h"

#include "ui/session/session.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace quayside::ui {

namespace {

constexpr std::chrono::hours kPast{ 1 };
constexpr std::int64_t kLate = 2; // seconds after which a second is told as far as it is known

std::int64_t second_of(TimePoint at)
{
    return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

void add(model::Sample& sum, const model::Sample& sample)
{
    for (const auto member :
        { &model::Sample::cpu, &model::Sample::memory, &model::Sample::network_received, &model::Sample::network_sent })
        if (std::isfinite(sample.*member))
            sum.*member += sample.*member;
}

} // namespace

SummedUse::SummedUse(Session& session, QObject* parent)
    : QObject(parent)
    , session_(session)
{
    soon_.setSingleShot(true);
    soon_.setInterval(std::chrono::milliseconds(500));
    connect(&soon_, &QTimer::timeout, this, &SummedUse::publish);
}

void SummedUse::want(Subject subject, const std::vector<Id>& ids)
{
    if (subject != subject_)
        forget();
    subject_ = subject;
    std::unordered_map<Id, Subscription> wanted;
    for (const Id& id : ids) {
        if (auto found = watches_.find(id); found != watches_.end()) {
            wanted.emplace(id, std::move(found->second));
            watches_.erase(found);
            continue;
        }
        const client::MetricsQuery query{ subject_, id, 0, kPast };
        wanted.emplace(id,
            session_.watch_metrics(query, this, [this, id](const client::MetricsBatch& batch) { take(id, batch); }));
    }
    watches_ = std::move(wanted);
}

void SummedUse::forget()
{
    watches_.clear();
    heard_.clear();
    seconds_.clear();
    samples_.clear();
    soon_.stop();
}

// A history that comes again, after a reconnect, is known by its seconds.
void SummedUse::take(const Id& id, const client::MetricsBatch& batch)
{
    auto& heard = heard_[id];
    for (const auto& sample : batch.samples) {
        const auto at = second_of(sample.at);
        if (at <= heard)
            continue;
        heard = at;
        auto& second = seconds_[at];
        add(second.sum, sample);
        ++second.tasks;
    }
    if (!soon_.isActive())
        soon_.start();
}

void SummedUse::publish()
{
    if (seconds_.empty())
        return;
    const auto newest = seconds_.rbegin()->first;
    const auto oldest = newest - std::chrono::duration_cast<std::chrono::seconds>(kPast).count();
    seconds_.erase(seconds_.begin(), seconds_.lower_bound(oldest));
    samples_.clear();
    for (auto second = seconds_.begin(); second != seconds_.end(); ++second) {
        const auto tasks = second->second.tasks;
        if (second->first > newest - kLate && tasks < watches_.size())
            continue;
        // A second that a task left out, between two in which it did not, would be a dip that nobody made.
        const auto next = std::next(second);
        const bool has_neighbours = second != seconds_.begin() && next != seconds_.end();
        if (has_neighbours && tasks < std::min(std::prev(second)->second.tasks, next->second.tasks))
            continue;
        second->second.sum.at = TimePoint(std::chrono::seconds(second->first));
        samples_.push_back(second->second.sum);
    }
    emit changed();
}

} // namespace quayside::ui
