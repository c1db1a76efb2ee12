#include "core/control/deployment_input.h"
#include "core/control/express.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/registration.h"
#include "core/control/roll_out.h"
#include "core/control/service_request.h"
#include "core/control/task_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace quayside::control {

namespace {

using model::Service;
using model::ServiceRevision;
using model::ServiceStatus;

constexpr std::size_t kLongestName = 255;
constexpr std::size_t kLongestPart = 200; // of a name that is made from an image

Unexpected<Error> refuse(std::string message)
{
    return fail(Error::invalid_parameter(std::move(message)));
}

Unexpected<Error> not_found(const char* code)
{
    return fail(Error{ code, "Service not found.", 400 });
}

// "registry/team/web:1.2" makes "web-0f3a".
std::string name_from(const std::string& image, Random& random)
{
    std::string name = image.substr(image.rfind('/') + 1);
    name.erase(std::min({ name.find(':'), name.find('@'), kLongestPart, name.size() }));
    for (auto& c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_')
            c = '-';
    return fmt::format("{}-{:04x}", name, random.below(0x10000));
}

std::string family_of(const Service::Key& key)
{
    const auto both = key.cluster + "-" + key.name;
    return both.size() <= kLongestName ? both : key.name;
}

// The Express service with that ARN. `code`: the exception if there is none.
Result<model::ServicePtr> find_express(const model::State& state, const Json& input, const char* code)
{
    const auto name = text_of(input, "serviceArn");
    const auto arn = Arn::parse(name);
    if (!arn || arn->type != "service")
        return refuse("serviceArn must be the ARN of a service.");
    const auto cluster = find_cluster(state, arn->cluster().empty() ? Json() : Json{ { "cluster", arn->cluster() } });
    if (!cluster)
        return fail(cluster.error());
    const auto service = state.services().find({ (*cluster)->name, std::string(arn->name()) });
    return service && is_express(state, *service) ? Result<model::ServicePtr>(service) : not_found(code);
}

Result<model::ServicePtr> find_active_express(const model::State& state, const Json& input)
{
    auto service = find_express(state, input, "ServiceNotFoundException");
    if (service && (*service)->status != ServiceStatus::Active)
        return fail(Error{ "ServiceNotActiveException", "Service was not ACTIVE.", 400 });
    return service;
}

Result<model::TaskDefinitionPtr> register_for(Operation& operation, const Service& service, const Json& configuration)
{
    const auto family = family_of(service.key());
    const auto definition = register_revision(
        operation, express_definition(configuration, family, operation.installation.region), family);
    if (!definition)
        return refuse(definition.error().message);
    return operation.state().task_definitions().find(definition->key());
}

void use(ServiceRevision& revision, const model::TaskDefinitionPtr& definition)
{
    revision.definition = definition;
    revision.definition_key = definition->key();
    revision.image_digests.clear();
}

Result<Json> create(Operation& operation, Service service, const Json& configuration)
{
    const auto definition = register_for(operation, service, configuration);
    if (!definition)
        return fail(definition.error());
    ServiceRevision revision;
    use(revision, *definition);
    service.desired_count = within_scaling(configuration, 0);
    service.deployment_configuration = usual_configuration(service.scheduling_strategy);
    service.zone_rebalancing = can_rebalance_zones(service, &revision);
    const auto key = service.key();
    roll_out(operation, std::move(service), std::move(revision));
    return describe_express(operation, *operation.state().services().find(key));
}

} // namespace

Result<Json> create_express_gateway_service(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    auto configuration = read_express(input, Json::object());
    if (!configuration)
        return fail(configuration.error());
    auto tags = tags_of(input);
    if (!tags)
        return fail(tags.error());
    Service service;
    service.cluster = (*cluster)->name;
    service.name = has(input, "serviceName") ? text_of(input, "serviceName")
                                             : name_from(text_of(input["primaryContainer"], "image"), operation.random);
    if (!is_name(service.name))
        return refuse("serviceName can have up to 255 letters, digits, hyphens and underscores.");
    service.created_at = service.updated_at = operation.now;
    service.created_by = "arn:aws:iam::" + operation.installation.account + ":root";
    service.call = fingerprint_of_call("CreateExpressGatewayService", input);
    service.tags = std::move(tags).value();
    const auto existing = operation.state().services().find(service.key());
    if (existing && existing->status == ServiceStatus::Draining)
        return refuse("Unable to Start a service that is still Draining. (serviceName)");
    if (existing && existing->status == ServiceStatus::Active && existing->call != service.call)
        return refuse("Creation of service was not idempotent. (serviceName)");
    Result<Json> shown = Json();
    if (existing && existing->status == ServiceStatus::Active) {
        shown = describe_express(operation, *existing);
    } else {
        if (existing)
            forget_rollouts(operation.transaction, existing->key());
        shown = create(operation, service, *configuration);
    }
    if (!shown)
        return shown;
    (*shown)["tags"] = describe(service.tags);
    return Json{ { "service", std::move(*shown) } };
}

Result<Json> describe_express_gateway_service(Operation& operation, const Json& input)
{
    const auto service = find_express(operation.state(), input, "ResourceNotFoundException");
    if (!service)
        return fail(service.error());
    Json shown = describe_express(operation, **service);
    if (includes(input, "TAGS"))
        shown["tags"] = describe((*service)->tags);
    return Json{ { "service", std::move(shown) } };
}

Result<Json> update_express_gateway_service(Operation& operation, const Json& input)
{
    const auto found = find_active_express(operation.state(), input);
    if (!found)
        return fail(found.error());
    Service service = **found;
    const auto key = service.key();
    const auto primary = primary_of(operation.state(), service);
    const Json& current = express_of(*primary->revision->definition);
    const auto configuration = read_express(input, current);
    if (!configuration)
        return fail(configuration.error());
    if (*configuration != current) {
        const auto definition = register_for(operation, service, *configuration);
        if (!definition)
            return fail(definition.error());
        service.updated_at = operation.now;
        service.desired_count = within_scaling(*configuration, service.desired_count);
        ServiceRevision revision = *primary->revision;
        use(revision, *definition);
        roll_out(operation, std::move(service), std::move(revision));
    }
    const auto updated = operation.state().services().find(key);
    Json shown = describe_express(operation, *updated);
    shown["targetConfiguration"] = describe_express(operation, *primary_of(operation.state(), *updated)->revision);
    return Json{ { "service", std::move(shown) } };
}

Result<Json> delete_express_gateway_service(Operation& operation, const Json& input)
{
    const auto found = find_active_express(operation.state(), input);
    if (!found)
        return fail(found.error());
    const auto key = (*found)->key();
    const auto deleted
        = delete_service(operation, { { "cluster", key.cluster }, { "service", key.name }, { "force", true } });
    if (!deleted)
        return deleted;
    return Json{ { "service", describe_express(operation, *operation.state().services().find(key)) } };
}

} // namespace quayside::control
