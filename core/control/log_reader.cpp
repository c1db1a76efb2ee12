#include "core/control/log_reader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace quayside::control {

namespace {

constexpr std::size_t kHeld = 2 << 20; // bytes that the reader has not fetched
constexpr std::size_t kPage = 1 << 20; // bytes
constexpr Duration kTogether = std::chrono::milliseconds{ 30 }; // what comes at about the same time is one page
constexpr Duration kReopen = std::chrono::seconds{ 1 }; // of a container that may be started again

// JSON can carry UTF-8 only; what is none is shown as U+FFFD.
std::string valid_utf8(const std::string& bytes)
{
    if (std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return bytes;
    return Json::parse(Json(bytes).dump(-1, ' ', false, Json::error_handler_t::replace)).get<std::string>();
}

// Whoever waits when the reader goes is told why.
client::Reply told_at_the_end(client::Reply reply)
{
    struct Waiting {
        explicit Waiting(client::Reply given)
            : reply(std::move(given))
        {
        }
        Waiting(Waiting&&) noexcept = default;
        ~Waiting()
        {
            if (reply)
                reply(fail(Error::server("Quayside is ending.")));
        }
        client::Reply reply;
    };
    return [waiting = Waiting(std::move(reply))](
               Result<Json> page) mutable { std::exchange(waiting.reply, nullptr)(std::move(page)); };
}

} // namespace

Json describe(const std::vector<docker::LogLine>& lines)
{
    Json list = Json::array();
    for (const auto& line : lines)
        list.push_back({ { "at", to_epoch_seconds(line.at) }, { "stream", line.standard_error ? "stderr" : "stdout" },
            { "text", valid_utf8(line.text) } });
    return list;
}

LogReader::LogReader(Loop& loop, Source source, docker::LogRequest from, LogPlace place)
    : loop_(loop)
    , source_(std::move(source))
    , from_(std::move(from))
    , given_(place)
    , taken_(place)
{
}

void LogReader::read(const LogPageRules& rules, client::Reply reply, Function<void()> done)
{
    if (const auto earlier = std::exchange(reply_, nullptr))
        earlier(Json{ { "lines", Json::array() }, { "nextToken", source_.token(given_) } });
    rules_ = rules;
    reply_ = told_at_the_end(std::move(reply));
    done_ = std::move(done);
    if (!stream_ && !ended_)
        open(rules.wait > Duration::zero());
    if (!lines_.empty() || ended_)
        answer_soon({});
    else if (rules.wait > Duration::zero())
        patience_ = loop_.after(rules.wait, [this] { answer(); });
}

void LogReader::open(bool follow)
{
    auto* engine = source_.engine();
    if (!engine)
        return engine_gone();
    auto request = from_;
    request.follow = follow;
    follows_ = follow;
    if (taken_.at != kNever) {
        request.since = taken_.at;
        request.tail.reset();
    }
    resume_ = LogResume(taken_);
    stream_ = engine->logs(
        std::move(request), [this](std::vector<docker::LogLine> lines) { take(std::move(lines)); },
        [this](Result<void> result) { stream_ended(std::move(result)); });
}

void LogReader::take(std::vector<docker::LogLine> lines)
{
    for (auto& line : lines) {
        if (!resume_.is_new(line))
            continue;
        taken_.pass(line);
        size_ += line.text.size();
        lines_.push_back(std::move(line));
    }
    if (size_ > kHeld)
        stream_.reset();
    if (reply_ && !lines_.empty())
        answer_soon(lines_.size() < rules_.lines && size_ < kPage ? kTogether : Duration::zero());
}

// Docker 20.10 may end a stream that follows a container before it has given its last lines.
void LogReader::stream_ended(Result<void> result)
{
    stream_.reset();
    if (result && follows_)
        return open(false);
    const bool again = result && rules_.wait > Duration::zero() && lines_.empty() && source_.goes_on();
    if (again) {
        reopen_ = loop_.after(kReopen, [this] {
            if (!stream_)
                open(true);
        });
        return;
    }
    ended_ = result ? std::move(result) : fail(Error::client("The engine gave no logs: " + result.error().message));
    if (reply_)
        answer_soon({});
}

void LogReader::engine_gone()
{
    stream_.reset();
    ended_ = fail(Error::client("The engine of this task is not registered any more."));
    if (reply_)
        answer_soon({});
}

void LogReader::answer_soon(Duration pause)
{
    if (!soon_.active() || pause == Duration::zero())
        soon_ = loop_.after(pause, [this] { answer(); });
}

// May be the last thing that this reader does.
void LogReader::answer()
{
    soon_.cancel();
    patience_.cancel();
    const auto reply = std::exchange(reply_, nullptr);
    const auto done = std::exchange(done_, nullptr);
    const auto ended = ended_;
    if (lines_.empty() && ended && !*ended) {
        done();
        return reply(fail(ended->error()));
    }
    auto page = next_page();
    const bool over = lines_.empty() && ended;
    if (!over || source_.goes_on() || !*ended)
        page["nextToken"] = source_.token(given_);
    if (over && *ended)
        done();
    reply(std::move(page));
}

Json LogReader::next_page()
{
    std::vector<docker::LogLine> page;
    for (std::size_t size = 0; !lines_.empty() && page.size() < rules_.lines && size < kPage; lines_.pop_front()) {
        given_.pass(lines_.front());
        size += lines_.front().text.size();
        size_ -= lines_.front().text.size();
        page.push_back(std::move(lines_.front()));
    }
    return Json{ { "lines", describe(page) } };
}

} // namespace quayside::control
