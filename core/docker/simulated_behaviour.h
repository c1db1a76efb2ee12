#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/docker/simulated_load.h"

#include <cstdint>
#include <optional>

namespace quayside::docker {

// What a simulated container does once it is started.
struct SimulatedBehaviour {
    std::optional<Duration> exits_after{}; // by itself
    std::int32_t exit_code = 0; // then
    bool out_of_memory = false; // then
    bool ignores_sigterm = false;
    std::int32_t sigterm_exit_code = 143;
    std::optional<Error> start_error{}; // it cannot be started at all
    std::optional<SimulatedLoad> load{};
};

// What its health check says, and how long after the start: "starting" until then.
struct SimulatedCheck {
    bool passes = true;
    Duration after{};
};

// From the body of POST /containers/create. A few commands are known: sleep N, true, false, and exit N in a shell. As
// in a real container, a bare sleep is process 1 without a handler, so SIGTERM does nothing to it unless there is an
// init. Nothing for every other command: those run until they are stopped.
std::optional<SimulatedBehaviour> behaviour_of_command(const Json& body);

// Of its Healthcheck: a command that is known to exit with another code than 0 fails, every other one passes. As with
// dockerd 20.10 the first probe comes one interval after the start, and failures count from the end of the start period
// on. Nothing if there is no check.
std::optional<SimulatedCheck> check_of(const Json& body);

} // namespace quayside::docker
