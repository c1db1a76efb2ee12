#include "core/control/endpoint.h"

#include "core/api/service_model.h"
#include "core/api/write_reply.h"
#include "core/base/log.h"
#include "core/control/signature_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace quayside::control {

namespace {

constexpr const char* kRoom = "api";
constexpr const char* kContentType = "application/x-amz-json-1.1";
constexpr std::size_t kLongestName = 128; // that the record of requests keeps

Unexpected<Error> refuse(int status, const char* code, std::string message)
{
    return fail(Error{ code, std::move(message), status });
}

std::size_t count(const net::HttpRequest& request, std::string_view name)
{
    return static_cast<std::size_t>(std::count_if(request.headers.begin(), request.headers.end(),
        [name](const net::Header& header) { return net::same_header_name(header.name, name); }));
}

std::string only(const net::HttpRequest& request, std::string_view name)
{
    const std::string* value = net::find_header(request.headers, name);
    return value ? *value : std::string();
}

Result<void> check_host(const net::HttpRequest& request, const RequestRules& rules)
{
    const std::uint16_t port = rules.port;
    const std::string host = only(request, "Host");
    if (rules.any_host && count(request, "Host") == 1)
        return {};
    if (count(request, "Host") == 1)
        for (const std::string_view name : { std::string_view("127.0.0.1"), std::string_view("localhost"),
                 std::string_view("[::1]"), std::string_view(rules.host) })
            if (host == fmt::format("{}:{}", name, port))
                return {};
    return refuse(421, "AccessDeniedException",
        fmt::format("The Host header must be 127.0.0.1:{0}, localhost:{0} or [::1]:{0}.", port));
}

Result<void> check_origin(const net::HttpRequest& request)
{
    if (count(request, "Origin") > 0)
        return refuse(403, "AccessDeniedException", "Web pages may not call this endpoint.");
    return {};
}

Result<void> check_method(const net::HttpRequest& request)
{
    if (request.target != "/")
        return refuse(404, "UnknownOperationException", "The only path is /.");
    if (request.method != "POST")
        return refuse(405, "UnknownOperationException", "The only method is POST.");
    return {};
}

Result<void> check_content_type(const net::HttpRequest& request)
{
    std::string type = only(request, "Content-Type");
    type.erase(std::min(type.find(';'), type.size()));
    while (!type.empty() && type.back() == ' ')
        type.pop_back();
    if (net::same_header_name(type, kContentType) || net::same_header_name(type, "application/json"))
        return {};
    return refuse(415, "SerializationException", fmt::format("The Content-Type header must be {}.", kContentType));
}

// In the scope of a signature.
std::string_view service_of(const net::HttpRequest& request)
{
    return only(request, "X-Amz-Target").starts_with(api::ecr_model().target_prefix() + ".") ? "ecr" : "ecs";
}

Result<void> check_signer(const net::HttpRequest& request, const Signature& signature, const RequestRules& rules,
    const Keys& keys, TimePoint now)
{
    const std::string* token = net::find_header(request.headers, "X-Amz-Security-Token");
    const auto secret = keys(signature.access_key, token ? *token : std::string());
    if (!secret)
        return refuse(403, "UnrecognizedClientException", "The security token included in the request is invalid.");
    return check_signature(request, signature, { *secret, rules.region, service_of(request), now });
}

Result<void> check_authorization(
    const net::HttpRequest& request, const RequestRules& rules, const Keys& keys, TimePoint now)
{
    if (rules.signatures == Signatures::Off)
        return {};
    if (count(request, "Authorization") > 1)
        return refuse(400, "IncompleteSignatureException", "The Authorization header occurs more than once.");
    const std::string* authorization = net::find_header(request.headers, "Authorization");
    const bool strict = rules.signatures == Signatures::Strict;
    if (!authorization)
        return strict ? refuse(403, "MissingAuthenticationTokenException", "Missing Authentication Token")
                      : Result<void>();
    const auto signature = parse_signature(*authorization);
    if (!signature)
        return fail(signature.error());
    return strict ? check_signer(request, *signature, rules, keys, now) : Result<void>();
}

Result<std::string> read_target(const net::HttpRequest& request)
{
    if (count(request, "X-Amz-Target") > 1)
        return refuse(400, "UnknownOperationException", "The X-Amz-Target header occurs more than once.");
    const std::string target = only(request, "X-Amz-Target");
    const auto dot = target.find('.');
    if (dot == std::string::npos)
        return refuse(400, "UnknownOperationException",
            "The X-Amz-Target header must name an operation, such as AmazonEC2ContainerServiceV20141113.ListClusters.");
    std::string name = target.substr(dot + 1);
    const auto* operation = api::find_operation(name);
    if (!operation || operation->target_prefix != target.substr(0, dot))
        return refuse(400, "UnknownOperationException", "The requested operation is not supported.");
    return name;
}

Result<Json> read_body(const net::HttpRequest& request)
{
    if (request.body.empty())
        return Json::object();
    auto input = parse_json(request.body);
    if (input && !input->is_object())
        return refuse(400, "SerializationException", "The body must be a JSON object.");
    return input;
}

std::string as_uuid(Id id)
{
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x40);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
    std::string text = id.hex();
    for (const std::size_t place : { 8, 13, 18, 23 })
        text.insert(place, 1, '-');
    return text;
}

// Messages may end with the place in the input that they are about, "(containerDefinitions[0].name)" or
// "(capacityProviders: web)", which the window's forms need. Those of ECS do not say it.
std::string without_place(std::string message)
{
    const auto start = message.rfind(" (");
    if (start == std::string::npos || !message.ends_with(')') || std::islower(message[start + 2]) == 0)
        return message;
    const std::string_view place = std::string_view(message).substr(start + 2);
    const auto path = place.substr(0, std::min(place.find(':'), place.size() - 1));
    const bool is_path = std::ranges::all_of(
        path, [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '[' || c == ']'; });
    if (is_path)
        message.resize(start);
    return message;
}

// What a request is refused with that has not even been read.
const char* code_of(int status)
{
    switch (status) {
    case 403:
        return "AccessDeniedException";
    case 408:
        return "RequestTimeoutException";
    case 413:
    case 431:
        return "RequestTooLargeException";
    default:
        return "SerializationException";
    }
}

// What the record of requests says of one before it is answered.
RequestRecord record_of(const net::HttpRequest& request, TimePoint now)
{
    RequestRecord record;
    record.started = now;
    record.peer = request.peer;
    const std::string target = only(request, "X-Amz-Target");
    record.operation = target.substr(target.find('.') + 1, kLongestName);
    if (const auto* authorization = net::find_header(request.headers, "Authorization"))
        if (const auto signature = parse_signature(*authorization))
            record.caller = signature->access_key.substr(0, kLongestName);
    return record;
}

std::string dump(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::string_view name_of(Signatures signatures)
{
    switch (signatures) {
    case Signatures::Off:
        return "off";
    case Signatures::Lenient:
        return "lenient";
    case Signatures::Strict:
        break;
    }
    return "strict";
}

Result<ApiRequest> read_request(
    const net::HttpRequest& request, const RequestRules& rules, const Keys& keys, TimePoint now)
{
    for (const auto& checked : { check_host(request, rules), check_origin(request), check_method(request),
             check_content_type(request), check_authorization(request, rules, keys, now) })
        if (!checked)
            return fail(checked.error());
    auto operation = read_target(request);
    if (!operation)
        return fail(operation.error());
    auto input = read_body(request);
    if (!input)
        return fail(input.error());
    return ApiRequest{ std::move(*operation), std::move(*input) };
}

net::HttpResponse write_response(const Result<Json>& result, const std::string& request_id)
{
    net::HttpResponse response;
    response.headers = { { "Content-Type", kContentType }, { "x-amzn-RequestId", request_id } };
    if (result) {
        response.body = result->is_binary() ? std::string(api::text_of_written(*result)) : dump(*result);
        return response;
    }
    const Error& error = result.error();
    const bool answered = error.http_status >= 400;
    const std::string code = answered ? error.code : "ServerException";
    response.status = answered ? error.http_status : 500;
    response.headers.push_back({ "x-amzn-ErrorType", code });
    Json body;
    body["__type"] = code;
    body["message"] = without_place(error.message);
    if (!error.resource_ids.empty())
        body["resourceIds"] = error.resource_ids;
    response.body = dump(body);
    return response;
}

Endpoint::Endpoint(ControlPlane& control)
    : control_(control)
{
}

net::HttpResponse Endpoint::refuse(int status, const std::string& why, const net::HttpRequest& request)
{
    return answered(record_of(request, control_.now()), fail(Error{ code_of(status), why, status }));
}

void Endpoint::handle(const net::HttpRequest& request, Function<void(net::HttpResponse)> respond)
{
    RequestRecord record = record_of(request, control_.now());
    auto asked = read(request, record.started);
    if (!asked) {
        respond(answered(std::move(record), fail(asked.error())));
        return;
    }
    control_.call(
        std::move(asked->operation), std::move(asked->input),
        [this, record = std::move(record), respond = std::move(respond)](
            const Result<Json>& result) mutable { respond(answered(std::move(record), result)); },
        Form::Text);
}

Result<ApiRequest> Endpoint::read(const net::HttpRequest& request, TimePoint now)
{
    const auto secret_of = [this, now](std::string_view access_key, std::string_view token) {
        return control_.secret_of(access_key, token, now);
    };
    auto asked = read_request(request, rules_, secret_of, now);
    if (asked && rules_.signatures == Signatures::Strict
        && !used_.use(parse_signature(only(request, "Authorization")).value().signature, now))
        return fail(
            Error{ "InvalidSignatureException", "The signature has been used before: sign each request anew.", 403 });
    if (asked && rules_.signatures == Signatures::Strict)
        if (const auto allowed = check_role(only(request, "X-Amz-Security-Token"), asked->operation); !allowed)
            return fail(allowed.error());
    return asked;
}

Result<void> Endpoint::check_role(const std::string& token, const std::string& operation) const
{
    if (token.empty())
        return {};
    const auto* role = control_.role_of(token);
    const std::string action
        = fmt::format("{}:{}", api::quayside_model().operation(operation) ? "quayside" : "ecs", operation);
    if (role && allows(*role, action))
        return {};
    return fail(Error{ "AccessDeniedException",
        fmt::format("User: arn:aws:sts::{}:assumed-role/{}/{} is not authorized to perform: {} on resource: *",
            control_.installation().account, role ? role->name : std::string(), token.substr(0, token.find('-')),
            action),
        400 });
}

net::HttpResponse Endpoint::answered(RequestRecord record, const Result<Json>& result)
{
    auto response = write_response(result, as_uuid(random_.id()));
    record.duration = std::max(control_.now() - record.started, Duration{});
    record.status = response.status;
    if (const auto* code = net::find_header(response.headers, "x-amzn-ErrorType"))
        record.error = *code;
    log::debug(kRoom, "{} of {}: {} {} after {} us", record.operation, record.peer, record.status, record.error,
        record.duration.count());
    control_.access().requests.add(std::move(record));
    return response;
}

Function<void(std::unique_ptr<net::WebSocket>)> Endpoint::upgrade(const net::HttpRequest& request)
{
    constexpr std::string_view path = "/session/";
    if (!check_host(request, rules_) || !request.target.starts_with(path))
        return {};
    std::string session = request.target.substr(path.size());
    session.erase(std::min(session.find('?'), session.size()));
    auto* sessions = control_.sessions();
    if (!sessions || !sessions->waits(session))
        return {};
    return [sessions, session](std::unique_ptr<net::WebSocket> client) { sessions->start(session, std::move(client)); };
}

} // namespace quayside::control
