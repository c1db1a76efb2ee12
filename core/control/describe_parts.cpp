#include "core/control/describe_parts.h"

#include "core/control/launch_input.h"

namespace quayside::control {

void put_launch(Json& json, const model::ServiceRevision& revision)
{
    if (revision.capacity_provider_strategy.empty())
        json["launchType"] = to_string(revision.launch_type);
    else
        json["capacityProviderStrategy"] = describe(revision.capacity_provider_strategy);
    if (revision.launch_type == model::LaunchType::Fargate) {
        json["platformVersion"] = revision.platform_version;
        json["platformFamily"] = "Linux";
    }
}

} // namespace quayside::control
