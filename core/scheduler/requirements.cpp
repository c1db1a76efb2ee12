#include "core/scheduler/requirements.h"

#include <nlohmann/json.hpp>

#include <map>

namespace quayside::scheduler {

namespace {

// Capabilities, by what follows the common prefixes.
class Needs {
public:
    void docker(const std::string& what) { add("com.amazonaws.ecs.capability." + what); }
    void ecs(const std::string& what) { add("ecs.capability." + what); }
    void add(const std::string& name, const std::string& value = {}) { needs_[name] = value; }

    model::Attributes all() const
    {
        model::Attributes list;
        for (const auto& [name, value] : needs_)
            list.push_back({ name, value });
        return list;
    }

private:
    std::map<std::string, std::string> needs_;
};

bool has(const Json& json, const char* name)
{
    const auto found = json.find(name);
    return found != json.end() && !found->empty();
}

std::string text(const Json& json, const char* name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_true(const Json& json, const char* name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_boolean() && found->get<bool>();
}

void secrets(const Json& container, Needs& needs)
{
    if (!has(container, "secrets"))
        return;
    for (const auto& secret : container["secrets"]) {
        const bool manager = text(secret, "valueFrom").find(":secretsmanager:") != std::string::npos;
        needs.ecs(std::string("secrets.") + (manager ? "asm" : "ssm") + ".environment-variables");
    }
}

void logging(const Json& container, bool execution_role, Needs& needs)
{
    if (!has(container, "logConfiguration"))
        return;
    const auto driver = text(container["logConfiguration"], "logDriver");
    needs.docker("logging-driver." + driver);
    needs.docker("docker-remote-api.1.18");
    if (driver == "awslogs" && execution_role)
        needs.ecs("execution-role-awslogs");
}

void image(const Json& container, bool execution_role, Needs& needs)
{
    const auto name = text(container, "image");
    if (name.find(".dkr.ecr.") == std::string::npos || name.find(".amazonaws.com") == std::string::npos)
        return;
    needs.docker("ecr-auth");
    if (execution_role)
        needs.ecs("execution-role-ecr-pull");
}

void container_needs(const Json& container, bool execution_role, Needs& needs)
{
    image(container, execution_role, needs);
    logging(container, execution_role, needs);
    secrets(container, needs);
    if (is_true(container, "privileged"))
        needs.docker("privileged-container");
    if (has(container, "memoryReservation"))
        needs.docker("docker-remote-api.1.21");
    if (has(container, "healthCheck"))
        needs.ecs("container-health-check");
    if (has(container, "dependsOn") || has(container, "startTimeout") || has(container, "stopTimeout"))
        needs.ecs("container-ordering");
    if (has(container, "repositoryCredentials"))
        needs.ecs("private-registry-authentication.secretsmanager");
    if (has(container, "environmentFiles"))
        needs.ecs("env-files.s3");
    if (has(container, "firelensConfiguration"))
        needs.ecs("firelens." + text(container["firelensConfiguration"], "type"));
    if (has(container, "restartPolicy"))
        needs.ecs("container-restart-policy");
    if (has(container, "portMappings"))
        for (const auto& mapping : container["portMappings"])
            if (has(mapping, "containerPortRange"))
                needs.ecs("network.container-port-range");
}

void volume_needs(const Json& volume, Needs& needs)
{
    if (has(volume, "dockerVolumeConfiguration")) {
        const auto driver = text(volume["dockerVolumeConfiguration"], "driver");
        needs.ecs("docker-plugin." + (driver.empty() ? "local" : driver));
    }
    if (has(volume, "efsVolumeConfiguration")) {
        needs.ecs("efs");
        if (has(volume["efsVolumeConfiguration"], "authorizationConfig"))
            needs.ecs("efsAuth");
    }
    if (has(volume, "fsxWindowsFileServerVolumeConfiguration"))
        needs.ecs("fsxWindowsFileServer");
}

void platform_needs(const Json& document, Needs& needs)
{
    if (!has(document, "runtimePlatform"))
        return;
    const auto architecture = text(document["runtimePlatform"], "cpuArchitecture");
    const auto family = text(document["runtimePlatform"], "operatingSystemFamily");
    if (!architecture.empty())
        needs.add("ecs.cpu-architecture", architecture == "ARM64" ? "arm64" : "x86_64");
    if (!family.empty())
        needs.add("ecs.os-type", family.starts_with("WINDOWS") ? "windows" : "linux");
}

} // namespace

model::Attributes required_attributes(const model::TaskDefinition& definition)
{
    const Json& document = definition.document;
    const bool execution_role = has(document, "executionRoleArn");
    Needs needs;
    needs.docker("docker-remote-api.1.18");
    if (has(document, "containerDefinitions"))
        for (const auto& container : document["containerDefinitions"])
            container_needs(container, execution_role, needs);
    if (has(document, "volumes"))
        for (const auto& volume : document["volumes"])
            volume_needs(volume, needs);
    platform_needs(document, needs);
    if (has(document, "taskRoleArn"))
        needs.docker(
            definition.network_mode == model::NetworkMode::Host ? "task-iam-role-network-host" : "task-iam-role");
    if (definition.network_mode == model::NetworkMode::Awsvpc)
        needs.ecs("task-eni");
    if (has(document, "pidMode") || has(document, "ipcMode"))
        needs.ecs("pid-ipc-namespace-sharing");
    if (has(document, "cpu") || has(document, "memory"))
        needs.ecs("task-cpu-mem-limit");
    if (has(document, "proxyConfiguration"))
        needs.ecs("aws-appmesh");
    return needs.all();
}

} // namespace quayside::scheduler
