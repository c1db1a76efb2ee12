#pragma once

#include "core/scheduler/service_pass.h"

namespace quayside::scheduler {

// Whether a rolling deployment that is complete has been so for long enough to count: for its bake time, and with
// alarms for a minute at least.
bool has_baked(ServicePass& pass, model::Deployment& primary);

} // namespace quayside::scheduler
