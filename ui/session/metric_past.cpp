#include "ui/session/metric_past.h"

#include "ui/session/session.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace quayside::ui {

namespace {

constexpr std::chrono::seconds kLeastWait{ 10 };

model::Spread spread_of(const Json& point, const char* name)
{
    const auto found = point.find(name);
    if (found == point.end())
        return {};
    return { found->value("minimum", 0.0F), found->value("average", 0.0F), found->value("maximum", 0.0F) };
}

model::MetricPoint point_of(const Json& json)
{
    model::MetricPoint point;
    point.at = TimePoint(Duration(static_cast<std::int64_t>(json.value("at", 0.0) * 1e6)));
    point.cpu = spread_of(json, "cpu");
    point.memory = spread_of(json, "memory");
    point.network_received = spread_of(json, "networkReceived");
    point.network_sent = spread_of(json, "networkSent");
    return point;
}

} // namespace

MetricPast::MetricPast(Session& session, QObject* parent)
    : QObject(parent)
    , session_(session)
{
    again_.setSingleShot(true);
    connect(&again_, &QTimer::timeout, this, &MetricPast::ask);
}

void MetricPast::want(Json subject, Duration span)
{
    forget();
    subject_ = std::move(subject);
    span_ = span;
    ask();
}

void MetricPast::forget()
{
    ++wanted_;
    again_.stop();
    points_.clear();
}

void MetricPast::ask()
{
    const auto now = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    Json input = subject_;
    input["startTime"] = to_epoch_seconds(now - span_);
    input["endTime"] = to_epoch_seconds(now);
    session_.query("GetMetricsHistory", std::move(input), this, [this, wanted = wanted_](const Result<Json>& reply) {
        if (wanted == wanted_)
            take(reply);
    });
}

// What cannot be had is empty, and asked for again.
void MetricPast::take(const Result<Json>& reply)
{
    if (reply) {
        points_.clear();
        period_ = std::chrono::seconds(reply->value("period", 1));
        if (const auto found = reply->find("points"); found != reply->end())
            for (const auto& point : *found)
                points_.push_back(point_of(point));
    }
    again_.start(std::max(kLeastWait, period_));
    emit changed();
}

std::vector<model::Sample> MetricPast::means_before(TimePoint end) const
{
    std::vector<model::Sample> samples;
    for (const auto& point : points_)
        if (point.at < end)
            samples.push_back(
                { point.at, point.cpu.mean, point.memory.mean, point.network_received.mean, point.network_sent.mean });
    return samples;
}

} // namespace quayside::ui
