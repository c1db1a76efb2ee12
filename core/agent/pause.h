#pragma once

#include "core/model/task.h"

#include <string>
#include <string_view>

// The pause container of a task holds what its containers share: in awsvpc mode its network, which is that of the
// task's cluster; with pidMode or ipcMode "task" their processes or shared memory. On an engine it comes after the
// containers of the definition; in the task's record it is the network interface. Pure.
namespace quayside::agent {

bool has_pause(const model::TaskDefinition& definition);
bool shares_network(const model::TaskDefinition& definition);

// pidMode and ipcMode: host, task or, of ipcMode, none; empty: each container by itself.
std::string_view pid_mode(const model::TaskDefinition& definition);
std::string_view ipc_mode(const model::TaskDefinition& definition);

// Of what a task has on an engine.
std::size_t container_count(const model::TaskDefinition& definition);
bool is_pause(const model::Task& task, std::size_t index);

// What the record says of one container, the pause container included.
struct Published {
    model::ContainerStatus status = model::ContainerStatus::Pending;
    std::string runtime_id;
};
Published published(const model::Task& task, std::size_t index);

// A pause container of it is not known to have ended.
bool holds_network(const model::Task& task);

} // namespace quayside::agent
