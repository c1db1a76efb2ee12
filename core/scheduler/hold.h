#pragma once

#include "core/scheduler/service_pass.h"

#include <cstddef>
#include <cstdint>

namespace quayside::scheduler {

// Keeps one deployment, whatever the others do, at so many tasks: what is missing is started, what is too much stopped;
// what is unhealthy or drains is replaced first and stopped afterwards. The percents do not count.
void hold_deployment(ServicePass& pass, std::size_t index, std::int64_t count);

} // namespace quayside::scheduler
