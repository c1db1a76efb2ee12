#pragma once

#include "core/scheduler/service_pass.h"

namespace quayside::scheduler {

// Notes whether the service is as it should be, and says so when that begins and every six hours while it lasts.
void note_steady(ServicePass& pass);

// "has stopped N running tasks", of all stops of the plan.
void tell_stops(ServicePass& pass);

} // namespace quayside::scheduler
