#include "core/endpoints/task_endpoint.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <utility>

namespace quayside::endpoints {

namespace {

constexpr std::string_view kAddress = "http://169.254.170.2";
constexpr std::string_view kCredentialsPath = "/v2/credentials/";
constexpr std::string_view kProtectionPath = "/task-protection/v1/state";

net::HttpResponse answer(int status, const Json& body)
{
    return { status, { { "Content-Type", "application/json" } },
        body.dump(-1, ' ', false, Json::error_handler_t::replace) };
}

// The part up to the next slash; `path` keeps the rest, slash included.
std::string_view take_part(std::string_view& path)
{
    const auto slash = std::min(path.find('/'), path.size());
    const auto part = path.substr(0, slash);
    path.remove_prefix(slash);
    return part;
}

bool starts_with_and_drop(std::string_view& path, std::string_view start)
{
    if (!path.starts_with(start))
        return false;
    path.remove_prefix(start.size());
    return true;
}

net::HttpResponse unknown_container(Version version, std::string_view id, bool whole_task)
{
    const auto v = version == Version::V4 ? "V4" : "V3";
    return answer(404,
        whole_task ? fmt::format("{} task metadata handler: unable to get task arn from request: unable to get task "
                                 "Arn from v3 endpoint ID: {}",
            v, id)
                   : fmt::format("{} container metadata handler: unable to get container ID from request: unable to "
                                 "get docker ID from v3 endpoint ID: {}",
                       v, id));
}

net::HttpResponse credentials_error(int status, std::string_view code, std::string_view message)
{
    Json body;
    body["code"] = code;
    body["message"] = fmt::format("CredentialsV2Request: {}", message);
    body["HTTPErrorCode"] = status;
    return answer(status, body);
}

Json describe(const std::string& role, const Credentials& credentials)
{
    Json body;
    body["RoleArn"] = role;
    body["AccessKeyId"] = credentials.access_key_id;
    body["SecretAccessKey"] = credentials.secret_access_key;
    body["Token"] = credentials.session_token;
    body["Expiration"] = rfc3339(credentials.expires_at);
    return body;
}

net::HttpResponse protection_error(int status, std::string_view code, std::string_view message)
{
    Json error;
    error["Code"] = code;
    error["Message"] = message;
    return answer(status, { { "error", std::move(error) } });
}

// {"ProtectionEnabled": true, "ExpiresInMinutes": 60} as UpdateTaskProtection wants it.
Result<Json> protection_input(const std::string& body)
{
    const auto refuse
        = [](std::string_view why) { return fail(Error::invalid_parameter(fmt::format("Invalid request: {}", why))); };
    auto given = parse_json(body);
    if (!given || !given->is_object())
        return refuse("the body must be a JSON object");
    for (const auto& [name, value] : given->items())
        if (name != "ProtectionEnabled" && name != "ExpiresInMinutes")
            return refuse(fmt::format("unknown field '{}'", name));
    const auto enabled = given->find("ProtectionEnabled");
    if (enabled == given->end())
        return refuse("does not contain 'ProtectionEnabled' field");
    Json input;
    input["protectionEnabled"] = *enabled;
    if (const auto minutes = given->find("ExpiresInMinutes"); minutes != given->end())
        input["expiresInMinutes"] = *minutes;
    return input;
}

// What the API says of one task, in the words of the agent.
net::HttpResponse protection_answer(const Json& reply)
{
    if (const auto& failures = reply.at("failures"); !failures.empty()) {
        Json failure;
        failure["Arn"] = failures[0].value("arn", "");
        failure["Detail"] = failures[0].value("detail", "");
        failure["Reason"] = failures[0].value("reason", "");
        return answer(200, { { "failure", std::move(failure) } });
    }
    const auto& task = reply.at("protectedTasks").at(0);
    Json protection;
    if (const auto expires = task.find("expirationDate"); expires != task.end())
        protection["ExpirationDate"]
            = rfc3339(TimePoint(std::chrono::milliseconds(static_cast<std::int64_t>(expires->get<double>() * 1000))));
    protection["ProtectionEnabled"] = task.at("protectionEnabled");
    protection["TaskArn"] = task.at("taskArn");
    return answer(200, { { "protection", std::move(protection) } });
}

} // namespace

TaskEndpoint::TaskEndpoint(const std::string& secret, TaskEndpointParts parts)
    : ids_(secret)
    , credentials_(secret)
    , parts_(std::move(parts))
{
}

std::vector<model::KeyValue> TaskEndpoint::variables(const model::Task& task, std::size_t index) const
{
    const std::string id = ids_.of_container(task.id, index);
    std::vector<model::KeyValue> list{ { "ECS_CONTAINER_METADATA_URI", fmt::format("{}/v3/{}", kAddress, id) },
        { "ECS_CONTAINER_METADATA_URI_V4", fmt::format("{}/v4/{}", kAddress, id) },
        { "ECS_AGENT_URI", fmt::format("{}/api/{}", kAddress, id) } };
    if (!task_role(*task.spec).empty())
        list.push_back({ "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            fmt::format("{}{}", kCredentialsPath, ids_.of_credentials(task.id)) });
    return list;
}

void TaskEndpoint::handle(const net::HttpRequest& request, Respond respond)
{
    const std::string_view target = request.target;
    std::string_view rest = target.substr(0, target.find('?'));
    if (starts_with_and_drop(rest, "/v4/"))
        metadata(request, Version::V4, rest, std::move(respond));
    else if (starts_with_and_drop(rest, "/v3/"))
        metadata(request, Version::V3, rest, std::move(respond));
    else if (starts_with_and_drop(rest, kCredentialsPath))
        role_credentials(request, rest, std::move(respond));
    else if (starts_with_and_drop(rest, "/v2/"))
        metadata_by_address(request, rest, std::move(respond));
    else if (starts_with_and_drop(rest, "/api/"))
        protection(request, rest, std::move(respond));
    else
        respond(answer(404, "404 page not found"));
}

void TaskEndpoint::metadata(const net::HttpRequest& request, Version version, std::string_view rest, Respond respond)
{
    if (request.method != "GET")
        return respond(answer(405, "The only method is GET."));
    const auto id = take_part(rest);
    const bool whole_task = rest.starts_with("/task");
    const auto found = ids_.find_container(id, parts_.documents.state);
    if (!found)
        return respond(unknown_container(version, id, whole_task));
    if (!rate_limit_.allow(found->task->id, parts_.now()))
        return respond(answer(429, "Too many requests"));
    if (rest.empty() || rest == "/")
        return respond(answer(200, container_document(parts_.documents, *found->task, found->index, version)));
    if (rest == "/task")
        return respond(answer(200, task_document(parts_.documents, *found->task, version)));
    if (rest == "/taskWithTags")
        return respond(answer(200, task_document_with_tags(parts_.documents, *found->task, version)));
    if (rest == "/stats")
        return stats(*found->task, found->index, version, std::move(respond));
    if (rest == "/task/stats")
        return stats_of_all(*found->task, version, std::move(respond));
    respond(answer(404, "404 page not found"));
}

// The one that runs with this address, if only one does.
model::TaskPtr TaskEndpoint::task_at(std::string_view address) const
{
    model::TaskPtr found;
    for (const auto& [id, task] : parts_.documents.state.tasks()) {
        if (task->last_status >= model::TaskStatus::Stopped || task->network_interfaces.empty()
            || task->network_interfaces.front().private_ipv4_address != address)
            continue;
        if (found)
            return nullptr;
        found = task;
    }
    return found;
}

// The shapes are those of version 3.
void TaskEndpoint::metadata_by_address(const net::HttpRequest& request, std::string_view rest, Respond respond)
{
    if (request.method != "GET")
        return respond(answer(405, "The only method is GET."));
    const auto what = take_part(rest);
    if (what != "metadata" && what != "metadataWithTags" && what != "stats")
        return respond(answer(404, "404 page not found"));
    const std::string_view peer = request.peer;
    const auto address = peer.substr(0, peer.rfind(':'));
    const auto task = task_at(address);
    if (!task)
        return respond(answer(
            400, fmt::format("Unable to get task arn from request: unable to associate '{}' with task", address)));
    if (!rate_limit_.allow(task->id, parts_.now()))
        return respond(answer(429, "Too many requests"));
    starts_with_and_drop(rest, "/");
    const auto container = take_part(rest);
    if (container.empty() && what == "stats")
        return stats_of_all(*task, Version::V3, std::move(respond));
    if (container.empty())
        return respond(answer(200,
            what == "metadata" ? task_document(parts_.documents, *task, Version::V3)
                               : task_document_with_tags(parts_.documents, *task, Version::V3)));
    for (std::size_t i = 0; i < task->containers.size(); ++i)
        if (task->containers[i].runtime_id == container) {
            if (what == "stats")
                return stats(*task, i, Version::V3, std::move(respond));
            return respond(answer(200, container_document(parts_.documents, *task, i, Version::V3)));
        }
    respond(answer(400, fmt::format("Unable to find container '{}' in the task", container)));
}

void TaskEndpoint::stats(const model::Task& task, std::size_t index, Version version, Respond respond)
{
    parts_.stats(task, index, [version, respond = std::move(respond)](Json stats) {
        if (version == Version::V3 && stats.is_object())
            stats.erase("network_rate_stats");
        respond(answer(200, stats));
    });
}

// By the engine's ids. Those that the engine does not have yet are left out.
void TaskEndpoint::stats_of_all(const model::Task& task, Version version, Respond respond)
{
    struct Gathered {
        Json all = Json::object();
        std::size_t missing = 1; // the caller
        Respond respond;
        void one_less()
        {
            if (--missing == 0)
                respond(answer(200, all));
        }
    };
    auto gathered = std::make_shared<Gathered>();
    gathered->respond = std::move(respond);
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
        const auto& id = task.containers[i].runtime_id;
        if (id.empty())
            continue;
        ++gathered->missing;
        parts_.stats(task, i, [version, gathered, id](Json stats) {
            if (version == Version::V3 && stats.is_object())
                stats.erase("network_rate_stats");
            gathered->all[id] = std::move(stats);
            gathered->one_less();
        });
    }
    gathered->one_less();
}

void TaskEndpoint::role_credentials(const net::HttpRequest& request, std::string_view id, Respond respond)
{
    if (request.method != "GET")
        return respond(answer(405, "The only method is GET."));
    if (id.empty())
        return respond(credentials_error(400, "NoIdInRequest", "No Credential ID in the request"));
    const auto task = ids_.find_credentials(id, parts_.documents.state);
    const auto role = task && task->desired_status == model::DesiredStatus::Running ? task_role(*task->spec) : "";
    if (role.empty())
        return respond(credentials_error(400, "InvalidIdInRequest", "Credentials not found"));
    if (!rate_limit_.allow(task->id, parts_.now()))
        return respond(answer(429, "Too many requests"));
    parts_.assume(*task, role,
        [role, made = credentials_.issue(task->id, parts_.now()), respond = std::move(respond)](
            const Result<std::optional<Credentials>>& assumed) {
            if (assumed)
                respond(answer(200, describe(role, assumed->value_or(made))));
            else
                respond(credentials_error(500, "InternalServerError", assumed.error().message));
        });
}

void TaskEndpoint::protection(const net::HttpRequest& request, std::string_view rest, Respond respond)
{
    const auto found = ids_.find_container(take_part(rest), parts_.documents.state);
    if (!found || rest != kProtectionPath)
        return respond(protection_error(404, "ResourceNotFoundException", "Failed to find a task for the request"));
    if (!rate_limit_.allow(found->task->id, parts_.now()))
        return respond(answer(429, "Too many requests"));
    if (request.method == "GET")
        return call_protection(*found->task, "GetTaskProtection", Json::object(), std::move(respond));
    if (request.method != "PUT")
        return respond(answer(405, "The methods are GET and PUT."));
    auto input = protection_input(request.body);
    if (!input)
        return respond(protection_error(400, "InvalidParameterException", input.error().message));
    call_protection(*found->task, "UpdateTaskProtection", std::move(*input), std::move(respond));
}

void TaskEndpoint::call_protection(const model::Task& task, std::string operation, Json input, Respond respond)
{
    input["cluster"] = task.spec->cluster;
    input["tasks"] = Json::array({ task.id.hex() });
    parts_.call(std::move(operation), std::move(input), [respond = std::move(respond)](Result<Json> reply) mutable {
        if (reply)
            respond(protection_answer(*reply));
        else
            respond(protection_error(reply.error().http_status >= 400 ? reply.error().http_status : 500,
                reply.error().code, reply.error().message));
    });
}

} // namespace quayside::endpoints
