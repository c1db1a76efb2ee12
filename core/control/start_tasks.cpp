#include "core/control/start_tasks.h"

namespace quayside::control {

model::Task new_task(Operation& operation, const model::TaskDefinition& definition, RowId spec, const Id& instance)
{
    model::Task task;
    task.id = operation.random.id();
    task.container_instance = instance;
    task.spec_row = spec;
    task.last_status = model::TaskStatus::Pending;
    if (definition.network_mode == model::NetworkMode::Awsvpc)
        task.last_status = model::TaskStatus::Provisioning;
    task.created_at = operation.now;
    task.connectivity_at = operation.now;
    task.containers.resize(definition.containers.size());
    return task;
}

} // namespace quayside::control
