#pragma once

#include "core/model/service.h"
#include "core/model/service_revision.h"
#include "core/model/task.h"

#include <string>

namespace quayside::scheduler {

// What the tasks of a service have in common: those of one revision on one capacity provider.
model::TaskSpec service_spec(const model::Service& service, const model::ServiceRevision& revision,
    std::uint64_t deployment, const std::string& capacity_provider);

} // namespace quayside::scheduler
