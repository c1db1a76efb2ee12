#include "core/control/foreign_agent.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/files/file_jobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace quayside::control {

namespace {

namespace fs = std::filesystem;
using docker::FileStat;
using files::FileJob;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Result<std::size_t> container_of(const model::Task& task, const Json& input)
{
    const auto& containers = task.spec->definition->containers;
    const auto name = text_of(input, "container");
    if (name.empty() && containers.size() > 1)
        return refuse("container: name one, for the task has several.");
    const auto found
        = name.empty() ? containers.begin() : std::ranges::find(containers, name, &model::ContainerDefinition::name);
    if (found == containers.end())
        return refuse("container: the task has no container " + name + ".");
    return static_cast<std::size_t>(found - containers.begin());
}

// Each call of these operations is given them.
// The container that cluster, task and container of the input mean; it need not run, but be there.
Result<files::Place> place_of(const SlowOperation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state, input);
    if (!cluster)
        return fail(cluster.error());
    const auto task = require_task(operation.state, (*cluster)->name, text_of(input, "task"));
    if (!task)
        return fail(task.error());
    const auto index = container_of(**task, input);
    if (!index)
        return fail(index.error());
    const auto instance = operation.state.container_instances().find((*task)->container_instance);
    const auto& container = (*task)->containers[*index];
    const auto& name = (*task)->spec->definition->containers[*index].name;
    if (!instance || is_foreign(*instance) || !operation.engines.find(instance->engine))
        return fail(Error::client("The engine of the task is not registered here, so its files cannot be reached."));
    if (container.runtime_id.empty())
        return fail(Error::client(fmt::format("The container {} has not been created.", name)));
    return files::Place{ instance->engine, (*task)->id, name, container.runtime_id };
}

Result<std::string> container_path(const Json& input, const char* member)
{
    auto path = text_of(input, member);
    if (!path.starts_with('/') || path.find('\0') != std::string::npos)
        return refuse(fmt::format("{}: give an absolute path in the container.", member));
    return path;
}

Result<std::string> local_path(const Json& input, const char* member)
{
    auto path = text_of(input, member);
    if (!fs::path(path).is_absolute() || path.find('\0') != std::string::npos)
        return refuse(fmt::format("{}: give an absolute path on the machine of Quayside.", member));
    return path;
}

Json describe(const SlowOperation& operation, const FileJob& job)
{
    const auto engine = operation.state.engines().find(job.place.engine);
    const auto task = operation.state.tasks().find(job.place.task);
    Json json
        = { { "jobId", job.number }, { "kind", files::name_of(job.kind) }, { "status", files::name_of(job.status) },
              { "engine", engine ? engine->name : job.place.engine.hex() }, { "container", job.place.container },
              { "path", job.path }, { "localPath", job.local }, { "message", job.message }, { "current", job.current },
              { "total", job.total }, { "startedAt", to_epoch_seconds(job.started_at) } };
    if (task)
        json["taskArn"] = arns(operation.installation).task(task->spec->cluster, task->id);
    if (job.ended_at != kNever)
        json["endedAt"] = to_epoch_seconds(job.ended_at);
    return json;
}

void reply_with(const SlowOperation& operation, std::uint64_t number, const client::Reply& reply)
{
    reply(Json{ { "job", describe(operation, *operation.files->find(number)) } });
}

Result<void> check_room(const SlowOperation& operation)
{
    if (operation.files->running() >= files::FileJobs::kMostAtOnce)
        return fail(Error::client(
            fmt::format("{} copies are under way: wait for one, or stop it.", operation.files->running())));
    return {};
}

std::string_view name_of(FileStat::Kind kind)
{
    switch (kind) {
    case FileStat::Kind::File:
        return "FILE";
    case FileStat::Kind::Folder:
        return "FOLDER";
    case FileStat::Kind::Link:
        return "LINK";
    case FileStat::Kind::Other:
        break;
    }
    return "OTHER";
}

Json describe(const FileStat& stat)
{
    Json json{ { "name", stat.name }, { "kind", name_of(stat.kind) }, { "size", stat.size } };
    if (stat.modified_at != kNever)
        json["modifiedAt"] = to_epoch_seconds(stat.modified_at);
    if (!stat.link_target.empty())
        json["linkTarget"] = stat.link_target;
    return json;
}

} // namespace

void list_container_files(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto place = place_of(*operation, input);
    const auto path = place ? container_path(input, "path") : fail(place.error());
    if (!path)
        return reply(fail(path.error()));
    operation->files->list(
        *place, *path, [path = *path, reply = std::move(reply)](const Result<files::Listing>& listing) {
            if (!listing)
                return reply(fail(Error::client(listing.error().message)));
            Json output{ { "path", path }, { "files", Json::array() }, { "whole", listing->whole } };
            for (const auto& entry : listing->entries)
                output["files"].push_back(describe(entry));
            reply(std::move(output));
        });
}

// What of the container is wrong shows in the job.
void copy_from_container(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto place = place_of(*operation, input);
    const auto path = place ? container_path(input, "path") : fail(place.error());
    const auto directory = path ? local_path(input, "directory") : fail(path.error());
    if (!directory)
        return reply(fail(directory.error()));
    if (path->find_first_not_of('/') == std::string::npos)
        return reply(refuse("path: the root as a whole cannot be copied; name something in it."));
    std::error_code problem;
    if (!fs::is_directory(*directory, problem))
        return reply(refuse(fmt::format("directory: there is no folder {}.", *directory)));
    if (const auto room = check_room(*operation); !room)
        return reply(fail(room.error()));
    reply_with(*operation, operation->files->copy_from(*place, *path, *directory, flag_of(input, "overwrite")), reply);
}

void copy_to_container(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto place = place_of(*operation, input);
    const auto folder = place ? container_path(input, "path") : fail(place.error());
    const auto source = folder ? local_path(input, "source") : fail(folder.error());
    if (!source)
        return reply(fail(source.error()));
    std::error_code problem;
    if (!fs::exists(fs::symlink_status(*source, problem)) || source->find_first_not_of('/') == std::string::npos)
        return reply(refuse(fmt::format("source: there is no file or folder {}.", *source)));
    if (const auto room = check_room(*operation); !room)
        return reply(fail(room.error()));
    reply_with(*operation, operation->files->copy_to(*place, *source, *folder), reply);
}

void list_file_jobs(std::shared_ptr<SlowOperation> operation, Json, client::Reply reply)
{
    Json jobs = Json::array();
    for (const auto& [number, job] : operation->files->all())
        jobs.push_back(describe(*operation, job));
    reply(Json{ { "jobs", std::move(jobs) } });
}

void stop_file_job(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto number = static_cast<std::uint64_t>(number_of(input, "jobId"));
    if (!operation->files->find(number))
        return reply(refuse(fmt::format("jobId: there is no job {}.", number)));
    operation->files->stop(number);
    reply_with(*operation, number, reply);
}

} // namespace quayside::control
