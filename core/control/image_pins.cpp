#include "core/control/image_pins.h"

#include "core/agent/container_options.h"

#include <algorithm>

namespace quayside::control {

namespace {

bool is_consistent(const model::TaskDefinition& definition, std::size_t index)
{
    return agent::member(agent::container_document(definition, index), "versionConsistency") != Json("disabled")
        && definition.containers[index].image.find('@') == std::string::npos;
}

model::ServiceRevisionPtr revision_of(const model::State& state, const model::Task& task)
{
    const auto deployment = task.spec->service.empty() ? nullptr : state.deployments().find(task.spec->deployment);
    return deployment ? state.service_revisions().find(deployment->revision_number) : nullptr;
}

std::string pin_in(const model::ServiceRevision& revision, const std::string& container)
{
    const auto pin = std::ranges::find(revision.image_digests, container, &model::KeyValue::name);
    return pin == revision.image_digests.end() ? std::string() : pin->value;
}

} // namespace

std::optional<std::string> pinned_digest(const model::State& state, const model::Task& task, std::size_t index)
{
    const auto& definition = *task.spec->definition;
    const auto revision = revision_of(state, task);
    if (!revision || !is_consistent(definition, index))
        return std::nullopt;
    return pin_in(*revision, definition.containers[index].name);
}

void pin_images(store::Transaction& transaction, const model::Task& task)
{
    const auto revision = revision_of(transaction.state(), task);
    if (!revision)
        return;
    auto pinned = *revision;
    const auto& definition = *task.spec->definition;
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
        const auto& name = definition.containers[i].name;
        const auto& digest = task.containers[i].image_digest;
        if (!digest.empty() && is_consistent(definition, i) && pin_in(pinned, name).empty())
            pinned.image_digests.push_back({ name, digest });
    }
    if (pinned.image_digests != revision->image_digests)
        transaction.put(std::move(pinned));
}

} // namespace quayside::control
