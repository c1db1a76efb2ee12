#include "core/agent/engine_line.h"

#include <algorithm>

namespace quayside::agent {

namespace {

constexpr const char* kAnotherEngine
    = "Another Docker engine answers at this endpoint now. Its containers are left alone; bring the first one back, or "
      "remove this engine and add it anew.";

// An identity that was noted by an earlier version lacks the directory.
bool is_same_engine(const std::string& known, const std::string& seen)
{
    return known.empty() || seen == known || seen.starts_with(known + ' ');
}

} // namespace

EngineLine::EngineLine(
    Loop& loop, docker::Engine& engine, const AgentSettings& settings, Random& random, Listener& listener)
    : loop_(loop)
    , engine_(engine)
    , settings_(settings)
    , listener_(listener)
    , reconnect_{ settings.reconnect_first, settings.reconnect_last, &random }
    , reopen_{ std::chrono::milliseconds{ 250 }, std::chrono::seconds{ 10 }, &random }
    , label_filter_(std::string(docker::kInstallationLabel) + "=" + settings.installation)
{
    loop_.post(alive_.guard([this] { connect(); }));
}

void EngineLine::connect()
{
    engine_.info(alive_.guard([this](const Result<docker::EngineInfo>& info) {
        if (!info)
            connect_failed(info.error().message);
        else if (!is_same_engine(identity_, info->id))
            connect_failed(kAnotherEngine);
        else
            connected(*info);
    }));
}

void EngineLine::connect_failed(const std::string& problem)
{
    if (std::exchange(problem_, problem) != problem)
        listener_.on_disconnected(problem);
    reconnect_timer_ = loop_.after(reconnect_.after(++failed_connects_), alive_.guard([this] { connect(); }));
}

void EngineLine::connected(const docker::EngineInfo& info)
{
    identity_ = info.id;
    connected_ = true;
    problem_.clear();
    failed_connects_ = failed_pings_ = failed_streams_ = failed_lists_ = 0;
    if (last_event_ == kNever)
        last_event_ = loop_.now();
    listener_.on_connected(info);
    open_events(); // before the list, so that nothing falls in between
    request_list();
    schedule_ping(settings_.ping_interval);
}

void EngineLine::schedule_ping(Duration after)
{
    ping_timer_ = loop_.after(std::max(after, Duration::zero()), alive_.guard([this] { ping(); }));
}

void EngineLine::ping()
{
    engine_.ping(alive_.guard([this, asked_at = loop_.now()](const Result<void>& answer) {
        if (!connected_)
            return;
        failed_pings_ = answer ? 0 : failed_pings_ + 1;
        if (failed_pings_ >= settings_.failed_pings)
            return lost(answer.error().message);
        schedule_ping(settings_.ping_interval - (loop_.now() - asked_at));
    }));
}

void EngineLine::lost(const std::string& problem)
{
    connected_ = false;
    listing_ = false;
    ++connection_;
    events_.reset();
    ping_timer_.cancel();
    events_timer_.cancel();
    list_timer_.cancel();
    problem_ = problem;
    listener_.on_disconnected(problem);
    reconnect_timer_ = loop_.after(reconnect_.after(++failed_connects_), alive_.guard([this] { connect(); }));
}

void EngineLine::open_events()
{
    events_ = engine_.events(
        last_event_, label_filter_,
        [this](const docker::Event& event) {
            failed_streams_ = 0;
            last_event_ = std::max(last_event_, event.at);
            listener_.on_event(event);
        },
        [this](const Error&) { events_ended(); });
}

void EngineLine::events_ended()
{
    if (!connected_)
        return;
    events_timer_ = loop_.after(reopen_.after(++failed_streams_), alive_.guard([this] {
        open_events();
        request_list();
    }));
}

void EngineLine::request_list()
{
    if (!connected_)
        return;
    if (listing_)
        list_again_ = true;
    else
        list();
}

void EngineLine::list()
{
    listing_ = true;
    list_again_ = false;
    engine_.list({ label_filter_ }, alive_.guard([this](const Result<std::vector<docker::ContainerSummary>>& rows) {
        listing_ = false;
        if (!connected_)
            return;
        failed_lists_ = rows ? 0 : failed_lists_ + 1;
        schedule_list(rows ? settings_.list_interval : reconnect_.after(failed_lists_));
        if (rows)
            listener_.on_list(*rows);
        if (list_again_)
            request_list();
    }));
}

void EngineLine::schedule_list(Duration after)
{
    list_timer_ = loop_.after(after, alive_.guard([this] { request_list(); }));
}

} // namespace quayside::agent
