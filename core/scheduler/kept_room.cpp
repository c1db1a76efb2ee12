#include "core/scheduler/kept_room.h"

#include "core/scheduler/request.h"

namespace quayside::scheduler {

namespace {

constexpr std::string_view kServiceGroup = "service:";

} // namespace

std::vector<PlacementRequest> daemons_in(const model::State& state, const std::string& cluster)
{
    std::vector<PlacementRequest> found;
    for (const auto& name : state.daemons_in(cluster)) {
        const auto service = state.services().find({ cluster, name });
        if (service->status != model::ServiceStatus::Active || service->deployments.empty())
            continue;
        const auto deployment = state.deployments().find(service->deployments.front());
        if (deployment && deployment->status == model::DeploymentStatus::Primary)
            found.push_back(request_for(*service, *deployment->revision));
    }
    return found;
}

bool is_daemon(const model::State& state, const std::string& cluster, const std::string& group)
{
    const auto& daemons = state.daemons_in(cluster);
    return !daemons.empty() && group.starts_with(kServiceGroup) && daemons.contains(group.substr(kServiceGroup.size()));
}

} // namespace quayside::scheduler
