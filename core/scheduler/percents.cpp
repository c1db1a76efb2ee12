#include "core/scheduler/percents.h"

namespace quayside::scheduler {

Limits limits_of(std::int64_t desired_count, const model::DeploymentConfiguration& configuration)
{
    return { (desired_count * configuration.minimum_healthy_percent + 99) / 100,
        desired_count * configuration.maximum_percent / 100 };
}

bool are_stuck(std::int64_t desired_count, const Limits& limits)
{
    return desired_count > 0 && limits.maximum_total <= desired_count && limits.minimum_healthy >= desired_count;
}

} // namespace quayside::scheduler
