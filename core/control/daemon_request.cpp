#include "core/control/daemon_request.h"

#include "core/control/deployment_input.h"
#include "core/control/input.h"
#include "core/control/launch_input.h"
#include "core/control/lookup.h"

namespace quayside::control {

namespace {

using model::ServiceRevision;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Result<void> read_definition(const Operation& operation, ServiceRevision& revision, const Json& input)
{
    auto definition = find_daemon_definition(operation.state(), text_of(input, "daemonTaskDefinitionArn"));
    if (!definition)
        return fail(Error::client("Daemon task definition not found. (daemonTaskDefinitionArn)"));
    if (definition->status != model::TaskDefinitionStatus::Active)
        return fail(Error::client("Daemon task definition is not ACTIVE. (daemonTaskDefinitionArn)"));
    revision.definition_key = definition->key();
    revision.definition = std::move(definition);
    return {};
}

// Each of them is for the daemon, so they all weigh the same.
Result<void> read_providers(
    const Operation& operation, const model::Cluster& cluster, ServiceRevision& revision, const Json& input)
{
    constexpr const char* member = "capacityProviderArns";
    Json items = Json::array();
    for (const auto& arn : texts_of(input, member))
        items.push_back({ { "capacityProvider", arn }, { "weight", 1 } });
    if (items.empty())
        return refuse("capacityProviderArns: a daemon needs at least one capacity provider.");
    auto strategy = read_strategy(operation.state(), cluster, { { member, std::move(items) } }, member);
    if (!strategy)
        return fail(strategy.error());
    if (launch_type_of(*strategy) == model::LaunchType::Fargate)
        return refuse("capacityProviderArns: a daemon needs container instances, which Fargate does not have.");
    revision.capacity_provider_strategy = std::move(strategy).value();
    return {};
}

void read_settings(ServiceRevision& revision, const Json& input)
{
    for (const char* member : { "propagateTags", "enableECSManagedTags", "enableExecuteCommand" })
        if (has(input, member))
            revision.daemon_settings[member] = input[member];
}

} // namespace

Result<void> read_daemon(const Operation& operation, const model::Cluster& cluster, model::Service& daemon,
    ServiceRevision& revision, const Json& input)
{
    if (auto read = read_definition(operation, revision, input); !read)
        return read;
    if (auto read = read_providers(operation, cluster, revision, input); !read)
        return read;
    read_settings(revision, input);
    return read_daemon_configuration(daemon, part_of(input, "deploymentConfiguration"));
}

} // namespace quayside::control
