#include "core/agent/restart_policy.h"

#include <algorithm>

namespace quayside::agent {

bool restarts(const model::ContainerDefinition& container, std::int32_t exit_code, Duration ran)
{
    const auto& policy = container.restart_policy;
    return policy && policy->enabled
        && std::ranges::find(policy->ignored_exit_codes, exit_code) == policy->ignored_exit_codes.end()
        && ran >= std::chrono::seconds{ policy->restart_attempt_period };
}

} // namespace quayside::agent
