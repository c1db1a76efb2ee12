#pragma once

#include "core/base/arn.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/control/operation.h"
#include "core/model/state.h"

#include <memory>
#include <string>

// From what a call names (short name, id or ARN) to the record, or the error that ECS gives.
namespace quayside::control {

using ClusterPtr = std::shared_ptr<const model::Cluster>;
using InstancePtr = std::shared_ptr<const model::ContainerInstance>;
using EnginePtr = std::shared_ptr<const model::Engine>;

inline ArnScope arns(const Installation& installation)
{
    return { installation.account, installation.region };
}

// The cluster of a call: the member `cluster`, or `default`. ClusterNotFoundException if there is none or it is
// INACTIVE.
Result<ClusterPtr> find_cluster(const model::State& state, const Json& input);

// By id or ARN, in a cluster; null if there is none or the ARN names another cluster.
model::TaskPtr find_task(const model::State& state, const std::string& cluster, const std::string& id_or_arn);
// Instances that are set aside for Fargate are nobody's: ECS does not know them.
InstancePtr find_instance(const model::State& state, const std::string& cluster, const std::string& id_or_arn);
// InvalidParameterException "The referenced task was not found."
Result<model::TaskPtr> require_task(
    const model::State& state, const std::string& cluster, const std::string& id_or_arn);
Result<InstancePtr> require_instance(
    const model::State& state, const std::string& cluster, const std::string& id_or_arn);

// By family (its newest ACTIVE revision), family:revision or ARN; null if there is none.
model::TaskDefinitionPtr find_definition(const model::State& state, const std::string& name);
// ClientException "Unable to describe task definition."
Result<model::TaskDefinitionPtr> require_definition(const model::State& state, const std::string& name);
// For new work. ClientException "TaskDefinition not found.", "TaskDefinition is inactive".
Result<model::TaskDefinitionPtr> require_active_definition(const model::State& state, const std::string& name);
// By family:revision or ARN. ClientException "Revision is missing.", InvalidParameterException for a bad number.
Result<model::TaskDefinitionPtr> require_revision(const model::State& state, const std::string& name);

// A daemon's: by family (its newest ACTIVE revision), family:revision or ARN; null if there is none.
model::TaskDefinitionPtr find_daemon_definition(const model::State& state, const std::string& name);

// By name or ARN, in a cluster. ServiceNotFoundException "Service not found."; InvalidParameterException if the ARN
// names another cluster; of the second, ServiceNotActiveException "Service was not ACTIVE."
Result<model::ServicePtr> require_service(
    const model::State& state, const std::string& cluster, const std::string& name_or_arn);
Result<model::ServicePtr> require_active_service(
    const model::State& state, const std::string& cluster, const std::string& name_or_arn);
// By ARN. ClusterNotFoundException, DaemonNotFoundException "Daemon not found." if there is none or it is gone; of the
// second, DaemonNotActiveException "Daemon was not ACTIVE."
Result<model::ServicePtr> require_daemon(const model::State& state, const std::string& arn);
Result<model::ServicePtr> require_active_daemon(const model::State& state, const std::string& arn);
// The PRIMARY deployment or task set; null if there is none.
model::DeploymentPtr primary_of(const model::State& state, const model::Service& service);

// By id or name. InvalidParameterException names the member.
Result<EnginePtr> require_engine(const model::State& state, const std::string& id_or_name);

// The ARN of something that was not found, for failures[]: as given, or made from the short name.
std::string arn_of_missing(
    const ArnScope& scope, const char* type, const std::string& cluster, const std::string& given);

// One element of failures[].
Json failure(const std::string& arn, std::string_view reason, std::string_view detail = {});

} // namespace quayside::control
