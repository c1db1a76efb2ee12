#pragma once

#include "core/base/fields.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/model/launch_type.h"
#include "core/model/placement.h"
#include "core/model/task_definition.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace quayside::model {

// What a deployment brings: everything of a service that cannot change without a new deployment. Immutable; lives as
// long as a deployment of its service names it.
struct ServiceRevision {
    static constexpr const char* kind_name = "serviceRevision";
    using Key = std::uint64_t;

    RowId row = 0;
    std::uint64_t number = 0; // up to 19 digits: the last part of its ARN
    std::string cluster;
    std::string service;
    TaskDefinition::Key definition_key;
    LaunchType launch_type = LaunchType::Ec2; // means nothing beside a capacity provider strategy
    CapacityProviderStrategy capacity_provider_strategy;
    std::string platform_version; // of Fargate
    TimePoint created_at;
    // As given; empty objects and arrays where not.
    Json network_configuration = Json::object();
    Json load_balancers = Json::array();
    Json service_registries = Json::array();
    Json service_connect_configuration = Json::object();
    Json volume_configurations = Json::array();
    Json vpc_lattice_configurations = Json::array();
    Json daemon_settings = Json::object(); // of a daemon: propagateTags, enableECSManagedTags, enableExecuteCommand
    // The digests that the tags meant when the first task of the revision pulled them, by container name.
    std::vector<KeyValue> image_digests;

    TaskDefinitionPtr definition; // resolved from definition_key; not stored; never null in State

    Key key() const { return number; }
    bool operator==(const ServiceRevision&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("number", self.number);
        v("cluster", self.cluster);
        v("service", self.service);
        v("family", self.definition_key.family);
        v("revision", self.definition_key.revision);
        v("launchType", self.launch_type);
        v("capacityProviderStrategy", self.capacity_provider_strategy);
        v("platformVersion", self.platform_version);
        v("createdAt", self.created_at);
        v("networkConfiguration", self.network_configuration);
        v("loadBalancers", self.load_balancers);
        v("serviceRegistries", self.service_registries);
        v("serviceConnectConfiguration", self.service_connect_configuration);
        v("volumeConfigurations", self.volume_configurations);
        v("vpcLatticeConfigurations", self.vpc_lattice_configurations);
        v("imageDigests", self.image_digests);
        v("daemonSettings", self.daemon_settings);
    }
};

using ServiceRevisionPtr = std::shared_ptr<const ServiceRevision>;

} // namespace quayside::model
