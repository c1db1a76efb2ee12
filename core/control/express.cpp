#include "core/control/express.h"

#include "core/control/definition_rules.h"
#include "core/control/describe_parts.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

constexpr const char* kContainer = "Main";
constexpr std::int64_t kMostTasks = 5000;
constexpr std::int64_t kUsualMostTasks = 20;
constexpr std::int64_t kMostPercent = 100;
constexpr std::size_t kMostSubnets = 16;
constexpr std::size_t kMostSecurityGroups = 5;
constexpr std::size_t kLongestPath = 1024;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

void take(Json& into, const Json& input, const char* member)
{
    if (has(input, member))
        into[member] = input[member];
}

void take_parts(Json& into, const Json& input, const char* member)
{
    for (const auto& [part, value] : part_of(input, member).items())
        into[member][part] = value;
}

Json usual_configuration()
{
    return { { "cpu", "256" }, { "memory", "512" }, { "healthCheckPath", "/ping" },
        { "primaryContainer", { { "containerPort", 80 } } },
        { "scalingTarget", { { "autoScalingMetric", "AVERAGE_CPU" }, { "autoScalingTargetValue", 60 } } } };
}

Result<void> check_roles(const Json& configuration)
{
    for (const char* role : { "executionRoleArn", "infrastructureRoleArn", "taskRoleArn" }) {
        const auto arn = text_of(configuration, role);
        const bool is_role = arn.starts_with("arn:") && arn.find(":iam::") != std::string::npos
            && arn.find(":role/") != std::string::npos;
        if (has(configuration, role) && !is_role)
            return refuse(fmt::format("{} must be the ARN of an IAM role.", role));
    }
    return {};
}

Result<void> check_container(const Json& container)
{
    if (text_of(container, "image").empty())
        return refuse("primaryContainer.image can not be empty.");
    const auto port = number_of(container, "containerPort");
    if (port < 1 || port > 65535)
        return refuse("primaryContainer.containerPort must be between 1 and 65535.");
    if (has(container, "repositoryCredentials") && !has(container["repositoryCredentials"], "credentialsParameter"))
        return refuse("primaryContainer.repositoryCredentials.credentialsParameter is required.");
    return {};
}

Result<void> check_size(const Json& configuration)
{
    model::TaskDefinition sized;
    sized.document = { { "cpu", configuration["cpu"] }, { "memory", configuration["memory"] } };
    read_document(sized);
    if (!is_fargate_size(sized.cpu, sized.memory))
        return refuse("No Fargate configuration exists for given values. (cpu)");
    return {};
}

Result<void> check_path(const Json& configuration)
{
    const auto path = text_of(configuration, "healthCheckPath");
    if (!path.starts_with('/') || path.size() > kLongestPath
        || std::ranges::any_of(path, [](unsigned char c) { return c <= ' ' || c == 127; }))
        return refuse("healthCheckPath must begin with a slash, have no spaces and at most 1024 characters.");
    return {};
}

Result<void> check_network(const Json& network)
{
    if (part_of(network, "subnets").size() > kMostSubnets)
        return refuse(fmt::format("networkConfiguration.subnets: at most {} can be named.", kMostSubnets));
    if (part_of(network, "securityGroups").size() > kMostSecurityGroups)
        return refuse(
            fmt::format("networkConfiguration.securityGroups: at most {} can be named.", kMostSecurityGroups));
    return {};
}

// A bound that is not given makes room for the one that is.
Result<void> fill_scaling(Json& scaling)
{
    const bool bounded = has(scaling, "maxTaskCount");
    if (!has(scaling, "minTaskCount"))
        scaling["minTaskCount"] = bounded ? std::min<std::int64_t>(number_of(scaling, "maxTaskCount"), 1) : 1;
    if (!bounded)
        scaling["maxTaskCount"] = std::max(number_of(scaling, "minTaskCount"), kUsualMostTasks);
    const auto least = number_of(scaling, "minTaskCount");
    const auto most = number_of(scaling, "maxTaskCount");
    if (least < 0 || most < 1 || least > most || most > kMostTasks)
        return refuse(fmt::format("scalingTarget: minTaskCount must be at least 0 and not above maxTaskCount, and that "
                                  "between 1 and {}. (scalingTarget.minTaskCount)",
            kMostTasks));
    const auto value = number_of(scaling, "autoScalingTargetValue");
    const bool percent = text_of(scaling, "autoScalingMetric") != "REQUEST_COUNT_PER_TARGET";
    if (value < 1 || (percent && value > kMostPercent))
        return refuse(
            "scalingTarget.autoScalingTargetValue must be at least 1, and at most 100 where it is a percent.");
    return {};
}

Json log_configuration(const Json& given, const std::string& region)
{
    return { { "logDriver", "awslogs" },
        { "options",
            { { "awslogs-group", given["logGroup"] }, { "awslogs-region", region },
                { "awslogs-stream-prefix", given["logStreamPrefix"] } } } };
}

// The address of each task that can be reached from this machine. Nothing listens where containers are simulated.
Json ingress_paths(const Operation& operation, const model::ServiceRevision& revision)
{
    const auto& state = operation.state();
    const auto port = number_of(part_of(express_of(*revision.definition), "primaryContainer"), "containerPort");
    Json paths = Json::array();
    for (const auto& id : state.open_tasks_of({ revision.cluster, revision.service })) {
        const auto task = state.tasks().find(id);
        const auto deployment = state.deployments().find(task->spec->deployment);
        const auto instance = state.container_instances().find(task->container_instance);
        const auto engine = instance ? state.engines().find(instance->engine) : nullptr;
        if (task->last_status != model::TaskStatus::Running || !deployment
            || deployment->revision_number != revision.number || !engine
            || engine->kind == model::EngineKind::Simulated)
            continue;
        for (const auto& binding : task->containers.front().network_bindings)
            if (binding.container_port == port)
                paths.push_back({ { "accessType", "PRIVATE" },
                    { "endpoint",
                        fmt::format("http://{}:{}", binding.bind_ip == "0.0.0.0" ? "127.0.0.1" : binding.bind_ip,
                            binding.host_port) } });
    }
    return paths;
}

std::string reason_of(const model::Service& service, const Json& configurations)
{
    if (service.status != model::ServiceStatus::Active)
        return {};
    for (const auto& configuration : configurations)
        if (!configuration["ingressPaths"].empty())
            return "There is no gateway: each endpoint is the port that one task publishes on this machine.";
    return "There is no gateway, and no task that runs publishes its port on this machine.";
}

} // namespace

Result<Json> read_express(const Json& input, const Json& current)
{
    Json configuration = current.empty() ? usual_configuration() : current;
    for (const char* member :
        { "executionRoleArn", "infrastructureRoleArn", "taskRoleArn", "healthCheckPath", "cpu", "memory" })
        take(configuration, input, member);
    for (const char* member : { "primaryContainer", "scalingTarget", "networkConfiguration" })
        take_parts(configuration, input, member);
    for (const auto& checked :
        { check_roles(configuration), check_container(configuration["primaryContainer"]), check_size(configuration),
            check_path(configuration), check_network(part_of(configuration, "networkConfiguration")),
            fill_scaling(configuration["scalingTarget"]) })
        if (!checked)
            return fail(checked.error());
    return configuration;
}

Json express_definition(const Json& configuration, const std::string& family, const std::string& region)
{
    const Json& given = configuration["primaryContainer"];
    Json container = { { "name", kContainer }, { "image", given["image"] }, { "essential", true },
        { "portMappings", { { { "containerPort", given["containerPort"] }, { "protocol", "tcp" } } } } };
    for (const char* member : { "command", "environment", "secrets", "repositoryCredentials" })
        take(container, given, member);
    if (has(given, "awsLogsConfiguration"))
        container["logConfiguration"] = log_configuration(given["awsLogsConfiguration"], region);
    Json document = { { "family", family }, { "networkMode", "bridge" } };
    for (const char* member : { "cpu", "memory", "executionRoleArn", "taskRoleArn" })
        take(document, configuration, member);
    document["containerDefinitions"].push_back(std::move(container));
    document[kExpressMember] = configuration;
    return document;
}

const Json& express_of(const model::TaskDefinition& definition)
{
    return part_of(definition.document, kExpressMember);
}

bool is_express(const model::State& state, const model::Service& service)
{
    return !express_of(state, service).empty();
}

const Json& express_of(const model::State& state, const model::Service& service)
{
    static const Json none = Json::object();
    auto deployment = primary_of(state, service);
    const auto& history = state.deployments_of(service.key());
    if (!deployment && service.status == model::ServiceStatus::Inactive && !history.empty())
        deployment = state.deployments().find(history.rbegin()->second);
    const bool ours = deployment && service.controller == model::DeploymentController::Ecs;
    return ours ? express_of(*deployment->revision->definition) : none;
}

std::int64_t within_scaling(const Json& configuration, std::int64_t count)
{
    const Json& scaling = configuration["scalingTarget"];
    return std::clamp(count, number_of(scaling, "minTaskCount"), number_of(scaling, "maxTaskCount"));
}

Json describe_express(const Operation& operation, const model::ServiceRevision& revision)
{
    const ArnScope scope = arns(operation.installation);
    Json json = express_of(*revision.definition);
    json["serviceRevisionArn"] = scope.service_revision(revision.cluster, revision.service, revision.number);
    json["createdAt"] = to_epoch_seconds(revision.created_at);
    json["ingressPaths"] = ingress_paths(operation, revision);
    return json;
}

Json describe_express(const Operation& operation, const model::Service& service)
{
    const ArnScope scope = arns(operation.installation);
    Json configurations = Json::array();
    std::vector<std::uint64_t> shown;
    for (const auto number : service.deployments) {
        const auto& revision = operation.state().deployments().find(number)->revision;
        if (std::ranges::find(shown, revision->number) != shown.end())
            continue;
        shown.push_back(revision->number);
        configurations.push_back(describe_express(operation, *revision));
    }
    Json status = { { "statusCode", to_string(service.status) } };
    put_text(status, "statusReason", reason_of(service, configurations));
    Json json = { { "cluster", service.cluster }, { "serviceName", service.name },
        { "serviceArn", scope.service(service.cluster, service.name) },
        { "infrastructureRoleArn", text_of(express_of(operation.state(), service), "infrastructureRoleArn") },
        { "status", std::move(status) }, { "activeConfigurations", std::move(configurations) },
        { "createdAt", to_epoch_seconds(service.created_at) }, { "updatedAt", to_epoch_seconds(service.updated_at) } };
    if (const auto primary = primary_of(operation.state(), service))
        json["currentDeployment"] = scope.service_deployment(service.cluster, service.name, primary->number);
    return json;
}

} // namespace quayside::control
