#pragma once

#include "core/base/error.h"
#include "core/control/operation.h"

#include <string>

// Express gateway services: services made of one container and a few numbers. Their whole configuration is kept in the
// document of the task definition that is made of it, so each of its revisions is one of the definition; a service is
// an Express service while its deployment has such a definition.
//
// There is no gateway: what can be reached is the port that each task publishes. The role for infrastructure, the
// health check path, the subnets and security groups, and the scaling target beyond its bounds are recorded and shown.
namespace quayside::control {

// The member of the document that holds it. RegisterTaskDefinition takes it out of what it is given.
constexpr const char* kExpressMember = "expressGatewayService";

// The configuration that the input of CreateExpressGatewayService asks for, with the defaults filled in; or, on top of
// `current`, the one that UpdateExpressGatewayService asks for: members that are not given stay.
// InvalidParameterException names the member.
Result<Json> read_express(const Json& input, const Json& current);

// What to register as `family` for it.
Json express_definition(const Json& configuration, const std::string& family, const std::string& region);

// The configuration in a definition's document; an empty object if it is none of an Express service.
const Json& express_of(const model::TaskDefinition& definition);
// Likewise of a service: of its PRIMARY deployment, or of its last one once it is INACTIVE.
const Json& express_of(const model::State& state, const model::Service& service);
bool is_express(const model::State& state, const model::Service& service);

// A number of tasks within the bounds of the scaling target.
std::int64_t within_scaling(const Json& configuration, std::int64_t count);

// As replies have it: a service, and one of its revisions.
Json describe_express(const Operation& operation, const model::Service& service);
Json describe_express(const Operation& operation, const model::ServiceRevision& revision);

} // namespace quayside::control
