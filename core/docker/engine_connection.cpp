#include "core/docker/engine_connection.h"

#include "core/docker/json_access.h"
#include "core/docker/json_types.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace quayside::docker {

namespace {

constexpr Duration kVersionDeadline = std::chrono::seconds(10);
// What Quayside asks for has been there from the one version on and has not changed up to the other. Newer engines
// speak older versions, down to a limit of theirs.
constexpr std::pair kOldestKnown{ 1, 25 };
constexpr std::pair kNewestKnown{ 1, 44 };

// How an engine answers who speaks without TLS on a port that has it.
constexpr std::string_view kSpeaksTls = "HTTP request to an HTTPS server";

std::optional<std::pair<int, int>> parse_version(std::string_view text)
{
    std::pair<int, int> version;
    const auto* end = text.data() + text.size();
    const auto [dot, bad] = std::from_chars(text.data(), end, version.first);
    if (bad != std::errc() || dot == end || *dot != '.')
        return {};
    const auto [last, worse] = std::from_chars(dot + 1, end, version.second);
    return worse == std::errc() && last == end ? std::optional(version) : std::nullopt;
}

// After a lost connection the engine may come back as another version of itself.
bool may_speak_otherwise(const Result<net::HttpResponse>& answer)
{
    return !answer || (answer->status == 400 && answer->body.find("client version") != std::string::npos);
}

} // namespace

Result<std::string> choose_api_version(std::string_view oldest, std::string_view newest)
{
    const auto upper = parse_version(newest);
    if (!upper)
        return fail(Error::no_answer("its API version is missing or no version"));
    const auto lower = parse_version(oldest).value_or(kOldestKnown);
    if (*upper < kOldestKnown)
        return fail(Error::no_answer(fmt::format("it speaks the engine API up to {}, and Quayside from {}.{} on: it is "
                                                 "too old",
            newest, kOldestKnown.first, kOldestKnown.second)));
    if (lower > kNewestKnown)
        return fail(Error::no_answer(fmt::format("it speaks the engine API from {} on, and Quayside up to {}.{}: it is "
                                                 "too new",
            oldest, kNewestKnown.first, kNewestKnown.second)));
    const auto chosen = std::min(kNewestKnown, *upper);
    return fmt::format("{}.{}", chosen.first, chosen.second);
}

EngineConnection::EngineConnection(
    net::HttpClient& client, EngineRoute route, std::unique_ptr<net::CommandBridge> bridge)
    : client_(client)
    , route_(std::move(route))
    , bridge_(std::move(bridge))
{
}

Error EngineConnection::not_understood(const std::string& what) const
{
    return Error::no_answer(fmt::format("{} does not answer like a Docker engine: {}.", endpoint(), what));
}

void EngineConnection::call(Request request, Done done)
{
    add(std::move(request), std::move(done));
}

Subscription EngineConnection::stream(Request request, Done done)
{
    const auto number = add(std::move(request), std::move(done));
    return Subscription([weak = weak_from_this(), number] {
        if (const auto self = weak.lock())
            self->take(number);
    });
}

void EngineConnection::end_all()
{
    negotiation_.reset();
    waiting_.clear();
    const auto ended = std::exchange(operations_, {});
}

std::unique_ptr<net::HttpTunnel> EngineConnection::open_tunnel(
    const std::string& path, std::string body, net::TunnelEvents events, net::TunnelCall::Kind kind)
{
    net::TunnelCall call;
    call.kind = kind;
    call.unix_socket = route_.unix_socket;
    call.host = route_.host;
    call.port = route_.port;
    call.tls = route_.tls;
    call.target = (version_ ? "/v" + *version_ : std::string()) + path;
    call.body = std::move(body);
    return std::make_unique<net::HttpTunnel>(client_.loop(), std::move(call), std::move(events));
}

TimerHandle EngineConnection::after(Duration delay, Function<void()> work)
{
    return client_.loop().after(delay, std::move(work));
}

EngineConnection::Number EngineConnection::add(Request request, Done done)
{
    const auto number = ++last_;
    const bool can_go = version_ || !request.versioned;
    operations_.emplace(number, std::make_shared<Operation>(Operation{ std::move(request), std::move(done), {}, {} }));
    if (can_go) {
        issue(number);
        return number;
    }
    waiting_.push_back(number);
    if (!negotiation_)
        negotiate();
    return number;
}

void EngineConnection::negotiate()
{
    Request request;
    request.path = "/version";
    request.versioned = false;
    request.fresh = true; // what is known of the engine is to be true of the files that lead to it now
    request.deadline = kVersionDeadline;
    negotiation_ = client_.send(http_call(request), [this](Result<net::HttpResponse> answer) {
        const auto self = shared_from_this();
        negotiated(judge(std::move(answer)));
    });
}

void EngineConnection::negotiated(Result<net::HttpResponse> answer)
{
    negotiation_.reset();
    auto version = version_of(answer);
    if (version)
        version_ = *version;
    for (const auto number : std::exchange(waiting_, {}))
        if (version)
            issue(number);
        else
            finish(number, fail(version.error()));
}

Result<std::string> EngineConnection::version_of(const Result<net::HttpResponse>& answer) const
{
    if (!answer)
        return fail(answer.error());
    const auto json = parse_json(answer->body, kEngineJson);
    auto version = json ? choose_api_version(text(*json, "MinAPIVersion"), text(*json, "ApiVersion"))
                        : Result<std::string>(fail(json.error()));
    if (!version)
        return fail(not_understood(version.error().message));
    return version;
}

void EngineConnection::issue(Number number)
{
    const auto found = operations_.find(number);
    if (found == operations_.end())
        return;
    auto& request = found->second->request;
    auto call = http_call(request);
    if (request.on_object || request.on_bytes)
        call.on_data = [this, number](std::string_view bytes) { take_data(number, bytes); };
    const bool endless = static_cast<bool>(request.on_object);
    found->second->running = client_.send(std::move(call), [this, number, endless](Result<net::HttpResponse> answer) {
        const auto self = shared_from_this();
        if (endless || may_speak_otherwise(answer))
            version_.reset();
        finish(number, judge(std::move(answer)));
    });
}

void EngineConnection::take_data(Number number, std::string_view bytes)
{
    const auto self = shared_from_this();
    const auto found = operations_.find(number);
    if (found == operations_.end())
        return;
    const auto operation = found->second;
    if (operation->request.on_bytes)
        return operation->request.on_bytes(bytes);
    operation->objects.feed(bytes);
    // The receiver may end its own stream at any object.
    while (operations_.count(number) > 0) {
        const auto more = take_object(*operation);
        if (!more)
            finish(number, fail(not_understood(more.error().message)));
        else if (!*more)
            return;
    }
}

// Whether there was one.
Result<bool> EngineConnection::take_object(Operation& operation) const
{
    const auto object = operation.objects.next();
    if (!object)
        return fail(object.error());
    if (!*object)
        return false;
    const auto json = parse_json(**object, kEngineJson);
    if (!json)
        return fail(json.error());
    operation.request.on_object(*json);
    return true;
}

std::shared_ptr<EngineConnection::Operation> EngineConnection::take(Number number)
{
    const auto node = operations_.extract(number);
    return node ? node.mapped() : nullptr;
}

void EngineConnection::finish(Number number, Result<net::HttpResponse> result)
{
    if (const auto operation = take(number))
        operation->done(std::move(result));
}

Result<net::HttpResponse> EngineConnection::judge(Result<net::HttpResponse> answer) const
{
    if (bridge_ && answer)
        bridge_->forget_problem();
    if (bridge_ && !bridge_->problem().empty())
        return fail(Error::no_answer(fmt::format("{}: {}", endpoint(), bridge_->problem())));
    if (!answer || answer->status / 100 == 2 || answer->status == 304)
        return answer;
    if (answer->status == 400 && answer->body.find(kSpeaksTls) != std::string::npos)
        return fail(Error{
            net::kCaCertificateError, endpoint() + " speaks only TLS: say which certificate vouches for it.", 0 });
    return fail(Error{ "EngineError", error_message(answer->status, answer->body), answer->status });
}

net::HttpCall EngineConnection::http_call(Request& request) const
{
    net::HttpCall call;
    call.method = request.method;
    call.url = route_.url + (request.versioned ? "/v" + *version_ : std::string()) + request.path;
    call.unix_socket = route_.unix_socket;
    call.tls = route_.tls;
    call.fresh = request.fresh && route_.unix_socket.empty();
    call.body = std::move(request.body);
    call.headers = request.headers;
    if (!call.body.empty())
        call.headers.push_back({ "Content-Type", request.content_type });
    call.deadline = request.deadline;
    call.first_byte = request.first_byte;
    call.idle = request.idle;
    return call;
}

} // namespace quayside::docker
