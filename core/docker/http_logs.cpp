// What containers wrote, from a real engine.
#include "core/docker/docker_time.h"
#include "core/docker/engine_connection.h"
#include "core/docker/http_engine.h"
#include "core/docker/json_access.h"
#include "core/docker/json_types.h"
#include "core/docker/log_frames.h"
#include "core/docker/urls.h"

#include <fmt/format.h>

#include <utility>

namespace quayside::docker {

namespace {

using net::HttpResponse;
using Connection = std::shared_ptr<EngineConnection>;

constexpr Duration kInspect = std::chrono::seconds(30);
constexpr Duration kIdle = std::chrono::minutes(1); // in lines that exist already

// One request, in its two steps: whether the container has a terminal, which the answer does not tell, and the lines.
struct Reading {
    LogRequest request;
    Function<void(std::vector<LogLine>)> lines;
    Engine::Callback<void> ended;
    std::optional<LogCutter> cutter;
    bool dropped = false; // nobody wants more
    Subscription call;
};

std::string path_of(const LogRequest& request)
{
    auto path = fmt::format("/containers/{}/logs?stdout=1&stderr=1&timestamps=1&follow={}",
        percent_encoded(request.container), request.follow ? 1 : 0);
    if (request.since != kNever)
        path += "&since=" + unix_time(request.since);
    if (request.until != kNever)
        path += "&until=" + unix_time(request.until);
    if (request.tail)
        path += fmt::format("&tail={}", *request.tail);
    return path;
}

void give(Reading& reading, std::vector<LogLine> lines)
{
    if (!lines.empty())
        reading.lines(std::move(lines));
}

void end(Reading& reading, const Result<HttpResponse>& answer)
{
    give(reading, reading.cutter->take_rest());
    if (reading.dropped)
        return;
    if (answer)
        reading.ended({});
    else
        reading.ended(fail(answer.error()));
}

void take(Reading& reading, std::string_view bytes)
{
    const auto fed = reading.cutter->feed(bytes);
    give(reading, reading.cutter->take());
    if (fed || reading.dropped)
        return;
    reading.call.reset();
    reading.ended(fail(fed.error()));
}

void read_lines(const Connection& connection, const std::shared_ptr<Reading>& reading, bool terminal)
{
    reading->cutter.emplace(!terminal);
    EngineConnection::Request request;
    request.path = path_of(reading->request);
    request.deadline = Duration::zero();
    request.idle = reading->request.follow ? Duration::zero() : kIdle;
    // Weak: the reading holds the call, which holds these.
    request.on_bytes = [weak = std::weak_ptr(reading)](std::string_view bytes) {
        if (const auto self = weak.lock())
            take(*self, bytes);
    };
    reading->call
        = connection->stream(std::move(request), [weak = std::weak_ptr(reading)](const Result<HttpResponse>& answer) {
              if (const auto self = weak.lock())
                  end(*self, answer);
          });
}

} // namespace

Subscription HttpEngine::logs(LogRequest request, Function<void(std::vector<LogLine>)> lines, Callback<void> ended)
{
    auto reading = std::make_shared<Reading>();
    reading->request = std::move(request);
    reading->lines = std::move(lines);
    reading->ended = std::move(ended);
    EngineConnection::Request inspect;
    inspect.path = fmt::format("/containers/{}/json", percent_encoded(reading->request.container));
    inspect.deadline = kInspect;
    reading->call = connection_->stream(std::move(inspect),
        [connection = std::weak_ptr(connection_), weak = std::weak_ptr(reading)](Result<HttpResponse> answer) {
            const auto self = weak.lock();
            const auto live = connection.lock();
            if (!self || !live)
                return;
            const auto json = answer ? parse_json(answer->body, kEngineJson) : Result<Json>(fail(answer.error()));
            if (json)
                read_lines(live, self, has_terminal(*json));
            else
                self->ended(fail(json.error()));
        });
    return Subscription([reading] {
        reading->dropped = true;
        reading->call.reset();
    });
}

} // namespace quayside::docker
