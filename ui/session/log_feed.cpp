#include "ui/session/log_feed.h"

#include "ui/look/text.h"
#include "ui/session/session.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kTogether{ 50 };
constexpr std::chrono::seconds kRetry{ 2 };
constexpr int kWait = 15; // seconds
constexpr int kPage = 2'000; // lines: what one turn of the GUI thread can take

TimePoint time_of(const Json& line)
{
    const std::chrono::duration<double> since_epoch(line.value("at", 0.0));
    return TimePoint(std::chrono::round<Duration>(since_epoch));
}

} // namespace

LogFeed::LogFeed(Session& session, QObject* parent)
    : QObject(parent)
    , session_(session)
{
    together_.setSingleShot(true);
    together_.setInterval(kTogether);
    connect(&together_, &QTimer::timeout, this, [this] { emit arrived(std::exchange(news_, {})); });
    retry_.setSingleShot(true);
    retry_.setInterval(kRetry);
    connect(&retry_, &QTimer::timeout, this, &LogFeed::retry);
}

void LogFeed::want(const std::vector<LogSource>& sources)
{
    std::erase_if(streams_,
        [&](const auto& entry) { return std::find(sources.begin(), sources.end(), entry.first) == sources.end(); });
    for (const auto& source : sources)
        if (const auto [at, is_new] = streams_.try_emplace(source); is_new) {
            at->second.number = ++last_stream_;
            ask(source);
        }
}

void LogFeed::retry()
{
    for (const auto& [source, stream] : streams_)
        if (!stream.asking && !stream.ended)
            ask(source);
}

void LogFeed::set_paused(bool paused)
{
    paused_ = paused;
    retry();
}

std::size_t LogFeed::ended() const
{
    return static_cast<std::size_t>(
        std::count_if(streams_.begin(), streams_.end(), [](const auto& entry) { return entry.second.ended; }));
}

QString LogFeed::problem() const
{
    for (const auto& [source, stream] : streams_)
        if (!stream.problem.isEmpty())
            return stream.problem;
    return {};
}

void LogFeed::ask(const LogSource& source)
{
    auto& stream = streams_.at(source);
    if (paused_)
        return;
    stream.asking = true;
    Json input{ { "task", source.task.hex() }, { "container", source.container }, { "waitSeconds", kWait },
        { "maxResults", kPage }, { "tail", kTail } };
    if (!stream.token.empty())
        input["nextToken"] = stream.token;
    session_.query(
        "GetContainerLogs", std::move(input), this, [this, source, number = stream.number](const Result<Json>& reply) {
            const auto found = streams_.find(source);
            if (found != streams_.end() && found->second.number == number)
                take(source, reply);
        });
}

void LogFeed::take(const LogSource& source, const Result<Json>& reply)
{
    auto& stream = streams_.at(source);
    stream.asking = false;
    const auto problem = reply ? QString() : from_utf8(reply.error().message);
    const bool other = stream.problem != problem;
    stream.problem = problem;
    if (!reply) {
        retry_.start();
    } else {
        if (const auto lines = reply->find("lines"); lines != reply->end() && lines->is_array())
            take_lines(source, stream, *lines);
        stream.token = reply->value("nextToken", std::string());
        stream.ended = stream.token.empty();
        if (!stream.ended)
            ask(source);
    }
    if (other || stream.ended)
        emit changed();
}

void LogFeed::take_lines(const LogSource& source, Stream& stream, const Json& lines)
{
    LogRow row;
    row.task = short_id(QString::fromStdString(source.task.hex()));
    row.container = from_utf8(source.container);
    for (const Json& line : lines) {
        const auto text = line.value("text", std::string());
        row.number = ++last_row_;
        row.at = time_of(line);
        row.standard_error = line.value("stream", std::string()) == "stderr";
        row.spans.clear();
        row.text = shown_line(text, &row.spans);
        const auto plain = row.spans.empty() ? text : row.text.toStdString();
        const bool more = continues_trace(plain, stream.in_trace);
        row.level = more ? LogLevel::Error : level_of_line(plain);
        row.kind = more ? LogRow::Kind::Trace : LogRow::Kind::Line;
        stream.in_trace = more || plain.starts_with("Traceback ") || plain.starts_with("goroutine ");
        news_.push_back(std::make_shared<const LogRow>(row));
    }
    if (!news_.empty() && !together_.isActive())
        together_.start();
}

} // namespace quayside::ui
