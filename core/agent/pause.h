#pragma once

#include "core/model/task.h"

#include <string>

// The pause container of a task in awsvpc mode: it is in the network of the task's cluster, and the task's containers
// are in its. On an engine it comes after the containers of the definition; in the task's record it is the network
// interface. Pure.
namespace quayside::agent {

bool has_pause(const model::TaskDefinition& definition);

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
