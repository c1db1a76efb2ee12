#include "core/client/remote_caller.h"

#include "core/api/service_model.h"
#include "core/client/reply_parts.h"

#include <fmt/format.h>

#include <utility>

namespace quayside::client {

namespace {

constexpr Duration kDeadline = std::chrono::seconds{ 20 };
constexpr const char* kContentType = "application/x-amz-json-1.1";
constexpr const char* kTrustedBySystem = "/etc/ssl/certs/ca-certificates.crt";
constexpr JsonLimits kLimits{ .nodes = 2'000'000, .members = 65'536 };

// "com.amazonaws.ecs#ClusterNotFoundException:http://..." -> ClusterNotFoundException
std::string short_code(std::string type)
{
    if (const auto hash = type.find('#'); hash != std::string::npos)
        type.erase(0, hash + 1);
    type.erase(std::min(type.find(':'), type.size()));
    return type;
}

Unexpected<Error> not_ecs(int status)
{
    return fail(Error::no_answer(
        fmt::format("What answers there is no ECS endpoint: it answered with status {} and no JSON object.", status)));
}

} // namespace

Result<Json> read_reply(const net::HttpResponse& response)
{
    auto body = response.body.empty() ? Result<Json>(Json::object()) : parse_json(response.body, kLimits);
    if (response.status == 200)
        return body && body->is_object() ? std::move(body) : not_ecs(response.status);
    auto code = body ? short_code(text_in(*body, "__type")) : std::string();
    if (code.empty())
        return not_ecs(response.status);
    auto message = text_in(*body, "message");
    if (message.empty())
        message = text_in(*body, "Message");
    return fail(Error{ std::move(code), std::move(message), response.status });
}

RemoteCaller::RemoteCaller(Loop& loop, RemoteEndpoint endpoint, Send send, KeySource keys)
    : loop_(loop)
    , endpoint_(std::move(endpoint))
    , send_(std::move(send))
    , keys_(std::move(keys))
{
    while (endpoint_.url.ends_with('/'))
        endpoint_.url.pop_back();
    if (endpoint_.ca_certificate.empty())
        endpoint_.ca_certificate = kTrustedBySystem;
}

void RemoteCaller::call(const std::string& operation, const Json& input, Reply reply)
{
    const auto* known = api::find_operation(operation);
    if (!known)
        return reply(fail(Error::client(fmt::format("There is no operation {}.", operation))));
    net::HttpRequest request;
    request.method = "POST";
    request.target = "/";
    request.body = input.dump(-1, ' ', false, Json::error_handler_t::replace);
    request.headers = { { "Content-Type", kContentType }, { "Host", net::host_of_url(endpoint_.url) },
        { "X-Amz-Target", known->target_prefix + "." + operation } };
    const std::string service = known->target_prefix == api::ecr_model().target_prefix() ? "ecr" : "ecs";
    keys_([this, alive = std::weak_ptr(alive_), request = std::move(request), service, reply = std::move(reply)](
              Result<net::SigningKeys> keys) mutable {
        if (!alive.expired())
            send(std::move(request), service, std::move(keys), std::move(reply));
    });
}

void RemoteCaller::send(net::HttpRequest request, std::string service, Result<net::SigningKeys> keys, Reply reply)
{
    if (!keys)
        return reply(fail(keys.error()));
    if (!keys->access_key_id.empty())
        net::sign_request(request, *keys, endpoint_.region, service, loop_.now());
    net::HttpCall call;
    call.method = request.method;
    call.url = endpoint_.url + request.target;
    call.headers = std::move(request.headers);
    call.body = std::move(request.body);
    call.deadline = kDeadline;
    if (endpoint_.url.starts_with("https://"))
        call.tls.ca_certificate = endpoint_.ca_certificate;
    const auto number = next_++;
    running_[number] = send_(
        std::move(call), [this, number, reply = std::move(reply)](const Result<net::HttpResponse>& response) mutable {
            auto answer = response ? read_reply(*response) : fail(response.error());
            auto given = std::move(reply);
            running_.erase(number); // and with it, this function
            given(std::move(answer));
        });
}

} // namespace quayside::client
