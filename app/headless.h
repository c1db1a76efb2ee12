#pragma once

#include "app/options.h"
#include "app/single_instance.h"

namespace quayside::app {

// Serves the API until SIGTERM or SIGINT. Returns the exit code; what went wrong is on standard error.
int run_headless(const Options& options, InstanceLock lock);

} // namespace quayside::app
