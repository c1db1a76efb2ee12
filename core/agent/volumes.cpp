#include "core/agent/volumes.h"

#include "core/agent/container_config.h"
#include "core/agent/container_options.h"
#include "core/docker/engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

namespace quayside::agent {

namespace {

std::string text(const Json& json)
{
    return json.is_string() ? json.get<std::string>() : std::string();
}

std::map<std::string, std::string> texts(const Json& object)
{
    std::map<std::string, std::string> all;
    if (object.is_object())
        for (const auto& [name, value] : object.items())
            all[name] = text(value);
    return all;
}

// One volume of a definition, and what it is here.
struct Source {
    std::string name; // a path of the engine's machine, or a volume of the engine
    std::optional<NeededVolume> needed;
    bool of_task = false;
};

docker::Labels our_labels(const AgentSettings& settings, const char* role)
{
    return { { docker::kInstallationLabel, settings.installation }, { docker::kRoleLabel, role } };
}

Source of_task(const AgentSettings& settings, const model::Task& task, const Json& volume, const Json& docker)
{
    Source source;
    source.of_task = true;
    source.name = volume_name(settings.installation, task, text(member(volume, "name")));
    docker::VolumeConfig config;
    config.name = source.name;
    if (const auto driver = text(member(docker, "driver")); !driver.empty())
        config.driver = driver;
    config.options = texts(member(docker, "driverOpts"));
    config.labels = our_labels(settings, kTaskVolume);
    config.labels[docker::kTaskLabel] = task.id.hex();
    config.labels.merge(texts(member(docker, "labels"))); // which cannot take the place of ours
    source.needed = { std::move(config), true };
    return source;
}

// It outlives the task and belongs to nobody: what is there is used as it is.
Source shared(const Json& volume, const Json& docker)
{
    Source source;
    source.name = text(member(volume, "name"));
    docker::VolumeConfig config;
    config.name = source.name;
    if (const auto driver = text(member(docker, "driver")); !driver.empty())
        config.driver = driver;
    config.options = texts(member(docker, "driverOpts"));
    config.labels = texts(member(docker, "labels"));
    source.needed = { std::move(config), member(docker, "autoprovision") == Json(true) };
    return source;
}

// What may be in a name of a directory or volume.
std::string plain(std::string name)
{
    std::ranges::replace_if(
        name,
        [](char c) {
            return !(
                (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_');
        },
        '-');
    return name;
}

// A file system of the cloud is a directory of this machine, or a volume of an engine elsewhere; all tasks that name it
// share it.
Source file_system(const AgentSettings& settings, const std::string& id, const std::string& root_directory)
{
    const auto root = std::filesystem::path("/" + root_directory).lexically_normal().string();
    Source source;
    if (!settings.file_systems.empty()) {
        source.name = settings.file_systems + "/" + plain(id) + (root == "/" ? "" : root);
        return source;
    }
    source.name = "quayside-fs-" + plain(id) + (root == "/" ? "" : plain(root));
    docker::VolumeConfig config;
    config.name = source.name;
    config.labels = our_labels(settings, "file-system");
    source.needed = { std::move(config), true };
    return source;
}

Source source_of(const AgentSettings& settings, const model::Task& task, const Json& volume)
{
    if (auto path = text(member(member(volume, "host"), "sourcePath")); !path.empty())
        return { std::move(path), std::nullopt, false };
    const Json& docker = member(volume, "dockerVolumeConfiguration");
    if (text(member(docker, "scope")) == "shared")
        return shared(volume, docker);
    const auto root = [](const Json& configuration) { return text(member(configuration, "rootDirectory")); };
    for (const char* kind : { "efsVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration" })
        if (const Json& configuration = member(volume, kind); configuration.is_object())
            return file_system(settings, text(member(configuration, "fileSystemId")), root(configuration));
    if (const Json& configuration = member(volume, "s3filesVolumeConfiguration"); configuration.is_object())
        return file_system(settings, text(member(configuration, "fileSystemArn")), root(configuration));
    return of_task(settings, task, volume, docker);
}

const Json* find_volume(const model::Task& task, const Json& name)
{
    for (const auto& volume : list_of(task.spec->definition->document, "volumes"))
        if (member(volume, "name") == name)
            return &volume;
    return nullptr;
}

const Json& mounts_of(const model::Task& task, std::size_t index)
{
    return list_of(container_document(*task.spec->definition, index), "mountPoints");
}

} // namespace

std::vector<NeededVolume> needed_volumes(const AgentSettings& settings, const model::Task& task, std::size_t index)
{
    std::vector<NeededVolume> needed;
    for (const auto& mount : mounts_of(task, index))
        if (const Json* volume = find_volume(task, member(mount, "sourceVolume")))
            if (auto source = source_of(settings, task, *volume); source.needed)
                needed.push_back(std::move(*source.needed));
    return needed;
}

std::vector<std::string> volumes_of(const AgentSettings& settings, const model::Task& task)
{
    std::vector<std::string> names;
    for (const auto& volume : list_of(task.spec->definition->document, "volumes"))
        if (auto source = source_of(settings, task, volume); source.of_task)
            names.push_back(std::move(source.name));
    return names;
}

Json binds(const AgentSettings& settings, const model::Task& task, std::size_t index)
{
    Json list = Json::array();
    for (const auto& mount : mounts_of(task, index)) {
        const Json* volume = find_volume(task, member(mount, "sourceVolume"));
        const auto inside = text(member(mount, "containerPath"));
        if (volume && !inside.empty())
            list.push_back(fmt::format("{}:{}{}", source_of(settings, task, *volume).name, inside,
                member(mount, "readOnly") == Json(true) ? ":ro" : ""));
    }
    return list;
}

Json volumes_from(const AgentSettings& settings, const model::Task& task, std::size_t index)
{
    Json list = Json::array();
    for (const auto& source : list_of(container_document(*task.spec->definition, index), "volumesFrom"))
        if (const auto name = sibling_name(settings.installation, task, text(member(source, "sourceContainer")));
            !name.empty())
            list.push_back(name + (member(source, "readOnly") == Json(true) ? ":ro" : ""));
    return list;
}

} // namespace quayside::agent
