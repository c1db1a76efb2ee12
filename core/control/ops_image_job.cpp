#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/task_access.h"
#include "core/images/image_jobs.h"

#include <fmt/format.h>

#include <filesystem>

namespace quayside::control {

namespace {

using images::ImageJob;

Json describe(const SlowOperation& operation, const ImageJob& job)
{
    const auto engine = operation.state.engines().find(job.engine);
    Json json = { { "jobId", job.number }, { "kind", images::name_of(job.kind) },
        { "status", images::name_of(job.status) }, { "engine", engine ? engine->name : job.engine.hex() },
        { "image", job.reference }, { "message", job.message }, { "current", job.current }, { "total", job.total },
        { "imageId", job.image_id }, { "startedAt", to_epoch_seconds(job.started_at) } };
    if (job.ended_at != kNever)
        json["endedAt"] = to_epoch_seconds(job.ended_at);
    return json;
}

void reply_with(const SlowOperation& operation, std::uint64_t number, const client::Reply& reply)
{
    reply(Json{ { "job", describe(operation, *operation.images->find(number)) } });
}

Result<ImageJob> job_of(const SlowOperation& operation, const Json& input)
{
    const auto number = static_cast<std::uint64_t>(number_of(input, "jobId"));
    const auto* job = operation.images->find(number);
    if (!job)
        return fail(Error::invalid_parameter("jobId: there is no job " + std::to_string(number) + "."));
    return *job;
}

std::map<std::string, std::string> arguments_of(const Json& input)
{
    std::map<std::string, std::string> arguments;
    for (const auto& [name, value] : part_of(input, "arguments").items())
        arguments.emplace(name, value.get<std::string>());
    return arguments;
}

// The engine of a pull or push. Our own registry listens on loopback: others than those of this machine would look for
// it on their own.
Result<EnginePtr> engine_for(const SlowOperation& operation, const Json& input)
{
    auto engine = require_engine(operation.state, text_of(input, "engine"));
    const auto& registry = operation.images->registry();
    if (!engine || !registry.owns(text_of(input, "image")) || is_on_this_machine(**engine))
        return engine;
    return fail(Error::client(fmt::format("engine: the registry {} is reached by the engines of this machine alone, "
                                          "and {} is {}.",
        registry.address(), (*engine)->name,
        (*engine)->kind == model::EngineKind::Simulated ? "simulated" : "at " + (*engine)->endpoint)));
}

} // namespace

void pull_image(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto engine = engine_for(*operation, input);
    if (!engine)
        return reply(fail(engine.error()));
    reply_with(*operation, operation->images->pull((*engine)->id, text_of(input, "image")), reply);
}

void push_image(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto engine = engine_for(*operation, input);
    if (!engine)
        return reply(fail(engine.error()));
    reply_with(*operation, operation->images->push((*engine)->id, text_of(input, "image")), reply);
}

// What of the folder is wrong shows in the job: reading it takes its time.
void build_image(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto engine = require_engine(operation->state, text_of(input, "engine"));
    if (!engine)
        return reply(fail(engine.error()));
    const auto folder = text_of(input, "context");
    if (!std::filesystem::path(folder).is_absolute())
        return reply(fail(Error::invalid_parameter("context: give the absolute path of a folder.")));
    docker::ImageBuild build;
    build.reference = text_of(input, "image");
    if (has(input, "dockerfile"))
        build.dockerfile = text_of(input, "dockerfile");
    build.arguments = arguments_of(input);
    build.target = text_of(input, "target");
    build.use_cache = !flag_of(input, "noCache");
    reply_with(*operation, operation->images->build((*engine)->id, folder, std::move(build)), reply);
}

// What a job wrote comes with that job alone.
void list_image_jobs(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    Json jobs = Json::array();
    if (has(input, "jobId")) {
        const auto job = job_of(*operation, input);
        if (!job)
            return reply(fail(job.error()));
        jobs.push_back(describe(*operation, *job));
        jobs.back()["output"] = job->output;
    } else {
        for (const auto& [number, job] : operation->images->all())
            jobs.push_back(describe(*operation, job));
    }
    reply(Json{ { "jobs", std::move(jobs) } });
}

void stop_image_job(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto job = job_of(*operation, input);
    if (!job)
        return reply(fail(job.error()));
    operation->images->stop(job->number);
    reply_with(*operation, job->number, reply);
}

} // namespace quayside::control
