#pragma once

#include "core/control/operation.h"

namespace quayside::control {

// GetMetrics: the samples known now. Nothing is sampled while nobody asks: the first call begins it.
void get_metrics(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

} // namespace quayside::control
