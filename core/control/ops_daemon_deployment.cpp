#include "core/control/describe.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/rollout_lookup.h"

namespace quayside::control {

Result<Json> list_daemon_deployments(Operation& operation, const Json& input)
{
    const auto daemon = require_daemon(operation.state(), text_of(input, "daemonArn"));
    if (!daemon && daemon.error().code == "DaemonNotFoundException") // which this operation does not have
        return fail(Error::client("Daemon not found. (daemonArn)"));
    if (!daemon)
        return fail(daemon.error());
    const auto describe
        = [&](const model::Deployment& deployment) { return Describer(operation).daemon_deployment(deployment); };
    return page_of(operation, { "ListDaemonDeployments", (*daemon)->key(), "daemonDeployments", describe }, input);
}

Result<Json> describe_daemon_deployments(Operation& operation, const Json& input)
{
    return describe_each(input, "daemonDeploymentArns", "daemonDeployments", [&](const std::string& arn) {
        const auto found = find_deployment(operation, arn, "daemon-deployment");
        return found ? Describer(operation).daemon_deployment(*found) : Json();
    });
}

Result<Json> describe_daemon_revisions(Operation& operation, const Json& input)
{
    return describe_each(input, "daemonRevisionArns", "daemonRevisions", [&](const std::string& arn) {
        const auto found = find_revision(operation, arn, "daemon-revision");
        return found ? Describer(operation).daemon_revision(*found) : Json();
    });
}

} // namespace quayside::control
