#include "core/control/daemon_request.h"
#include "core/control/deployment_input.h"
#include "core/control/describe.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"
#include "core/control/roll_out.h"
#include "core/control/task_request.h"

#include <algorithm>

namespace quayside::control {

namespace {

using model::Service;
using model::ServiceRevision;
using model::ServiceStatus;

constexpr std::size_t kLongestToken = 64;

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Result<ClusterPtr> cluster_of(const Operation& operation, const Json& input)
{
    return find_cluster(operation.state(), { { "cluster", text_of(input, "clusterArn") } });
}

Service new_daemon(const Operation& operation, const Service::Key& key, const Json& input)
{
    Service daemon;
    daemon.cluster = key.cluster;
    daemon.name = key.name;
    daemon.scheduling_strategy = model::SchedulingStrategy::Daemon;
    daemon.deployment_configuration = usual_daemon_configuration();
    daemon.created_at = daemon.updated_at = operation.now;
    daemon.created_by = "arn:aws:iam::" + operation.installation.account + ":root";
    daemon.client_token = text_of(input, "clientToken");
    daemon.call = fingerprint_of_call("CreateDaemon", input);
    return daemon;
}

ServiceRevision first_revision()
{
    ServiceRevision revision;
    revision.daemon_settings
        = { { "propagateTags", "NONE" }, { "enableECSManagedTags", false }, { "enableExecuteCommand", false } };
    return revision;
}

Json reply_with(const Operation& operation, const Service::Key& key)
{
    return Describer(operation).daemon(*operation.state().services().find(key));
}

bool uses_any(const model::State& state, const Service& daemon, const std::vector<std::string>& providers)
{
    const auto primary = primary_of(state, daemon);
    return providers.empty() || (primary && std::ranges::any_of(providers, [&primary](const std::string& provider) {
        return std::ranges::find(primary->revision->capacity_provider_strategy, short_name_of(provider),
                   &model::CapacityProviderStrategyItem::capacity_provider)
            != primary->revision->capacity_provider_strategy.end();
    }));
}

} // namespace

Result<Json> create_daemon(Operation& operation, const Json& input)
{
    const auto cluster = cluster_of(operation, input);
    if (!cluster)
        return fail(cluster.error());
    const auto name = text_of(input, "daemonName");
    if (!is_name(name))
        return refuse("daemonName can have up to 255 letters, digits, hyphens and underscores.");
    if (text_of(input, "clientToken").size() > kLongestToken)
        return refuse("clientToken can have up to 64 characters.");
    const Service::Key key{ (*cluster)->name, daemon_name(name) };
    const auto existing = operation.state().services().find(key);
    Service daemon = new_daemon(operation, key, input);
    if (existing && existing->status == ServiceStatus::Draining)
        return refuse("Unable to create a daemon that is still being deleted. (daemonName)");
    if (existing && existing->status == ServiceStatus::Active) {
        if (existing->call != daemon.call)
            return refuse("Creation of daemon was not idempotent. (daemonName)");
        return reply_with(operation, key);
    }
    ServiceRevision revision = first_revision();
    if (auto read = read_daemon(operation, **cluster, daemon, revision, input); !read)
        return fail(read.error());
    auto tags = tags_of(input);
    if (!tags)
        return fail(tags.error());
    daemon.tags = std::move(tags).value();
    if (existing) // its history is that of another daemon
        forget_rollouts(operation.transaction, key);
    roll_out(operation, std::move(daemon), std::move(revision));
    return reply_with(operation, key);
}

Result<Json> update_daemon(Operation& operation, const Json& input)
{
    const auto found = require_active_daemon(operation.state(), text_of(input, "daemonArn"));
    if (!found)
        return fail(found.error());
    Service daemon = **found;
    ServiceRevision revision = *primary_of(operation.state(), daemon)->revision;
    revision.image_digests.clear();
    const auto cluster = operation.state().clusters().find(daemon.cluster);
    if (auto read = read_daemon(operation, *cluster, daemon, revision, input); !read)
        return fail(read.error());
    roll_out(operation, daemon, std::move(revision));
    return reply_with(operation, daemon.key());
}

Result<Json> delete_daemon(Operation& operation, const Json& input)
{
    const auto found = require_active_daemon(operation.state(), text_of(input, "daemonArn"));
    if (!found)
        return fail(found.error());
    Service daemon = **found;
    daemon.status = ServiceStatus::Draining;
    daemon.desired_count = 0;
    daemon.steady = false;
    daemon.updated_at = operation.now;
    operation.transaction.put(daemon);
    return reply_with(operation, daemon.key());
}

Result<Json> describe_daemon(Operation& operation, const Json& input)
{
    const auto found = require_daemon(operation.state(), text_of(input, "daemonArn"));
    if (!found)
        return fail(found.error());
    return Json{ { "daemon", Describer(operation).daemon(**found) } };
}

Result<Json> list_daemons(Operation& operation, const Json& input)
{
    const auto cluster = cluster_of(operation, input);
    if (!cluster)
        return fail(cluster.error());
    const auto pager = Pager::read("ListDaemons", input);
    if (!pager)
        return fail(pager.error());
    const auto& state = operation.state();
    const std::string& in = (*cluster)->name;
    const auto providers = texts_of(input, "capacityProviderArns");
    std::vector<std::string> names;
    for (const auto& name : state.daemons_in(in))
        if (const auto daemon = state.services().find({ in, name });
            is_daemon_name(name) && daemon->status != ServiceStatus::Inactive && uses_any(state, *daemon, providers))
            names.push_back(name);
    return pager->page("daemonSummariesList", std::move(names), [&](const std::string& name) {
        return reply_with(operation, { in, name });
    });
}

} // namespace quayside::control
