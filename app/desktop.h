#pragma once

#include "app/options.h"
#include "app/single_instance.h"

namespace quayside::app {

// Shows the window, with the core on a thread of its own, until it is closed or SIGTERM or SIGINT comes; or renders the
// screenshots. Returns the exit code; what went wrong is on standard error.
int run_desktop(const Options& options, InstanceLock lock);

} // namespace quayside::app
