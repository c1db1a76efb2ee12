#include "core/history/past_task.h"

namespace quayside::history {

PastTask past_task(const model::Task& task, std::string instance_name)
{
    const auto& spec = *task.spec;
    PastTask past;
    past.id = task.id;
    past.cluster = spec.cluster;
    past.family = spec.definition_key.family;
    past.revision = spec.definition_key.revision;
    past.group = spec.group;
    past.service = spec.service;
    past.started_by = spec.started_by;
    past.capacity_provider = spec.capacity_provider;
    past.launch_type = spec.launch_type;
    past.container_instance = task.container_instance;
    past.instance_name = std::move(instance_name);
    past.stop_code = task.stop_code;
    past.stopped_reason = task.stopped_reason;
    past.created_at = task.created_at;
    past.pull_started_at = task.pull_started_at;
    past.pull_stopped_at = task.pull_stopped_at;
    past.started_at = task.started_at;
    past.stopping_at = task.stopping_at;
    past.execution_stopped_at = task.execution_stopped_at;
    past.stopped_at = task.stopped_at;
    const auto& definitions = spec.definition->containers;
    for (std::size_t i = 0; i < task.containers.size() && i < definitions.size(); ++i)
        past.containers.push_back(
            { definitions[i].name, definitions[i].image, definitions[i].essential, task.containers[i] });
    return past;
}

} // namespace quayside::history
