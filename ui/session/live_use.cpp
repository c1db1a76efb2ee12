#include "ui/session/live_use.h"

#include "ui/session/session.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace quayside::ui {

namespace {

constexpr std::size_t kRemembered = 500;

void append(std::vector<float>& values, float value)
{
    if (values.size() == LiveUse::kHistory)
        values.erase(values.begin());
    values.push_back(value);
}

} // namespace

LiveUse::LiveUse(Session& session, Subject subject, QObject* parent)
    : QObject(parent)
    , session_(session)
    , subject_(subject)
{
    timer_.setSingleShot(true);
    timer_.setInterval(std::chrono::seconds(1));
    connect(&timer_, &QTimer::timeout, this, &LiveUse::announce);
}

void LiveUse::want(const std::vector<Id>& ids)
{
    std::unordered_map<Id, Subscription> wanted;
    for (const Id& id : ids) {
        if (auto found = watches_.find(id); found != watches_.end()) {
            wanted.emplace(id, std::move(found->second));
            watches_.erase(found);
        } else if (!wanted.contains(id)) {
            const client::MetricsQuery query{ subject_, id, 0, std::chrono::minutes(1) };
            wanted.emplace(id, session_.watch_metrics(query, this, [this, id](const client::MetricsBatch& batch) {
                take(id, batch);
            }));
        }
    }
    watches_ = std::move(wanted);
    if (recent_.size() > kRemembered)
        std::erase_if(recent_, [this](const auto& entry) { return !watches_.contains(entry.first); });
}

const LiveUse::Recent* LiveUse::find(const Id& id) const
{
    const auto found = recent_.find(id);
    return found == recent_.end() ? nullptr : &found->second;
}

void LiveUse::take(const Id& id, const client::MetricsBatch& batch)
{
    if (batch.samples.empty())
        return;
    auto& recent = recent_[id];
    if (batch.reset)
        recent = {};
    recent.last = batch.samples.back();
    // A history of many samples is thinned so that it fills the line; a live batch adds its last one.
    const std::size_t step = std::max<std::size_t>(1, batch.samples.size() / kHistory);
    for (std::size_t i = batch.samples.size() % step + step - 1; i < batch.samples.size(); i += step) {
        append(recent.cpu, batch.samples[i].cpu);
        append(recent.memory, batch.samples[i].memory);
    }
    if (std::find(news_.begin(), news_.end(), id) == news_.end())
        news_.push_back(id);
    if (!timer_.isActive())
        timer_.start();
}

void LiveUse::announce()
{
    emit changed(std::exchange(news_, {}));
}

} // namespace quayside::ui
