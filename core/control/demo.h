#pragma once

#include "core/control/operation.h"

namespace quayside::control {

// StartDemo: a cluster on simulated engines that has been running for a while, with live load, a failed task and two
// that are starting. Made by the handlers of the other operations, at earlier moments. Refused if the cluster has
// container instances already.
Result<Json> start_demo(Operation& operation, const Json& input);

} // namespace quayside::control
