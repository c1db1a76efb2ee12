#pragma once

#include "core/scheduler/service_pass.h"

namespace quayside::scheduler {

// Moves the tasks of a REPLICA service towards its PRIMARY deployment: starts, stops, and the end of the rollout. Also
// what keeps a service that is not being deployed: replacing, scaling, emptying instances that drain.
void roll(ServicePass& pass);

// One task that drains with its instance but has not come up there is stopped at once.
void stop_pending_on_draining(ServicePass& pass);

} // namespace quayside::scheduler
