#include "core/scheduler/start_throttle.h"

#include <algorithm>

namespace quayside::scheduler {

using model::StopCode;
using model::Task;
using namespace std::chrono_literals;

namespace {

constexpr Duration kSoon = 5s;
constexpr Duration kThird = 30s;
constexpr Duration kLongest = 27min;
constexpr Duration kAfterCrash = 10s; // a task that came up and died does not make the wait grow

} // namespace

Ending ending_of(const Task& task, Duration proof)
{
    if (task.stop_code == StopCode::ServiceSchedulerInitiated && task.stopped_reason == kStopReasonUnhealthy)
        return Ending::FailedCheck;
    if (task.stop_code > StopCode::EssentialContainerExited)
        return Ending::Asked;
    if (task.stop_code == StopCode::TaskFailedToStart || task.started_at == kNever)
        return Ending::FailedToStart;
    const TimePoint end = task.execution_stopped_at == kNever ? task.stopped_at : task.execution_stopped_at;
    return end - task.started_at < proof ? Ending::Crashed : Ending::Served;
}

Duration start_delay(std::int64_t failures)
{
    if (failures <= 0)
        return Duration::zero();
    if (failures <= 2)
        return kSoon;
    if (failures == 3)
        return kThird;
    return std::min<Duration>(60s * (std::int64_t{ 1 } << std::min<std::int64_t>(failures - 4, 10)), kLongest);
}

Duration longest_wait(const model::Deployment& deployment)
{
    return std::max<Duration>(kAfterCrash, start_delay(deployment.start_failures));
}

TimePoint last_failure(const model::Deployment& deployment, TimePoint now)
{
    return deployment.last_failure_at > now ? kNever : deployment.last_failure_at;
}

void note_ending(model::Deployment& deployment, const Task& task, Ending ending, TimePoint now)
{
    if (ending == Ending::Served)
        deployment.start_failures = 0;
    if (!is_failure(ending))
        return;
    ++deployment.failed_tasks;
    Duration delay = kAfterCrash;
    if (ending == Ending::FailedToStart) {
        const bool started_with_the_last = task.created_at <= last_failure(deployment, now);
        if (!started_with_the_last || deployment.start_failures == 0)
            ++deployment.start_failures;
        delay = start_delay(deployment.start_failures);
    }
    // What lies beyond the longest wait was said before the clock was set back, and would end all throttling.
    const bool too_long = deployment.next_start_at > now + longest_wait(deployment);
    const TimePoint said = too_long ? kNever : deployment.next_start_at;
    deployment.next_start_at = std::max(said, now + delay);
    deployment.last_failure_at = now;
}

} // namespace quayside::scheduler
