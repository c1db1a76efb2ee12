#include "ui/session/request_feed.h"

#include "ui/look/text.h"
#include "ui/session/session.h"

#include <nlohmann/json.hpp>

#include <chrono>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kInterval{ 500 };

QString text(const Json& request, const char* member)
{
    return from_utf8(request.value(member, std::string()));
}

ApiRequest read(const Json& request)
{
    const std::chrono::duration<double> since_epoch(request.value("startedAt", 0.0));
    return { request.value("number", std::uint64_t{ 0 }), TimePoint(std::chrono::duration_cast<Duration>(since_epoch)),
        request.value("milliseconds", 0.0), text(request, "operation"), text(request, "accessKeyId"),
        text(request, "peer"), request.value("status", 0), text(request, "error") };
}

} // namespace

RequestFeed::RequestFeed(Session& session, QObject* parent)
    : QObject(parent)
    , session_(session)
{
    timer_.setInterval(kInterval);
    connect(&timer_, &QTimer::timeout, this, &RequestFeed::ask);
}

void RequestFeed::set_wanted(bool wanted)
{
    if (wanted == timer_.isActive())
        return;
    wanted ? timer_.start() : timer_.stop();
    if (wanted)
        ask();
}

void RequestFeed::ask()
{
    if (asking_)
        return;
    asking_ = true;
    session_.query("ListRequests", { { "after", last_ }, { "maxResults", kCapacity } }, this,
        [this](Result<Json> reply) { take(reply); });
}

void RequestFeed::take(const Result<Json>& reply)
{
    asking_ = false;
    if (!reply || !reply->contains("requests"))
        return;
    const auto count = reply->value("count", std::uint64_t{ 0 });
    const bool restarted = count < last_;
    if (count == last_)
        return;
    if (restarted)
        requests_.clear();
    last_ = restarted ? 0 : count;
    for (const auto& request : (*reply)["requests"])
        requests_.push_back(std::make_shared<const ApiRequest>(read(request)));
    while (requests_.size() > kCapacity)
        requests_.pop_front();
    emit changed();
}

} // namespace quayside::ui
