#pragma once

#include "core/base/enum_names.h"
#include "core/base/fields.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/model/deployment.h"
#include "core/model/deployment_configuration.h"
#include "core/model/placement.h"
#include "core/model/tag.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace quayside::model {

enum class ServiceStatus : std::uint8_t { Active, Draining, Inactive };
enum class SchedulingStrategy : std::uint8_t { Replica, Daemon };
enum class DeploymentController : std::uint8_t { Ecs, CodeDeploy, External };
enum class PropagateTags : std::uint8_t { None, TaskDefinition, Service };

// So many tasks of a revision, kept running. What was asked for; how it goes is in its deployments, and its counts are
// sums over State.
struct Service {
    static constexpr const char* kind_name = "service";
    struct Key {
        std::string cluster;
        std::string name;
        auto operator<=>(const Key&) const = default;
    };

    RowId row = 0;
    std::string cluster;
    std::string name;
    ServiceStatus status = ServiceStatus::Active;
    SchedulingStrategy scheduling_strategy = SchedulingStrategy::Replica;
    DeploymentController controller = DeploymentController::Ecs;
    std::int64_t desired_count = 0; // of DAEMON: how many instances take it, as the scheduler found
    DeploymentConfiguration deployment_configuration;
    std::vector<PlacementConstraint> placement_constraints;
    std::vector<PlacementStrategy> placement_strategy;
    bool zone_rebalancing = false;
    std::int64_t health_check_grace_period = 0; // seconds
    PropagateTags propagate_tags = PropagateTags::None;
    bool managed_tags = false;
    bool enable_execute_command = false;
    TimePoint created_at;
    TimePoint updated_at;
    std::string created_by;
    Tags tags;
    // Of the call that made it.
    std::string client_token;
    std::string call; // fingerprint of the other parameters

    // The deployments that count: PRIMARY first, then those that still have tasks, newest first. Of task sets likewise;
    // there may be none that is PRIMARY.
    std::vector<std::uint64_t> deployments;

    // What the scheduler remembers.
    bool steady = false; // has said so
    TimePoint steady_said_at;
    TimePoint throttled_until; // placement failed: not before, unless an instance changed
    // The messages that are not repeated until what they tell of has passed, and when they were said.
    struct Said {
        std::string topic;
        TimePoint at;

        bool operator==(const Said&) const = default;
        static void fields(auto& self, auto&& v)
        {
            v("topic", self.topic);
            v("at", self.at);
        }
    };
    std::vector<Said> said;

    Key key() const { return { cluster, name }; }
    bool operator==(const Service&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("cluster", self.cluster);
        v("name", self.name);
        v("status", self.status);
        v("schedulingStrategy", self.scheduling_strategy);
        v("deploymentController", self.controller);
        v("desiredCount", self.desired_count);
        v("deploymentConfiguration", self.deployment_configuration);
        v("placementConstraints", self.placement_constraints);
        v("placementStrategy", self.placement_strategy);
        v("zoneRebalancing", self.zone_rebalancing);
        v("healthCheckGracePeriod", self.health_check_grace_period);
        v("propagateTags", self.propagate_tags);
        v("managedTags", self.managed_tags);
        v("enableExecuteCommand", self.enable_execute_command);
        v("createdAt", self.created_at);
        v("updatedAt", self.updated_at);
        v("createdBy", self.created_by);
        v("tags", self.tags);
        v("clientToken", self.client_token);
        v("call", self.call);
        v("deployments", self.deployments);
        v("steady", self.steady);
        v("steadySaidAt", self.steady_said_at);
        v("throttledUntil", self.throttled_until);
        v("said", self.said);
    }
};

using ServicePtr = std::shared_ptr<const Service>;

} // namespace quayside::model

template <>
struct std::hash<quayside::model::Service::Key> {
    std::size_t operator()(const quayside::model::Service::Key& key) const noexcept
    {
        return std::hash<std::string>()(key.cluster) * 31 + std::hash<std::string>()(key.name);
    }
};
template <>
struct quayside::EnumNames<quayside::model::ServiceStatus> {
    static constexpr std::string_view names[] = { "ACTIVE", "DRAINING", "INACTIVE" };
};
template <>
struct quayside::EnumNames<quayside::model::SchedulingStrategy> {
    static constexpr std::string_view names[] = { "REPLICA", "DAEMON" };
};
template <>
struct quayside::EnumNames<quayside::model::DeploymentController> {
    static constexpr std::string_view names[] = { "ECS", "CODE_DEPLOY", "EXTERNAL" };
};
template <>
struct quayside::EnumNames<quayside::model::PropagateTags> {
    static constexpr std::string_view names[] = { "NONE", "TASK_DEFINITION", "SERVICE" };
};
