#include "core/agent/task_volumes.h"

#include "core/base/log.h"

#include <fmt/format.h>

#include <utility>

namespace quayside::agent {

TaskVolumes::TaskVolumes(docker::Engine& engine, const AgentSettings& settings)
    : engine_(engine)
    , settings_(settings)
{
}

void TaskVolumes::prepare(const model::Task& task, std::size_t index, Done done)
{
    next(std::make_shared<Work>(Work{ needed_volumes(settings_, task, index), std::move(done) }));
}

void TaskVolumes::next(const std::shared_ptr<Work>& work)
{
    if (work->needed.empty())
        return work->done({});
    const NeededVolume volume = std::move(work->needed.back());
    work->needed.pop_back();
    auto then = alive_.guard(
        [this, work, name = volume.config.name, made = volume.may_be_made](const Result<void>& result) {
            if (result)
                return next(work);
            if (!made && result.error().http_status == 404)
                return work->done(fail(Error{ "EngineError",
                    fmt::format(
                        "volume detection failed, volume '{}' does not exist and autoprovision is set to false", name),
                    404 }));
            work->done(result);
        });
    if (volume.may_be_made)
        engine_.create_volume(volume.config, std::move(then)); // one that is there stays as it is
    else
        engine_.inspect_volume(volume.config.name, std::move(then));
}

void TaskVolumes::remove(const model::Task& task)
{
    for (const auto& name : volumes_of(settings_, task))
        engine_.remove_volume(name, alive_.guard([name](const Result<void>& removed) {
            if (!removed && removed.error().http_status != 404)
                log::info("agent", "the volume {} stays for now: {}", name, removed.error().message);
        }));
}

void TaskVolumes::sweep(Function<Names()> known)
{
    const auto ours = std::string(docker::kInstallationLabel) + '=' + settings_.installation;
    const auto of_tasks = std::string(docker::kRoleLabel) + '=' + kTaskVolume;
    engine_.list_volumes({ ours, of_tasks },
        alive_.guard([this, known = std::move(known)](const Result<std::vector<std::string>>& volumes) {
            if (!volumes || volumes->empty())
                return;
            const auto kept = known();
            for (const auto& name : *volumes)
                if (!kept.contains(name))
                    engine_.remove_volume(name, [](const Result<void>&) {});
        }));
}

} // namespace quayside::agent
