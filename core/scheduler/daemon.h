#pragma once

#include "core/scheduler/service_pass.h"

namespace quayside::scheduler {

// A DAEMON service: one task on each instance that is eligible, none elsewhere. A new revision goes instance by
// instance, the old task first, as many at a time as the minimum percent allows; of a daemon, as its drain percent
// does, one at least. A daemon is for the instances of its capacity providers.
void plan_daemon(ServicePass& pass);

} // namespace quayside::scheduler
