#pragma once

#include "core/control/demo_scribe.h"
#include "core/control/demo_world.h"

namespace quayside::control {

// Makes a service of this revision of a family and lets the scheduler look at it, as often as it would have, until it
// holds. Its tasks are as old as it.
void make_demo_service(DemoScribe& scribe, const std::string& cluster, const DemoFamily& family, int revision);

// Brings the newest revision of the family, some seconds ago; what is not done by now goes on by itself.
void begin_demo_rollout(DemoScribe& scribe, const std::string& cluster, const DemoFamily& family);

} // namespace quayside::control
