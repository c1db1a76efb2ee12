#include "core/scheduler/kept_room.h"

#include "core/scheduler/request.h"

#include <algorithm>

namespace quayside::scheduler {

std::vector<PlacementRequest> daemons_in(const model::State& state, const std::string& cluster)
{
    std::vector<PlacementRequest> found;
    for (const auto& name : state.daemons_in(cluster)) {
        const auto service = state.services().find({ cluster, name });
        if (service->status != model::ServiceStatus::Active || service->deployments.empty())
            continue;
        const auto deployment = state.deployments().find(service->deployments.front());
        if (!deployment || deployment->status != model::DeploymentStatus::Primary)
            continue;
        const auto& strategy = deployment->revision->capacity_provider_strategy;
        if (strategy.empty())
            found.push_back(request_for(*service, *deployment->revision));
        for (const auto& item : strategy)
            found.push_back(request_for(*service, *deployment->revision, item.capacity_provider));
    }
    return found;
}

bool is_daemon(const model::State& state, const std::string& cluster, const std::string& group)
{
    return std::ranges::any_of(
        state.daemons_in(cluster), [&group](const std::string& name) { return group_of(name) == group; });
}

} // namespace quayside::scheduler
