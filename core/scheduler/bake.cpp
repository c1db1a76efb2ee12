#include "core/scheduler/bake.h"

#include <algorithm>

namespace quayside::scheduler {

using namespace model;

namespace {

constexpr Duration kAlarmBake = std::chrono::minutes{ 1 }; // alarms need time to see what is wrong

} // namespace

bool has_baked(ServicePass& pass, Deployment& primary)
{
    const Duration least = primary.alarms == MonitorStatus::Monitoring ? kAlarmBake : Duration::zero();
    const auto bake = std::max<Duration>(std::chrono::minutes{ primary.configuration.bake_time }, least);
    if (bake == Duration::zero())
        return true;
    if (primary.stage != LifecycleStage::BakeTime) {
        primary.stage = LifecycleStage::BakeTime;
        primary.stage_since = pass.now;
    }
    pass.wake_at(primary.stage_since + bake);
    if (pass.now < primary.stage_since + bake)
        return false;
    primary.stage = LifecycleStage::None;
    return true;
}

} // namespace quayside::scheduler
