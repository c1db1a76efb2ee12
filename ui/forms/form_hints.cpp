#include "ui/forms/form_hints.h"

#include <QHash>
#include <QSet>

namespace quayside::ui {

namespace {

const QHash<QString, Hint>& hints()
{
    static const QHash<QString, Hint> table{
        { "RegisterTaskDefinitionRequest.cpu",
            { .label = "Task CPU", .unit = "units", .placeholder = "of its containers" } },
        { "RegisterTaskDefinitionRequest.memory",
            { .label = "Task memory", .unit = "MiB", .placeholder = "of its containers" } },
        { "RegisterTaskDefinitionRequest.networkMode", { .placeholder = "bridge" } },
        { "RegisterTaskDefinitionRequest.containerDefinitions", { .label = "Containers" } },
        { "ContainerDefinition.image", { .placeholder = "repository:tag", .mono = true } },
        { "ContainerDefinition.essential", { .caption = "Task stops when this stops", .on_by_default = true } },
        { "ContainerDefinition.cpu", { .unit = "units", .placeholder = "shares what is left" } },
        { "ContainerDefinition.memory", { .label = "Memory limit", .unit = "MiB", .placeholder = "none" } },
        { "ContainerDefinition.memoryReservation", { .label = "Reservation", .unit = "MiB", .placeholder = "none" } },
        { "ContainerDefinition.portMappings", { .label = "Ports" } },
        { "ContainerDefinition.stopTimeout", { .unit = "s", .placeholder = "30" } },
        { "ContainerDefinition.entryPoint", { .placeholder = "of the image", .mono = true } },
        { "ContainerDefinition.command", { .placeholder = "of the image", .mono = true } },
        { "ContainerDefinition.workingDirectory", { .placeholder = "of the image", .mono = true } },
        { "ContainerDefinition.user", { .placeholder = "of the image", .mono = true } },
        { "PortMapping.containerPort", { .label = "Container" } },
        { "PortMapping.hostPort", { .label = "Host", .placeholder = "dynamic" } },
        { "PortMapping.protocol", { .placeholder = "tcp" } },
        { "PortMapping.appProtocol", { .label = "Application" } },
        { "PortMapping.containerPortRange", { .label = "Range" } },
        { "ContainerDependency.containerName", { .label = "Container" } },
        { "KeyValuePair.name", { .mono = true } },
        { "KeyValuePair.value", { .mono = true, .empty_is_text = true } },
        { "Tag.value", { .empty_is_text = true } },
        { "ContainerOverride.name", { .label = "Container" } },
        { "ContainerOverride.memory", { .label = "Memory limit", .unit = "MiB", .placeholder = "as defined" } },
        { "ContainerOverride.memoryReservation",
            { .label = "Reservation", .unit = "MiB", .placeholder = "as defined" } },
        { "ContainerOverride.cpu", { .unit = "units", .placeholder = "as defined" } },
        { "ContainerOverride.command", { .placeholder = "as defined", .mono = true } },
        { "TaskOverride.containerOverrides", { .label = "Containers" } },
        { "TaskOverride.cpu", { .label = "Task CPU", .unit = "units", .placeholder = "as defined" } },
        { "TaskOverride.memory", { .label = "Task memory", .unit = "MiB", .placeholder = "as defined" } },
        { "Slice.cpu", { .label = "CPU units", .placeholder = "128 or more" } },
        { "Slice.memory", { .label = "Memory MiB", .placeholder = "4 or more" } },
        { "Simulation.cpus", { .label = "CPUs", .unit = "vCPU", .placeholder = "4" } },
        { "Simulation.memory", { .unit = "MiB", .placeholder = "8192" } },
        { "Simulation.pullSeconds", { .label = "Pull takes", .unit = "s", .placeholder = "1.5" } },
        { "Simulation.startSeconds", { .label = "Start takes", .unit = "s", .placeholder = "0.15" } },
        { "Simulation.stopSeconds", { .label = "Stop takes", .unit = "s", .placeholder = "0.1" } },
        { "Simulation.cpuLoad", { .unit = "of what is asked for", .placeholder = "each its own" } },
        { "Simulation.memoryLoad", { .unit = "of what is asked for", .placeholder = "each its own" } },
        { "Slice.availabilityZone", { .label = "Zone" } },
        { "CreateClusterRequest.clusterName", { .label = "Name", .placeholder = "default" } },
        { "RunTaskRequest.count", { .placeholder = "1" } },
        { "CreateServiceRequest.serviceName", { .label = "Name" } },
        { "CreateServiceRequest.taskDefinition", { .placeholder = "family, or family:revision" } },
        { "CreateServiceRequest.desiredCount", { .label = "Desired tasks", .placeholder = "0" } },
        { "CreateServiceRequest.launchType", { .placeholder = "EC2, or as the cluster's default strategy" } },
        { "CreateServiceRequest.healthCheckGracePeriodSeconds",
            { .label = "Health grace period", .unit = "s", .placeholder = "0" } },
        { "CreateServiceRequest.placementStrategy", { .label = "Placement strategy" } },
        { "CreateServiceRequest.placementConstraints", { .label = "Placement constraints" } },
        { "CreateServiceRequest.deploymentConfiguration", { .label = "Deployment" } },
        { "UpdateServiceRequest.taskDefinition", { .placeholder = "as it is" } },
        { "UpdateServiceRequest.desiredCount", { .label = "Desired tasks", .placeholder = "as it is" } },
        { "UpdateServiceRequest.forceNewDeployment",
            { .label = "New deployment", .caption = "Replace all tasks, also where nothing changed" } },
        { "UpdateServiceRequest.healthCheckGracePeriodSeconds", { .label = "Health grace period", .unit = "s" } },
        { "UpdateServiceRequest.deploymentConfiguration", { .label = "Deployment" } },
        { "DeploymentConfiguration.strategy", { .placeholder = "ROLLING" } },
        { "DeploymentConfiguration.minimumHealthyPercent",
            { .label = "Min healthy", .unit = "%", .placeholder = "100" } },
        { "DeploymentConfiguration.maximumPercent", { .label = "Max", .unit = "%", .placeholder = "200" } },
        { "DeploymentConfiguration.bakeTimeInMinutes", { .label = "Bake time", .unit = "min", .placeholder = "0" } },
        { "DeploymentConfiguration.deploymentCircuitBreaker", { .label = "Circuit breaker" } },
        { "DeploymentCircuitBreaker.enable", { .label = "Enabled", .caption = "Stop when tasks keep failing" } },
        { "DeploymentCircuitBreaker.rollback", { .caption = "Return to the last revision that worked" } },
        { "LinearConfiguration.stepPercent", { .unit = "%" } },
        { "LinearConfiguration.stepBakeTimeInMinutes", { .label = "Wait after a step", .unit = "min" } },
        { "CanaryConfiguration.canaryPercent", { .label = "First step", .unit = "%" } },
        { "CanaryConfiguration.canaryBakeTimeInMinutes", { .label = "Wait after it", .unit = "min" } },
        { "PlacementStrategy.field",
            { .placeholder = "what to spread over or pack by",
                .mono = true,
                .suggestions = { "attribute:ecs.availability-zone", "instanceId", "cpu", "memory" } } },
        { "PlacementConstraint.expression",
            { .placeholder = "attribute:tier == front",
                .mono = true,
                .suggestions = { "attribute:ecs.availability-zone == ", "attribute:ecs.instance-type == ",
                    "attribute:ecs.os-type == linux", "runningTasksCount < ", "task:group == " } } },
        { "HealthCheck.interval", { .unit = "s", .placeholder = "30" } },
        { "HealthCheck.timeout", { .unit = "s", .placeholder = "5" } },
        { "HealthCheck.startPeriod", { .unit = "s", .placeholder = "0" } },
        { "HealthCheck.retries", { .placeholder = "3" } },
    };
    return table;
}

const QHash<QString, QStringList>& commons()
{
    static const QHash<QString, QStringList> table{
        { "RegisterTaskDefinitionRequest", { "family", "networkMode", "cpu", "memory", "containerDefinitions" } },
        { "ContainerDefinition",
            { "name", "image", "essential", "cpu", "memory", "memoryReservation", "portMappings", "dependsOn", "environment",
                "entryPoint", "command" } },
        { "ContainerOverride", { "name", "cpu", "memory", "command", "environment" } },
        { "TaskOverride", { "containerOverrides", "cpu", "memory" } },
        { "CreateClusterRequest", { "clusterName", "tags" } },
        { "RunTaskRequest", { "taskDefinition", "count", "cluster", "group" } },
        { "StartTaskRequest", { "taskDefinition", "containerInstances", "cluster", "group" } },
        { "PortMapping", { "containerPort", "hostPort", "protocol", "name" } },
        { "Attribute", { "name", "value" } },
        { "Slice", { "name", "cpu", "memory", "availabilityZone" } },
        { "CreateServiceRequest",
            { "serviceName", "cluster", "taskDefinition", "desiredCount", "launchType", "schedulingStrategy",
                "placementStrategy", "placementConstraints", "deploymentConfiguration" } },
        { "UpdateServiceRequest",
            { "service", "cluster", "taskDefinition", "desiredCount", "forceNewDeployment", "placementStrategy",
                "placementConstraints", "deploymentConfiguration" } },
        { "DeploymentConfiguration",
            { "strategy", "minimumHealthyPercent", "maximumPercent", "deploymentCircuitBreaker" } },
    };
    return table;
}

} // namespace

std::vector<ListTemplate> templates_of(const api::Shape& list)
{
    if (list.name == "PlacementStrategies")
        return {
            { "Balanced over zones", "Spread over zones, then over the instances in each",
                R"([{"type":"spread","field":"attribute:ecs.availability-zone"},{"type":"spread","field":"instanceId"}])" },
            { "Balanced over zones, packed", "Spread over zones, then as few instances as possible in each",
                R"([{"type":"spread","field":"attribute:ecs.availability-zone"},{"type":"binpack","field":"memory"}])" },
            { "Packed", "As few instances as possible, by memory", R"([{"type":"binpack","field":"memory"}])" },
            { "Random", "Any instance that fits", R"([{"type":"random"}])" },
        };
    if (list.name == "PlacementConstraints")
        return {
            { "One task on an instance", "No two tasks of the service on the same container instance",
                R"([{"type":"distinctInstance"}])" },
            { "Only on linux", "An expression to start from",
                R"([{"type":"memberOf","expression":"attribute:ecs.os-type == linux"}])" },
        };
    return {};
}

QString words_of(const std::string& member)
{
    static const QSet<QString> capitals{ "arn", "cpu", "dns", "ecs", "efs", "gpu", "iam", "id", "ipc", "ip", "json",
        "pid", "s3", "url" };
    QStringList words;
    const auto text = QString::fromStdString(member);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool starts
            = text[i].isUpper() && (i == 0 || text[i - 1].isLower() || (i + 1 < text.size() && text[i + 1].isLower()));
        if (words.isEmpty() || starts)
            words.append(QString());
        words.last() += text[i].toLower();
    }
    for (auto& word : words)
        if (capitals.contains(word))
            word = word.toUpper();
    auto sentence = words.join(' ');
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    return sentence;
}

Hint hint_of(const api::Shape& owner, const api::Member& member)
{
    auto hint = hints().value(QString::fromStdString(owner.name + "." + member.name));
    if (hint.label.isEmpty())
        hint.label = words_of(member.name);
    if (QString::fromStdString(member.name).endsWith("Arn"))
        hint.mono = true;
    return hint;
}

QStringList common_members(const api::Shape& shape)
{
    return commons().value(QString::fromStdString(shape.name));
}

} // namespace quayside::ui
