#include "ui/forms/form_hints.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

namespace quayside::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Hint)
};

const QHash<QString, Hint>& hints()
{
    static const QHash<QString, Hint> table{
        { "RegisterTaskDefinitionRequest.cpu",
            { .label = QT_TRANSLATE_NOOP("Hint", "Task CPU"),
                .unit = QT_TRANSLATE_NOOP("Hint", "units"),
                .placeholder = QT_TRANSLATE_NOOP("Hint", "of its containers") } },
        { "RegisterTaskDefinitionRequest.memory",
            { .label = QT_TRANSLATE_NOOP("Hint", "Task memory"),
                .unit = "MiB",
                .placeholder = QT_TRANSLATE_NOOP("Hint", "of its containers") } },
        { "RegisterTaskDefinitionRequest.networkMode", { .placeholder = "bridge" } },
        { "RegisterTaskDefinitionRequest.containerDefinitions", { .label = QT_TRANSLATE_NOOP("Hint", "Containers") } },
        { "ContainerDefinition.image", { .placeholder = "repository:tag", .mono = true } },
        { "ContainerDefinition.essential",
            { .caption = QT_TRANSLATE_NOOP("Hint", "Task stops when this stops"), .on_by_default = true } },
        { "ContainerDefinition.cpu",
            { .unit = QT_TRANSLATE_NOOP("Hint", "units"),
                .placeholder = QT_TRANSLATE_NOOP("Hint", "shares what is left") } },
        { "ContainerDefinition.memory",
            { .label = QT_TRANSLATE_NOOP("Hint", "Memory limit"),
                .unit = "MiB",
                .placeholder = QT_TRANSLATE_NOOP("Hint", "none") } },
        { "ContainerDefinition.memoryReservation",
            { .label = QT_TRANSLATE_NOOP("Hint", "Reservation"),
                .unit = "MiB",
                .placeholder = QT_TRANSLATE_NOOP("Hint", "none") } },
        { "ContainerDefinition.portMappings", { .label = QT_TRANSLATE_NOOP("Hint", "Ports") } },
        { "ContainerDefinition.stopTimeout", { .unit = "s", .placeholder = "30" } },
        { "ContainerDefinition.entryPoint",
            { .placeholder = QT_TRANSLATE_NOOP("Hint", "of the image"), .mono = true } },
        { "ContainerDefinition.command", { .placeholder = QT_TRANSLATE_NOOP("Hint", "of the image"), .mono = true } },
        { "ContainerDefinition.workingDirectory",
            { .placeholder = QT_TRANSLATE_NOOP("Hint", "of the image"), .mono = true } },
        { "ContainerDefinition.user", { .placeholder = QT_TRANSLATE_NOOP("Hint", "of the image"), .mono = true } },
        { "PortMapping.containerPort", { .label = QT_TRANSLATE_NOOP("Hint", "Container") } },
        { "PortMapping.hostPort",
            { .label = QT_TRANSLATE_NOOP("Hint", "Host"), .placeholder = QT_TRANSLATE_NOOP("Hint", "dynamic") } },
        { "PortMapping.protocol", { .placeholder = "tcp" } },
        { "PortMapping.appProtocol", { .label = QT_TRANSLATE_NOOP("Hint", "Application") } },
        { "PortMapping.containerPortRange", { .label = QT_TRANSLATE_NOOP("Hint", "Range") } },
        { "ContainerDependency.containerName", { .label = QT_TRANSLATE_NOOP("Hint", "Container") } },
        { "KeyValuePair.name", { .mono = true } },
        { "KeyValuePair.value", { .mono = true, .empty_is_text = true } },
        { "Tag.value", { .empty_is_text = true } },
        { "ContainerOverride.name", { .label = QT_TRANSLATE_NOOP("Hint", "Container") } },
        { "ContainerOverride.memory",
            { .label = QT_TRANSLATE_NOOP("Hint", "Memory limit"),
                .unit = "MiB",
                .placeholder = QT_TRANSLATE_NOOP("Hint", "as defined") } },
        { "ContainerOverride.memoryReservation",
            { .label = QT_TRANSLATE_NOOP("Hint", "Reservation"),
                .unit = "MiB",
                .placeholder = QT_TRANSLATE_NOOP("Hint", "as defined") } },
        { "ContainerOverride.cpu",
            { .unit = QT_TRANSLATE_NOOP("Hint", "units"), .placeholder = QT_TRANSLATE_NOOP("Hint", "as defined") } },
        { "ContainerOverride.command", { .placeholder = QT_TRANSLATE_NOOP("Hint", "as defined"), .mono = true } },
        { "TaskOverride.containerOverrides", { .label = QT_TRANSLATE_NOOP("Hint", "Containers") } },
        { "TaskOverride.cpu",
            { .label = QT_TRANSLATE_NOOP("Hint", "Task CPU"),
                .unit = QT_TRANSLATE_NOOP("Hint", "units"),
                .placeholder = QT_TRANSLATE_NOOP("Hint", "as defined") } },
        { "TaskOverride.memory",
            { .label = QT_TRANSLATE_NOOP("Hint", "Task memory"),
                .unit = "MiB",
                .placeholder = QT_TRANSLATE_NOOP("Hint", "as defined") } },
        { "Slice.cpu",
            { .label = QT_TRANSLATE_NOOP("Hint", "CPU units"),
                .placeholder = QT_TRANSLATE_NOOP("Hint", "128 or more") } },
        { "Slice.memory",
            { .label = QT_TRANSLATE_NOOP("Hint", "Memory MiB"),
                .placeholder = QT_TRANSLATE_NOOP("Hint", "4 or more") } },
        { "Simulation.cpus", { .label = QT_TRANSLATE_NOOP("Hint", "CPUs"), .unit = "vCPU", .placeholder = "4" } },
        { "Simulation.memory", { .unit = "MiB", .placeholder = "8192" } },
        { "Simulation.pullSeconds",
            { .label = QT_TRANSLATE_NOOP("Hint", "Pull takes"), .unit = "s", .placeholder = "1.5" } },
        { "Simulation.startSeconds",
            { .label = QT_TRANSLATE_NOOP("Hint", "Start takes"), .unit = "s", .placeholder = "0.15" } },
        { "Simulation.stopSeconds",
            { .label = QT_TRANSLATE_NOOP("Hint", "Stop takes"), .unit = "s", .placeholder = "0.1" } },
        { "Simulation.cpuLoad",
            { .unit = QT_TRANSLATE_NOOP("Hint", "of what is asked for"),
                .placeholder = QT_TRANSLATE_NOOP("Hint", "each its own") } },
        { "Simulation.memoryLoad",
            { .unit = QT_TRANSLATE_NOOP("Hint", "of what is asked for"),
                .placeholder = QT_TRANSLATE_NOOP("Hint", "each its own") } },
        { "Slice.availabilityZone", { .label = QT_TRANSLATE_NOOP("Hint", "Zone") } },
        { "CreateClusterRequest.clusterName",
            { .label = QT_TRANSLATE_NOOP("Hint", "Name"), .placeholder = "default" } },
        { "RunTaskRequest.count", { .placeholder = "1" } },
        { "CreateServiceRequest.serviceName", { .label = QT_TRANSLATE_NOOP("Hint", "Name") } },
        { "CreateServiceRequest.taskDefinition",
            { .placeholder = QT_TRANSLATE_NOOP("Hint", "family, or family:revision") } },
        { "CreateServiceRequest.desiredCount",
            { .label = QT_TRANSLATE_NOOP("Hint", "Desired tasks"), .placeholder = "0" } },
        { "CreateServiceRequest.launchType",
            { .placeholder = QT_TRANSLATE_NOOP("Hint", "EC2, or as the cluster's default strategy") } },
        { "CreateServiceRequest.healthCheckGracePeriodSeconds",
            { .label = QT_TRANSLATE_NOOP("Hint", "Health grace period"), .unit = "s", .placeholder = "0" } },
        { "CreateServiceRequest.placementStrategy", { .label = QT_TRANSLATE_NOOP("Hint", "Placement strategy") } },
        { "CreateServiceRequest.placementConstraints",
            { .label = QT_TRANSLATE_NOOP("Hint", "Placement constraints") } },
        { "CreateServiceRequest.deploymentConfiguration", { .label = QT_TRANSLATE_NOOP("Hint", "Deployment") } },
        { "UpdateServiceRequest.taskDefinition", { .placeholder = QT_TRANSLATE_NOOP("Hint", "as it is") } },
        { "UpdateServiceRequest.desiredCount",
            { .label = QT_TRANSLATE_NOOP("Hint", "Desired tasks"),
                .placeholder = QT_TRANSLATE_NOOP("Hint", "as it is") } },
        { "UpdateServiceRequest.forceNewDeployment",
            { .label = QT_TRANSLATE_NOOP("Hint", "New deployment"),
                .caption = QT_TRANSLATE_NOOP("Hint", "Replace all tasks, also where nothing changed") } },
        { "UpdateServiceRequest.healthCheckGracePeriodSeconds",
            { .label = QT_TRANSLATE_NOOP("Hint", "Health grace period"), .unit = "s" } },
        { "UpdateServiceRequest.deploymentConfiguration", { .label = QT_TRANSLATE_NOOP("Hint", "Deployment") } },
        { "DeploymentConfiguration.strategy", { .placeholder = "ROLLING" } },
        { "DeploymentConfiguration.minimumHealthyPercent",
            { .label = QT_TRANSLATE_NOOP("Hint", "Min healthy"), .unit = "%", .placeholder = "100" } },
        { "DeploymentConfiguration.maximumPercent",
            { .label = QT_TRANSLATE_NOOP("Hint", "Max"), .unit = "%", .placeholder = "200" } },
        { "DeploymentConfiguration.bakeTimeInMinutes",
            { .label = QT_TRANSLATE_NOOP("Hint", "Bake time"), .unit = "min", .placeholder = "0" } },
        { "DeploymentConfiguration.deploymentCircuitBreaker",
            { .label = QT_TRANSLATE_NOOP("Hint", "Circuit breaker") } },
        { "DeploymentCircuitBreaker.enable",
            { .label = QT_TRANSLATE_NOOP("Hint", "Enabled"),
                .caption = QT_TRANSLATE_NOOP("Hint", "Stop when tasks keep failing") } },
        { "DeploymentCircuitBreaker.rollback",
            { .caption = QT_TRANSLATE_NOOP("Hint", "Return to the last revision that worked") } },
        { "LinearConfiguration.stepPercent", { .unit = "%" } },
        { "LinearConfiguration.stepBakeTimeInMinutes",
            { .label = QT_TRANSLATE_NOOP("Hint", "Wait after a step"), .unit = "min" } },
        { "CanaryConfiguration.canaryPercent", { .label = QT_TRANSLATE_NOOP("Hint", "First step"), .unit = "%" } },
        { "CanaryConfiguration.canaryBakeTimeInMinutes",
            { .label = QT_TRANSLATE_NOOP("Hint", "Wait after it"), .unit = "min" } },
        { "PlacementStrategy.field",
            { .placeholder = QT_TRANSLATE_NOOP("Hint", "what to spread over or pack by"),
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
            { "name", "image", "essential", "cpu", "memory", "memoryReservation", "portMappings", "dependsOn",
                "environment", "entryPoint", "command" } },
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
            { Words::tr("Balanced over zones"), Words::tr("Spread over zones, then over the instances in each"),
                R"([{"type":"spread","field":"attribute:ecs.availability-zone"},{"type":"spread","field":"instanceId"}])" },
            { Words::tr("Balanced over zones, packed"),
                Words::tr("Spread over zones, then as few instances as possible in each"),
                R"([{"type":"spread","field":"attribute:ecs.availability-zone"},{"type":"binpack","field":"memory"}])" },
            { Words::tr("Packed"), Words::tr("As few instances as possible, by memory"),
                R"([{"type":"binpack","field":"memory"}])" },
            { Words::tr("Random"), Words::tr("Any instance that fits"), R"([{"type":"random"}])" },
        };
    if (list.name == "PlacementConstraints")
        return {
            { Words::tr("One task on an instance"),
                Words::tr("No two tasks of the service on the same container instance"),
                R"([{"type":"distinctInstance"}])" },
            { Words::tr("Only on linux"), Words::tr("An expression to start from"),
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
    for (QString* words : { &hint.label, &hint.unit, &hint.placeholder, &hint.caption })
        if (!words->isEmpty())
            *words = Words::tr(words->toUtf8());
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
