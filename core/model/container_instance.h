#pragma once

#include "core/base/enum_names.h"
#include "core/base/fields.h"
#include "core/model/attribute.h"
#include "core/model/launch_type.h"
#include "core/model/resources.h"
#include "core/model/tag.h"

#include <string>

namespace quayside::model {

enum class ContainerInstanceStatus : std::uint8_t { Active, Draining, Inactive };

// A place for tasks: a whole engine, or a slice of one with its own CPU, memory, ports and zone.
// What is free is not stored: it is `registered` less what the tasks on it reserve.
struct ContainerInstance {
    static constexpr const char* kind_name = "containerInstance";
    using Key = Id;

    RowId row = 0;
    Id id;
    Id engine;
    std::string name; // for people; unique in the installation
    std::string cluster;
    ContainerInstanceStatus status = ContainerInstanceStatus::Active;
    bool agent_connected = false;
    Resources registered; // ports: those that are reserved and never given to tasks
    // Dynamic host ports come from this closed range.
    std::uint16_t first_dynamic_port = 61000;
    std::uint16_t last_dynamic_port = 65535;
    std::string availability_zone;
    Attributes attributes; // built-in and custom
    TimePoint registered_at;
    std::int64_t version = 1;
    Tags tags;
    LaunchType launch_type = LaunchType::Ec2; // FARGATE: set aside for such tasks, and in no ECS reply
    std::string capacity_provider; // empty: of none
    bool terminating = false; // its capacity provider lets it go once it is empty
    // What an agent that registered it through the API said of itself; empty of our own.
    std::string agent_version;
    std::string agent_hash;
    std::string docker_version;

    const Key& key() const { return id; }
    bool operator==(const ContainerInstance&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("id", self.id);
        v("engine", self.engine);
        v("name", self.name);
        v("cluster", self.cluster);
        v("status", self.status);
        v("agentConnected", self.agent_connected);
        v("registered", self.registered);
        v("firstDynamicPort", self.first_dynamic_port);
        v("lastDynamicPort", self.last_dynamic_port);
        v("availabilityZone", self.availability_zone);
        v("attributes", self.attributes);
        v("registeredAt", self.registered_at);
        v("version", self.version);
        v("tags", self.tags);
        v("launchType", self.launch_type);
        v("capacityProvider", self.capacity_provider);
        v("terminating", self.terminating);
        v("agentVersion", self.agent_version);
        v("agentHash", self.agent_hash);
        v("dockerVersion", self.docker_version);
    }
};

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::ContainerInstanceStatus> {
    static constexpr std::string_view names[] = { "ACTIVE", "DRAINING", "INACTIVE" };
};
