#pragma once

#include "core/base/time.h"
#include "core/model/deployment.h"
#include "core/model/task.h"

namespace quayside::scheduler {

// How a task of a service ended, as far as its deployment is judged by it.
enum class Ending : std::uint8_t {
    Asked, // somebody wanted it, or its engine is gone: no failure
    Served, // by itself, after it had run long enough
    Crashed, // by itself, too early
    FailedCheck, // its container health check failed
    FailedToStart // it never ran
};

Ending ending_of(const model::Task& task, Duration proof);
constexpr bool is_failure(Ending ending)
{
    return ending >= Ending::Crashed;
}

// The wait before the next start after so many failed starts in a row: 5 s twice, then 30 s, then doubled from 60 s up
// to 27 min.
Duration start_delay(std::int64_t failures);

// How long the next start of the deployment may have to wait, at most.
Duration longest_wait(const model::Deployment& deployment);

// When a task of the deployment last failed; kNever if that lies ahead, from before the clock was set back.
TimePoint last_failure(const model::Deployment& deployment, TimePoint now);

// Counts an ended task of the deployment: for the circuit breaker each one, for the wait before the next start those
// that failed together as one.
void note_ending(model::Deployment& deployment, const model::Task& task, Ending ending, TimePoint now);

// From this many failures in a row on, the service says that it cannot start tasks consistently.
constexpr std::int64_t kImpairedAfter = 3;
constexpr const char* kStopReasonUnhealthy = "Task failed container health checks";

} // namespace quayside::scheduler
