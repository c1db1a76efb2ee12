#include "core/control/foreign_contact.h"

#include "core/control/attachments.h"
#include "core/control/engine_reports.h"
#include "core/control/events.h"
#include "core/control/foreign_agent.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

#include <fmt/format.h>

namespace quayside::control {

namespace {

InstancePtr instance_of(const model::State& state, const model::TaskPtr& task)
{
    return task ? state.container_instances().find(task->container_instance) : nullptr;
}

InstancePtr submitting(const model::State& state, const std::string& cluster, const Json& input)
{
    const Json& attachments = part_of(input, "attachments");
    const auto id
        = attachments.empty() ? std::nullopt : task_of_attachment(text_of(attachments.front(), "attachmentArn"));
    return instance_of(state, id ? state.tasks().find(*id) : find_task(state, cluster, text_of(input, "task")));
}

InstancePtr instance_named(const model::State& state, std::string_view operation, const Json& input)
{
    const auto cluster = find_cluster(state, input);
    if (!cluster)
        return nullptr;
    if (operation == "DiscoverPollEndpoint" || operation == "ListTasks")
        return find_instance(state, (*cluster)->name, text_of(input, "containerInstance"));
    if (operation == "RegisterContainerInstance")
        return find_instance(state, (*cluster)->name, text_of(input, "containerInstanceArn"));
    return operation.starts_with("Submit") ? submitting(state, (*cluster)->name, input) : nullptr;
}

} // namespace

std::optional<Id> calling_agent(const model::State& state, std::string_view operation, const Json& input)
{
    const auto instance = instance_named(state, operation, input);
    return instance && is_foreign(*instance) ? std::optional(instance->id) : std::nullopt;
}

ForeignContact::ForeignContact(Loop& loop, const model::State& state, Duration silence, Operate operate)
    : state_(state)
    , silence_(silence)
    , operate_(std::move(operate))
    , silences_(loop, silence, [this](const Id& instance) { connect(instance, false); })
{
    for (const auto& [id, instance] : state.container_instances())
        look_at(*instance);
}

void ForeignContact::apply(const model::ChangeSet& changes)
{
    for (const auto& change : changes.of<model::ContainerInstance>())
        if (!is_foreign(change.any()))
            continue;
        else if (change.after)
            look_at(*change.after);
        else
            silences_.end(change.before->id);
}

void ForeignContact::look_at(const model::ContainerInstance& instance)
{
    if (!is_foreign(instance))
        return;
    if (instance.agent_connected && instance.status != model::ContainerInstanceStatus::Inactive)
        silences_.begin(instance.id);
    else
        silences_.end(instance.id);
}

void ForeignContact::heard(const Id& instance)
{
    silences_.end(instance);
    const auto record = state_.container_instances().find(instance);
    if (record->status == model::ContainerInstanceStatus::Inactive)
        return;
    if (record->agent_connected)
        silences_.begin(instance);
    else
        connect(instance, true);
}

void ForeignContact::connect(const Id& instance, bool connected)
{
    operate_([&](Operation& operation) {
        const auto record = operation.state().container_instances().find(instance);
        if (!record || record->agent_connected == connected)
            return;
        connect_instance(operation.transaction, instance, connected, operation.now);
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(silence_).count();
        record_event(operation, connected ? model::Severity::Info : model::Severity::Warning,
            model::EventKind::Instance, record->cluster, instance.hex(),
            connected ? fmt::format("The agent of container instance {} calls again.", record->name)
                      : fmt::format("The agent of container instance {} has not called for {} min: it counts as not "
                                    "connected.",
                          record->name, minutes));
    });
}

} // namespace quayside::control
