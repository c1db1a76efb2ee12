#include "core/docker/http_engine.h"

#include "core/base/log.h"
#include "core/docker/docker_time.h"
#include "core/docker/engine_connection.h"
#include "core/docker/http_calls.h"
#include "core/docker/http_terminal.h"
#include "core/docker/json_access.h"
#include "core/docker/json_types.h"
#include "core/docker/ssh_command.h"
#include "core/docker/urls.h"

#include <fmt/format.h>

#include <map>
#include <utility>

namespace quayside::docker {

using namespace std::chrono_literals;
using namespace http_calls;
using net::HttpResponse;

namespace {

// How long each call may take: the limits of the container agent of ECS.
constexpr Duration kPing = 5s;
constexpr Duration kInfo = 10s;
constexpr Duration kList = 10min;
constexpr Duration kInspect = 30s;
constexpr Duration kCreate = 4min;
constexpr Duration kStart = 3min;
constexpr Duration kStopBeyondGrace = 2min;
constexpr Duration kRemove = 5min;
constexpr Duration kRename = 30s;
constexpr Duration kStatsIdle = 18s;
constexpr Duration kReadStats = 18s;

EngineConnection::Done stream_ended(const Connection& connection, std::string what, Function<void(Error)> ended)
{
    auto by_itself = Error::no_answer(fmt::format("{} ended the {}.", connection->endpoint(), what));
    return [by_itself = std::move(by_itself), ended = std::move(ended)](
               Result<HttpResponse> answer) { ended(answer ? by_itself : std::move(answer).error()); };
}

void warn_of_creation(const std::string& name, const Json& reply)
{
    if (const auto& warnings = member(reply, "Warnings"); warnings.is_array())
        for (const auto& warning : warnings)
            if (warning.is_string())
                log::warning("docker", "creating {}: {}", name, warning.get_ref<const std::string&>());
}

} // namespace

Result<std::unique_ptr<HttpEngine>> HttpEngine::make(net::HttpClient& client, const model::EngineAddress& address)
{
    auto route = route_to(address);
    if (!route)
        return fail(route.error());
    std::unique_ptr<net::CommandBridge> bridge;
    if (route->over_ssh) {
        auto opened = net::CommandBridge::open(client.loop(), ssh_command(*route));
        if (!opened)
            return fail(opened.error());
        bridge = std::move(*opened);
        route->unix_socket = bridge->socket();
    }
    return std::unique_ptr<HttpEngine>(
        new HttpEngine(std::make_shared<EngineConnection>(client, std::move(*route), std::move(bridge))));
}

HttpEngine::HttpEngine(Connection connection)
    : connection_(std::move(connection))
{
}

HttpEngine::~HttpEngine()
{
    connection_->end_all();
}

void HttpEngine::ping(Callback<void> done)
{
    auto request = get("/_ping", kPing);
    request.versioned = false;
    connection_->call(std::move(request), nothing_but_success(std::move(done)));
}

void HttpEngine::info(Callback<EngineInfo> done)
{
    auto version_request = get("/version", kInfo);
    version_request.versioned = false;
    auto with_version = [weak = std::weak_ptr(connection_), done = std::move(done)](Result<Json> version) mutable {
        const auto connection = weak.lock();
        if (!version || !connection)
            return done(fail(version ? Error::no_answer("the engine was closed") : std::move(version).error()));
        const auto both = [version = std::move(*version)](const Json& info) { return parse_info(version, info); };
        connection->call(get("/info", kInfo), parsed<EngineInfo>(connection, both, std::move(done)));
    };
    const auto as_it_is = [](const Json& json) { return Result<Json>(json); };
    connection_->call(std::move(version_request), parsed<Json>(connection_, as_it_is, std::move(with_version)));
}

void HttpEngine::list(std::vector<std::string> label_filters, Callback<std::vector<ContainerSummary>> done)
{
    std::string path = "/containers/json?all=1";
    if (!label_filters.empty())
        path += "&" + filter_query({ { "label", std::move(label_filters) } });
    connection_->call(
        get(std::move(path), kList), parsed<std::vector<ContainerSummary>>(connection_, parse_list, std::move(done)));
}

void HttpEngine::inspect(std::string id_or_name, Callback<ContainerState> done)
{
    connection_->call(get(container_path(id_or_name, "/json"), kInspect),
        parsed<ContainerState>(connection_, parse_container, std::move(done)));
}

void HttpEngine::create(ContainerConfig config, Callback<std::string> done)
{
    const auto id_of = [name = config.name](const Json& reply) {
        warn_of_creation(name, reply);
        return parse_created(reply);
    };
    connection_->call(send("POST", "/containers/create?name=" + percent_encoded(config.name), kCreate,
                          config.body.dump(-1, ' ', false, Json::error_handler_t::replace)),
        parsed<std::string>(connection_, id_of, std::move(done)));
}

void HttpEngine::start(std::string id, Callback<void> done)
{
    connection_->call(send("POST", container_path(id, "/start"), kStart), nothing_but_success(std::move(done)));
}

void HttpEngine::stop(std::string id, Duration grace, Callback<void> done)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(grace);
    connection_->call(
        send("POST", container_path(id, fmt::format("/stop?t={}", seconds.count())), seconds + kStopBeyondGrace),
        nothing_but_success(std::move(done)));
}

void HttpEngine::remove(std::string id, Callback<void> done)
{
    connection_->call(
        send("DELETE", container_path(id, "?force=1&v=1"), kRemove), nothing_but_success(std::move(done)));
}

void HttpEngine::rename(std::string id, std::string name, Callback<void> done)
{
    connection_->call(send("POST", container_path(id, "/rename?name=" + percent_encoded(name)), kRename),
        nothing_but_success(std::move(done)));
}

Subscription HttpEngine::events(
    TimePoint since, std::string label_filter, Function<void(Event)> event, Function<void(Error)> ended)
{
    // What concerns a container's life: every health check makes three more.
    std::map<std::string, std::vector<std::string>> wanted{ { "type", { "container" } },
        { "event",
            { "create", "start", "restart", "pause", "unpause", "rename", "update", "oom", "kill", "stop", "die",
                "destroy", "health_status" } } };
    if (!label_filter.empty())
        wanted["label"].push_back(std::move(label_filter));
    auto path = "/events?" + filter_query(wanted);
    if (since != kNever)
        path += "&since=" + unix_time(since);
    auto take = [event = std::move(event)](const Json& json) {
        if (auto parsed_event = parse_event(json))
            event(std::move(*parsed_event));
    };
    return connection_->stream(stream("GET", std::move(path), std::move(take)),
        stream_ended(connection_, "stream of events", std::move(ended)));
}

Subscription HttpEngine::stats(std::string id, Function<void(Stats)> reading, Function<void(Error)> ended)
{
    auto take = [reading = std::move(reading)](const Json& json) {
        if (auto parsed_reading = parse_stats(json))
            reading(*parsed_reading);
    };
    auto request = stream("GET", container_path(id, "/stats?stream=1"), std::move(take));
    request.idle = kStatsIdle;
    return connection_->stream(std::move(request), stream_ended(connection_, "statistics of " + id, std::move(ended)));
}

// An engine that does not know the second word compares two readings first, which takes two seconds.
void HttpEngine::read_stats(std::string id, Callback<Json> done)
{
    const auto as_it_is = [](const Json& json) { return Result<Json>(json); };
    connection_->call(get(container_path(id, "/stats?stream=false&one-shot=true"), kReadStats),
        parsed<Json>(connection_, as_it_is, std::move(done)));
}

std::unique_ptr<Terminal> HttpEngine::open_terminal(TerminalRequest request, TerminalEvents events)
{
    return open_http_terminal(connection_, std::move(request), std::move(events));
}

} // namespace quayside::docker
