#pragma once

#include "core/scheduler/service_pass.h"

namespace quayside::scheduler {

// Takes note of the tasks that ended: counts failures, lets the next start wait, and settles them.
void settle_ended(ServicePass& pass);
// Ends rows of failures after which a task came up.
void forgive(ServicePass& pass);
// What the PRIMARY deployment waits for before anything else: it begins; it is asked to stop or to roll back; the
// circuit breaker or an alarm ends it.
void judge_rollout(ServicePass& pass);

// Whether nothing may be started for the deployment now, because earlier starts failed. Sets the time to wake.
bool is_held(ServicePass& pass, const model::Deployment& deployment);

} // namespace quayside::scheduler
