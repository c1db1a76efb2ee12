#pragma once

#include "core/scheduler/service_pass.h"

#include <cstdint>

namespace quayside::scheduler {

constexpr const char* kRebalancing = "rebalancing"; // topic of the messages, and the mark that it is at work

// Availability zone rebalancing of a service that has reached its steady state otherwise: one task more in the emptiest
// zone, then, once it is healthy, one less in the fullest. True if it is at work.
bool rebalance(ServicePass& pass);

// Whether the one task beyond the desired count is there to balance zones.
bool is_rebalancing(const ServicePass& pass, std::int64_t fit_tasks);

} // namespace quayside::scheduler
