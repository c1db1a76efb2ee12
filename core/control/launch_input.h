#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/cluster.h"
#include "core/model/launch_type.h"
#include "core/model/state.h"

#include <string>

// How tasks are launched: what RunTask, CreateService, UpdateService and CreateTaskSet have in common. Errors are
// InvalidParameterExceptions in ECS's words unless another code is said.
namespace quayside::control {

struct Launch {
    model::LaunchType type = model::LaunchType::Ec2; // FARGATE also of a strategy of Fargate's providers
    model::CapacityProviderStrategy strategy; // empty: the launch type alone says where
};

// What the call asks for: its strategy, else its launch type, else the cluster's default strategy, else EC2.
Result<Launch> read_launch(const model::State& state, const model::Cluster& cluster, const Json& input);

// The launch type of the call, EC2 where it gives none. ClientException or InvalidParameterException if it is none of
// those that tasks can have by themselves.
Result<model::LaunchType> read_launch_type(const Json& input);

// The strategy under `member`. Of providers that the cluster has, that are ACTIVE, and that are all Fargate's or none.
Result<model::CapacityProviderStrategy> read_strategy(
    const model::State& state, const model::Cluster& cluster, const Json& input, const char* member);
Json describe(const model::CapacityProviderStrategy& strategy);

// FARGATE if all providers are Fargate's, else EC2.
model::LaunchType launch_type_of(const model::CapacityProviderStrategy& strategy);

// "Task definition does not support launch_type FARGATE."
Result<void> check_compatible(const model::TaskDefinition& definition, model::LaunchType type);
// `networkConfiguration`: there is one exactly if the definition's network mode is awsvpc, within ECS's quotas.
Result<void> check_network(const model::TaskDefinition& definition, const Json& network);
// The `platformVersion` of the call, LATEST if it gives none; empty for launch types that have none. Platform-
// UnknownException, PlatformTaskDefinitionIncompatibilityException.
Result<std::string> read_platform_version(
    const model::TaskDefinition& definition, model::LaunchType type, const Json& input);

} // namespace quayside::control
