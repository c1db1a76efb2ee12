#include "core/control/describe.h"
#include "core/control/express.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"

namespace quayside::control {

namespace {

using model::Service;

constexpr std::size_t kMostDescribed = 10;
constexpr std::size_t kMostListed = 100;
constexpr std::size_t kUsuallyListed = 10;

// An external controller's service has the launch type of its primary task set.
bool has_launch_type(const model::State& state, const Service& service, const std::string& launch_type)
{
    const auto primary = primary_of(state, service);
    return launch_type.empty() || (primary && to_string(primary->revision->launch_type) == launch_type);
}

bool is_managed_by(const model::State& state, const Service& service, const std::string& type)
{
    return type.empty() || (type == "ECS") == is_express(state, service);
}

bool is_wanted(const model::State& state, const Service& service, const Json& input)
{
    const auto scheduling = text_of(input, "schedulingStrategy");
    return service.status == model::ServiceStatus::Active && !is_daemon_name(service.name)
        && (scheduling.empty() || to_string(service.scheduling_strategy) == scheduling)
        && has_launch_type(state, service, text_of(input, "launchType"))
        && is_managed_by(state, service, text_of(input, "resourceManagementType"));
}

bool uses_namespace(const model::State& state, const Service& service, const std::string& name)
{
    const auto primary = primary_of(state, service);
    if (!primary)
        return false;
    const Json& connect = primary->revision->service_connect_configuration;
    if (!flag_of(connect, "enabled"))
        return false;
    auto used = text_of(connect, "namespace");
    if (used.empty())
        used = text_of(state.clusters().find(service.cluster)->service_connect_defaults, "namespace");
    return short_name_of(used) == name;
}

} // namespace

Result<Json> list_services(Operation& operation, const Json& input)
{
    const auto& state = operation.state();
    const auto cluster = find_cluster(state, input);
    if (!cluster)
        return fail(cluster.error());
    const auto pager = Pager::read("ListServices", input, kMostListed, kUsuallyListed);
    if (!pager)
        return fail(pager.error());
    const std::string& in = (*cluster)->name;
    std::vector<std::string> names;
    for (const auto& name : state.services_in(in))
        if (is_wanted(state, *state.services().find({ in, name }), input))
            names.push_back(name);
    return pager->page("serviceArns", std::move(names),
        [&](const std::string& name) { return Json(arns(operation.installation).service(in, name)); });
}

Result<Json> list_services_by_namespace(Operation& operation, const Json& input)
{
    const auto pager = Pager::read("ListServicesByNamespace", input, kMostListed, kUsuallyListed);
    if (!pager)
        return fail(pager.error());
    const auto& state = operation.state();
    const std::string name(short_name_of(text_of(input, "namespace")));
    // A namespace is there once a cluster or a service names it.
    bool known = false;
    for (const auto& [key, cluster] : state.clusters())
        known = known || short_name_of(text_of(cluster->service_connect_defaults, "namespace")) == name;
    std::vector<std::string> found;
    for (const auto& [key, service] : state.services())
        if (service->status == model::ServiceStatus::Active && uses_namespace(state, *service, name))
            found.push_back(arns(operation.installation).service(service->cluster, service->name));
    if (found.empty() && !known)
        return fail(Error{ "NamespaceNotFoundException", "namespace: there is no namespace " + name + ".", 400 });
    return pager->page("serviceArns", std::move(found), [](const std::string& arn) { return Json(arn); });
}

Result<Json> describe_services(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto names = texts_of(input, "services");
    if (names.empty())
        return fail(Error::invalid_parameter("Services cannot be empty. (services)"));
    if (names.size() > kMostDescribed)
        return fail(Error::invalid_parameter("services: at most 10 can be described at once."));
    Json services = Json::array();
    Json failures = Json::array();
    for (const auto& name : names) {
        const auto service = require_service(operation.state(), (*cluster)->name, name);
        if (!service && service.error().code != "ServiceNotFoundException")
            return fail(service.error());
        if (!service) {
            failures.push_back(
                failure(arn_of_missing(arns(operation.installation), "service", (*cluster)->name, name), "MISSING"));
            continue;
        }
        services.push_back(Describer(operation).service(**service));
        if (!includes(input, "TAGS"))
            services.back().erase("tags");
    }
    return Json{ { "services", std::move(services) }, { "failures", std::move(failures) } };
}

} // namespace quayside::control
