#include "core/model/field_effects.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace quayside::model {

namespace {

// Elements of lists are written as []; maps end a path.
constexpr std::string_view kAsOnEcs[] = {
    "family",
    "networkMode",
    "containerDefinitions",
    "volumes",
    "placementConstraints",
    "placementConstraints[].type",
    "placementConstraints[].expression",
    "requiresCompatibilities",
    "tags",
    "tags[].key",
    "tags[].value",
    "pidMode",
    "ipcMode",
    "runtimePlatform",
    "runtimePlatform.cpuArchitecture",
    "runtimePlatform.operatingSystemFamily",
    "containerDefinitions[].name",
    "containerDefinitions[].image",
    "containerDefinitions[].cpu",
    "containerDefinitions[].memory",
    "containerDefinitions[].memoryReservation",
    "containerDefinitions[].links",
    "containerDefinitions[].repositoryCredentials.credentialsParameter",
    "containerDefinitions[].portMappings",
    "containerDefinitions[].portMappings[].containerPort",
    "containerDefinitions[].portMappings[].hostPort",
    "containerDefinitions[].portMappings[].protocol",
    "containerDefinitions[].portMappings[].containerPortRange",
    "containerDefinitions[].essential",
    "containerDefinitions[].restartPolicy",
    "containerDefinitions[].restartPolicy.enabled",
    "containerDefinitions[].restartPolicy.ignoredExitCodes",
    "containerDefinitions[].restartPolicy.restartAttemptPeriod",
    "containerDefinitions[].entryPoint",
    "containerDefinitions[].command",
    "containerDefinitions[].environment",
    "containerDefinitions[].environment[].name",
    "containerDefinitions[].environment[].value",
    "containerDefinitions[].environmentFiles[].value",
    "containerDefinitions[].environmentFiles[].type",
    "containerDefinitions[].mountPoints",
    "containerDefinitions[].mountPoints[].sourceVolume",
    "containerDefinitions[].mountPoints[].containerPath",
    "containerDefinitions[].mountPoints[].readOnly",
    "containerDefinitions[].volumesFrom",
    "containerDefinitions[].volumesFrom[].sourceContainer",
    "containerDefinitions[].volumesFrom[].readOnly",
    "containerDefinitions[].linuxParameters",
    "containerDefinitions[].linuxParameters.capabilities",
    "containerDefinitions[].linuxParameters.capabilities.add",
    "containerDefinitions[].linuxParameters.capabilities.drop",
    "containerDefinitions[].linuxParameters.devices",
    "containerDefinitions[].linuxParameters.devices[].hostPath",
    "containerDefinitions[].linuxParameters.devices[].containerPath",
    "containerDefinitions[].linuxParameters.devices[].permissions",
    "containerDefinitions[].linuxParameters.initProcessEnabled",
    "containerDefinitions[].linuxParameters.sharedMemorySize",
    "containerDefinitions[].linuxParameters.tmpfs",
    "containerDefinitions[].linuxParameters.tmpfs[].containerPath",
    "containerDefinitions[].linuxParameters.tmpfs[].size",
    "containerDefinitions[].linuxParameters.tmpfs[].mountOptions",
    "containerDefinitions[].linuxParameters.maxSwap",
    "containerDefinitions[].linuxParameters.swappiness",
    "containerDefinitions[].secrets[].name",
    "containerDefinitions[].secrets[].valueFrom",
    "containerDefinitions[].dependsOn",
    "containerDefinitions[].dependsOn[].containerName",
    "containerDefinitions[].dependsOn[].condition",
    "containerDefinitions[].startTimeout",
    "containerDefinitions[].stopTimeout",
    "containerDefinitions[].hostname",
    "containerDefinitions[].user",
    "containerDefinitions[].workingDirectory",
    "containerDefinitions[].disableNetworking",
    "containerDefinitions[].privileged",
    "containerDefinitions[].readonlyRootFilesystem",
    "containerDefinitions[].dnsServers",
    "containerDefinitions[].dnsSearchDomains",
    "containerDefinitions[].extraHosts",
    "containerDefinitions[].extraHosts[].hostname",
    "containerDefinitions[].extraHosts[].ipAddress",
    "containerDefinitions[].dockerSecurityOptions",
    "containerDefinitions[].interactive",
    "containerDefinitions[].pseudoTerminal",
    "containerDefinitions[].dockerLabels",
    "containerDefinitions[].ulimits",
    "containerDefinitions[].ulimits[].name",
    "containerDefinitions[].ulimits[].softLimit",
    "containerDefinitions[].ulimits[].hardLimit",
    "containerDefinitions[].logConfiguration",
    "containerDefinitions[].logConfiguration.secretOptions[].name",
    "containerDefinitions[].logConfiguration.secretOptions[].valueFrom",
    "containerDefinitions[].healthCheck",
    "containerDefinitions[].healthCheck.command",
    "containerDefinitions[].healthCheck.interval",
    "containerDefinitions[].healthCheck.timeout",
    "containerDefinitions[].healthCheck.retries",
    "containerDefinitions[].healthCheck.startPeriod",
    "containerDefinitions[].systemControls",
    "containerDefinitions[].systemControls[].namespace",
    "containerDefinitions[].systemControls[].value",
    "containerDefinitions[].resourceRequirements",
    "containerDefinitions[].resourceRequirements[].value",
    "volumes[].name",
    "volumes[].host",
    "volumes[].host.sourcePath",
    "volumes[].dockerVolumeConfiguration",
    "volumes[].dockerVolumeConfiguration.scope",
    "volumes[].dockerVolumeConfiguration.autoprovision",
    "volumes[].dockerVolumeConfiguration.driver",
    "volumes[].dockerVolumeConfiguration.driverOpts",
    "volumes[].dockerVolumeConfiguration.labels",
    "volumes[].efsVolumeConfiguration.fileSystemId",
    "volumes[].efsVolumeConfiguration.rootDirectory",
    "volumes[].s3filesVolumeConfiguration.fileSystemArn",
    "volumes[].s3filesVolumeConfiguration.rootDirectory",
    "volumes[].fsxWindowsFileServerVolumeConfiguration.fileSystemId",
    "volumes[].fsxWindowsFileServerVolumeConfiguration.rootDirectory",
    "overrides.containerOverrides",
    "overrides.containerOverrides[].name",
    "overrides.containerOverrides[].command",
    "overrides.containerOverrides[].environment",
    "overrides.containerOverrides[].environment[].name",
    "overrides.containerOverrides[].environment[].value",
    "overrides.containerOverrides[].environmentFiles[].value",
    "overrides.containerOverrides[].environmentFiles[].type",
    "overrides.containerOverrides[].cpu",
    "overrides.containerOverrides[].memory",
    "overrides.containerOverrides[].memoryReservation",
    "overrides.containerOverrides[].resourceRequirements",
    "overrides.containerOverrides[].resourceRequirements[].value",
    "overrides.cpu",
    "overrides.memory",
};

bool always(const Json&)
{
    return true;
}

bool not_empty(const Json& value)
{
    return !value.empty();
}

bool is_text(const Json& json, const char* member, std::string_view text)
{
    const auto found = json.find(member);
    return found != json.end() && found->is_string() && found->get_ref<const std::string&>() == text;
}

constexpr const char* kLimits = "On an engine of this machine, with Quayside run by root, the containers have it "
                                "together. Elsewhere each of them "
                                "has it as its limit.";
constexpr const char* kTaskRole
    = "Its credentials are good for the API of this installation alone. In the network modes host and none, tasks are "
      "told of them only on an engine of this machine, with Quayside run by root.";
constexpr const char* kExecutionRole
    = "Images, secrets and files are fetched from what is kept here: no role is needed.";
constexpr const char* kFiles = "Read from buckets/BUCKET/KEY in the state directory of this installation, not from S3.";
constexpr const char* kSecrets = "Looked up in the secrets of this installation, not in AWS.";
constexpr const char* kConnect = "There is no Service Connect here that would use it.";
constexpr const char* kDisk = "The disk space of containers is not limited: few file systems let an engine do that.";
constexpr const char* kAccelerators = "There are no Elastic Inference accelerators any more.";
constexpr const char* kFileSystem
    = "A directory file-systems/ID of the state directory stands for the file system, or on an engine elsewhere a "
      "volume. Tasks that name the same one share it.";
constexpr const char* kNoWay = "The file system is not reached over a network here.";
constexpr const char* kLogs = "Kept in five files of 20 MB on the engine, and shown in the log viewer. Nothing is sent "
                              "anywhere.";
constexpr const char* kLogOptions = "Of the options, only mode and max-buffer-size count for logs that are kept here.";

// What is not as on ECS, if `applies` to the value; `among` gets the object that has the member instead.
struct Exception {
    std::string_view path;
    FieldEffect effect;
    const char* reason;
    bool (*applies)(const Json& value) = always;
    bool (*among)(const Json& object) = always;
};

bool has_several_containers(const Json& definition)
{
    const auto containers = definition.find("containerDefinitions");
    return containers != definition.end() && containers->size() > 1;
}

bool is_replaced_driver(const Json& logs)
{
    return is_text(logs, "logDriver", "awslogs") || is_text(logs, "logDriver", "awsfirelens");
}

bool is_enabled(const Json& value)
{
    return value == Json("enabled");
}

bool is_accelerator(const Json& value)
{
    return value == Json("InferenceAccelerator");
}

bool is_true(const Json& value)
{
    return value == Json(true);
}

constexpr auto Differs = FieldEffect::Differs;
constexpr auto None = FieldEffect::None;

constexpr Exception kExceptions[] = {
    { "taskRoleArn", Differs, kTaskRole },
    { "executionRoleArn", None, kExecutionRole },
    { "cpu", Differs, kLimits, always, has_several_containers },
    { "memory", Differs, kLimits, always, has_several_containers },
    { "proxyConfiguration", None, "There is no App Mesh here: no connection is redirected." },
    { "inferenceAccelerators", None, kAccelerators, not_empty },
    { "ephemeralStorage", None, kDisk },
    { "enableFaultInjection", None, "There is no endpoint for faults here.", is_true },
    { "containerDefinitions[].repositoryCredentials", Differs, kSecrets },
    { "containerDefinitions[].portMappings[].name", None, kConnect },
    { "containerDefinitions[].portMappings[].appProtocol", None, kConnect },
    { "containerDefinitions[].environmentFiles", Differs, kFiles, not_empty },
    { "containerDefinitions[].secrets", Differs, kSecrets, not_empty },
    { "containerDefinitions[].versionConsistency", Differs,
        "All tasks of one deployment of a service run what the tag meant for its first. A task of no service starts "
        "the "
        "image that its engine has or pulls by this name.",
        is_enabled },
    { "containerDefinitions[].logConfiguration.logDriver", Differs, kLogs, always, is_replaced_driver },
    { "containerDefinitions[].logConfiguration.options", None, kLogOptions, not_empty, is_replaced_driver },
    { "containerDefinitions[].logConfiguration.secretOptions", None, kLogOptions, not_empty, is_replaced_driver },
    { "containerDefinitions[].resourceRequirements[].type", None, kAccelerators, is_accelerator },
    { "containerDefinitions[].firelensConfiguration", None,
        "There is no log router here: the container runs as any other." },
    { "containerDefinitions[].credentialSpecs", None, "Containers here are in no Windows domain.", not_empty },
    { "volumes[].efsVolumeConfiguration", Differs, kFileSystem },
    { "volumes[].efsVolumeConfiguration.transitEncryption", None, kNoWay },
    { "volumes[].efsVolumeConfiguration.transitEncryptionPort", None, kNoWay },
    { "volumes[].efsVolumeConfiguration.authorizationConfig", None, kNoWay },
    { "volumes[].s3filesVolumeConfiguration", Differs, kFileSystem },
    { "volumes[].s3filesVolumeConfiguration.transitEncryptionPort", None, kNoWay },
    { "volumes[].s3filesVolumeConfiguration.accessPointArn", None, kNoWay },
    { "volumes[].fsxWindowsFileServerVolumeConfiguration", Differs, kFileSystem },
    { "volumes[].fsxWindowsFileServerVolumeConfiguration.authorizationConfig", None, kNoWay },
    { "volumes[].configuredAtLaunch", Differs,
        "A volume of the engine, made for the task and removed with it, stands for the EBS volume.", is_true },
    { "overrides.taskRoleArn", Differs, kTaskRole },
    { "overrides.executionRoleArn", None, kExecutionRole },
    { "overrides.ephemeralStorage", None, kDisk },
    { "overrides.inferenceAcceleratorOverrides", None, kAccelerators, not_empty },
    { "overrides.containerOverrides[].environmentFiles", Differs, kFiles, not_empty },
    { "overrides.containerOverrides[].resourceRequirements[].type", None, kAccelerators, is_accelerator },
};

bool is_as_on_ecs(std::string_view path)
{
    return std::ranges::find(kAsOnEcs, path) != std::end(kAsOnEcs);
}

const Exception* find_exception(std::string_view path)
{
    const auto found = std::ranges::find(kExceptions, path, &Exception::path);
    return found == std::end(kExceptions) ? nullptr : found;
}

// Of maps, the members are the user's.
bool is_map(std::string_view path)
{
    constexpr std::string_view maps[] = { ".dockerLabels", ".options", ".driverOpts", ".labels" };
    return std::ranges::any_of(maps, [path](std::string_view map) { return path.ends_with(map); });
}

class Walk {
public:
    // `rule` is the path as the table has it, `path` as it is in the document.
    void object(const Json& object, const std::string& rule, const std::string& path)
    {
        for (const auto& [name, value] : object.items())
            member(object, value, rule + name, path + name);
    }

    std::vector<KeptField> take() { return std::move(found_); }

private:
    void member(const Json& object, const Json& value, const std::string& rule, const std::string& path)
    {
        const Exception* exception = find_exception(rule);
        if (!exception && !is_as_on_ecs(rule)) {
            found_.push_back({ path, FieldEffect::None, "The API has no such member; it is kept as it was given." });
            return;
        }
        const bool applies = exception && exception->applies(value) && exception->among(object);
        if (applies)
            found_.push_back({ path, exception->effect, exception->reason });
        if (!is_map(rule) && !(applies && exception->effect == FieldEffect::None))
            inside(value, rule, path);
    }

    void inside(const Json& value, const std::string& rule, const std::string& path)
    {
        if (value.is_object())
            return object(value, rule + '.', path + '.');
        if (!value.is_array())
            return;
        for (std::size_t i = 0; i < value.size(); ++i)
            inside(value[i], rule + "[]", path + '[' + std::to_string(i) + ']');
    }

    std::vector<KeptField> found_;
};

} // namespace

std::vector<KeptField> kept_fields(const Json& definition)
{
    Walk walk;
    if (definition.is_object())
        walk.object(definition, {}, {});
    return walk.take();
}

std::vector<KeptField> kept_override_fields(const Json& overrides)
{
    Walk walk;
    if (overrides.is_object())
        walk.object(overrides, "overrides.", "overrides.");
    return walk.take();
}

bool has_verdict(std::string_view path)
{
    if (is_as_on_ecs(path) || find_exception(path))
        return true;
    for (auto end = path.rfind('.'); end != std::string_view::npos && end > 0; end = path.rfind('.', end - 1)) {
        auto parent = path.substr(0, end);
        if (parent.ends_with("[]"))
            parent.remove_suffix(2);
        const Exception* exception = find_exception(parent);
        if (exception && exception->effect == FieldEffect::None)
            return true;
    }
    return false;
}

} // namespace quayside::model
