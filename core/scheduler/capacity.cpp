#include "core/scheduler/capacity.h"

namespace quayside::scheduler {

bool is_fargate_provider(std::string_view name)
{
    return name == "FARGATE" || name == "FARGATE_SPOT";
}

model::LaunchType launch_type_of_provider(std::string_view name)
{
    return is_fargate_provider(name) ? model::LaunchType::Fargate : model::LaunchType::Ec2;
}

bool waits_for_capacity(const model::State& state, const std::string& provider)
{
    const auto record = state.capacity_providers().find(provider);
    return record && record->managed_scaling && record->status == model::CapacityProviderStatus::Active;
}

} // namespace quayside::scheduler
