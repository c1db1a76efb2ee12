#pragma once

#include "core/store/store.h"

#include <optional>
#include <string>

namespace quayside::control {

// Version consistency: within one deployment every task runs the image that the tag of a container meant when the first
// one got it. What that was stands in the service's revision.

// The digest that container `index` of the task is to run; empty: its deployment has none yet. Nothing: the container
// does not want that, names a digest itself, or is of no service.
std::optional<std::string> pinned_digest(const model::State& state, const model::Task& task, std::size_t index);

// Notes what the containers of the task have brought, where their deployment has nothing yet.
void pin_images(store::Transaction& transaction, const model::Task& task);

} // namespace quayside::control
