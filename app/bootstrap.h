#pragma once

#include "app/options.h"
#include "core/client/ecs_client.h"

namespace quayside::app {

// Makes the calls that the command line asks for: --simulate, --engine, --demo. Each only where its result is not there
// yet, so that the same command line may be used again. What fails is logged and does not stop the others. `done` runs
// on the client's thread.
void bootstrap(std::shared_ptr<client::EcsClient> client, const Options& options, Function<void()> done);

} // namespace quayside::app
