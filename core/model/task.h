#pragma once

#include "core/base/enum_names.h"
#include "core/base/fields.h"
#include "core/model/launch_type.h"
#include "core/model/placement.h"
#include "core/model/resources.h"
#include "core/model/tag.h"
#include "core/model/task_definition.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quayside::model {

// In the order in which a task passes through them; it never goes back.
enum class TaskStatus : std::uint8_t {
    Provisioning,
    Pending,
    Activating,
    Running,
    Deactivating,
    Stopping,
    Deprovisioning,
    Stopped,
    Deleted
};
enum class DesiredStatus : std::uint8_t { Running, Stopped };
enum class ContainerStatus : std::uint8_t { Pending, Running, Stopped };
enum class HealthStatus : std::uint8_t { Unknown, Healthy, Unhealthy };
enum class AttachmentStatus : std::uint8_t {
    None,
    Precreated,
    Created,
    Attaching,
    Attached,
    Detaching,
    Detached,
    Deleted,
    Failed
};
enum class StopCode : std::uint8_t {
    None,
    TaskFailedToStart,
    EssentialContainerExited,
    UserInitiated,
    ServiceSchedulerInitiated,
    SpotInterruption,
    TerminationNotice
};

struct ContainerOverride {
    std::string name;
    std::vector<std::string> command;
    std::vector<KeyValue> environment;
    std::optional<std::int64_t> cpu;
    std::optional<std::int64_t> memory;
    std::optional<std::int64_t> memory_reservation;

    bool operator==(const ContainerOverride&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("name", self.name);
        v("command", self.command);
        v("environment", self.environment);
        v("cpu", self.cpu);
        v("memory", self.memory);
        v("memoryReservation", self.memory_reservation);
    }
};

// What the tasks of one RunTask or StartTask call, or of one deployment of a service on one capacity provider, have in
// common. Immutable; shared by those tasks, so that a task itself stays small.
struct TaskSpec {
    static constexpr const char* kind_name = "taskSpec";
    using Key = RowId;

    RowId row = 0;
    std::string cluster;
    TaskDefinition::Key definition_key;
    std::string group; // "family:web" unless given
    std::string started_by; // at most 128 characters; ecs-svc/<number> of a service's
    std::string service; // empty: started by RunTask or StartTask
    std::uint64_t deployment = 0; // number of the service's deployment or task set
    std::string capacity_provider; // that the strategy chose; empty: none
    std::string platform_version; // of Fargate
    LaunchType launch_type = LaunchType::Ec2;
    bool enable_execute_command = false;
    std::vector<ContainerOverride> container_overrides;
    Json overrides = Json::object(); // as given, for replies
    Tags tags;
    // Where its tasks may go, kept for those that wait for capacity; of a service's, they stand in the service.
    std::vector<PlacementConstraint> placement_constraints;
    std::vector<PlacementStrategy> placement_strategy;
    Json network_configuration = Json::object(); // as given, of awsvpc
    // Of the call that made it, so that the same call sent again finds its tasks instead of starting more.
    std::string client_token; // empty: none
    std::string call; // fingerprint of the other parameters

    TaskDefinitionPtr definition; // resolved from definition_key; not stored

    Key key() const { return row; }
    bool operator==(const TaskSpec&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("cluster", self.cluster);
        v("family", self.definition_key.family);
        v("revision", self.definition_key.revision);
        v("group", self.group);
        v("startedBy", self.started_by);
        v("launchType", self.launch_type);
        v("enableExecuteCommand", self.enable_execute_command);
        v("containerOverrides", self.container_overrides);
        v("overrides", self.overrides);
        v("tags", self.tags);
        v("clientToken", self.client_token);
        v("call", self.call);
        v("service", self.service);
        v("deployment", self.deployment);
        v("capacityProvider", self.capacity_provider);
        v("platformVersion", self.platform_version);
        v("placementConstraints", self.placement_constraints);
        v("placementStrategy", self.placement_strategy);
        v("networkConfiguration", self.network_configuration);
    }
};

using TaskSpecPtr = std::shared_ptr<const TaskSpec>;

struct NetworkBinding {
    std::uint16_t container_port = 0;
    std::uint16_t host_port = 0;
    Protocol protocol = Protocol::Tcp;
    std::string bind_ip;

    bool operator==(const NetworkBinding&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("containerPort", self.container_port);
        v("hostPort", self.host_port);
        v("protocol", self.protocol);
        v("bindIP", self.bind_ip);
    }
};

// One container of a task as the agent last saw it. Its name is that of the container definition with the same index.
struct Container {
    ContainerStatus last_status = ContainerStatus::Pending;
    HealthStatus health = HealthStatus::Unknown;
    std::optional<std::int32_t> exit_code;
    TimePoint started_at;
    TimePoint stopped_at;
    std::string runtime_id; // the engine's container id
    std::string reason;
    std::string image_digest;
    std::vector<NetworkBinding> network_bindings;
    std::uint32_t restart_count = 0; // by its restart policy
    TimePoint last_restart_at;

    bool operator==(const Container&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("lastStatus", self.last_status);
        v("health", self.health);
        v("exitCode", self.exit_code);
        v("startedAt", self.started_at);
        v("stoppedAt", self.stopped_at);
        v("runtimeId", self.runtime_id);
        v("reason", self.reason);
        v("imageDigest", self.image_digest);
        v("networkBindings", self.network_bindings);
        v("restartCount", self.restart_count);
        v("lastRestartAt", self.last_restart_at);
    }
};

// The agent in a container that lets ExecuteCommand in, as another program's container agent submitted it. In
// containers on engines of ours it is as its container is.
struct ManagedAgent {
    std::uint32_t container = 0; // index
    std::string last_status;
    std::string reason;
    TimePoint last_started_at;

    bool operator==(const ManagedAgent&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("container", self.container);
        v("lastStatus", self.last_status);
        v("reason", self.reason);
        v("lastStartedAt", self.last_started_at);
    }
};

// What a task in awsvpc mode has for itself: its pause container holds it, the others share it.
struct NetworkInterface {
    std::string private_ipv4_address;
    std::string mac_address;
    std::string pause_id; // the engine's container id

    bool operator==(const NetworkInterface&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("privateIPv4Address", self.private_ipv4_address);
        v("macAddress", self.mac_address);
        v("pauseId", self.pause_id);
    }
};

// One run of a task definition on a container instance.
struct Task {
    static constexpr const char* kind_name = "task";
    using Key = Id;

    RowId row = 0;
    Id id;
    Id container_instance; // null until placed
    RowId spec_row = 0;
    TaskStatus last_status = TaskStatus::Provisioning;
    DesiredStatus desired_status = DesiredStatus::Running;
    HealthStatus health = HealthStatus::Unknown;
    StopCode stop_code = StopCode::None;
    AttachmentStatus attachment = AttachmentStatus::None; // as another program's container agent submitted it
    bool connected = true; // the agent's connection, as in `connectivity`
    bool unknown = false; // the window's UNKNOWN: the engine does not answer; never in an API reply
    std::uint32_t version = 1; // grows with every visible change
    TimePoint created_at;
    TimePoint connectivity_at;
    TimePoint pull_started_at;
    TimePoint pull_stopped_at;
    TimePoint started_at;
    TimePoint stopping_at;
    TimePoint execution_stopped_at;
    TimePoint stopped_at;
    std::string stopped_reason;
    std::vector<Container> containers; // as many as the definition has, in its order
    TimePoint protected_until; // from scale-in and deployments; kNever: not
    bool settled = false; // of a service's task that stopped: the scheduler has taken note
    std::vector<ManagedAgent> managed_agents;
    std::vector<NetworkInterface> network_interfaces; // of awsvpc: one, once an engine has made it

    TaskSpecPtr spec; // resolved from spec_row; not stored; never null in State

    const Key& key() const { return id; }
    bool operator==(const Task&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("id", self.id);
        v("containerInstance", self.container_instance);
        v("spec", self.spec_row);
        v("lastStatus", self.last_status);
        v("desiredStatus", self.desired_status);
        v("health", self.health);
        v("stopCode", self.stop_code);
        v("connected", self.connected);
        v("unknown", self.unknown);
        v("version", self.version);
        v("createdAt", self.created_at);
        v("connectivityAt", self.connectivity_at);
        v("pullStartedAt", self.pull_started_at);
        v("pullStoppedAt", self.pull_stopped_at);
        v("startedAt", self.started_at);
        v("stoppingAt", self.stopping_at);
        v("executionStoppedAt", self.execution_stopped_at);
        v("stoppedAt", self.stopped_at);
        v("stoppedReason", self.stopped_reason);
        v("containers", self.containers);
        v("protectedUntil", self.protected_until);
        v("settled", self.settled);
        v("managedAgents", self.managed_agents);
        v("attachment", self.attachment);
        v("networkInterfaces", self.network_interfaces);
    }
};

using TaskPtr = std::shared_ptr<const Task>;

// What a task reserves on its instance: task level where given, else the sum of its containers (the reservation where
// there is one, else the limit), overrides applied; and its static host ports.
Resources reservation(const TaskSpec& spec);

// The container definition with the overrides of the call applied.
ContainerDefinition effective_container(const TaskSpec& spec, std::size_t index);

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::TaskStatus> {
    static constexpr std::string_view names[] = { "PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING",
        "STOPPING", "DEPROVISIONING", "STOPPED", "DELETED" };
};
template <>
struct quayside::EnumNames<quayside::model::DesiredStatus> {
    static constexpr std::string_view names[] = { "RUNNING", "STOPPED" };
};
template <>
struct quayside::EnumNames<quayside::model::ContainerStatus> {
    static constexpr std::string_view names[] = { "PENDING", "RUNNING", "STOPPED" };
};
template <>
struct quayside::EnumNames<quayside::model::HealthStatus> {
    static constexpr std::string_view names[] = { "UNKNOWN", "HEALTHY", "UNHEALTHY" };
};
template <>
struct quayside::EnumNames<quayside::model::AttachmentStatus> {
    static constexpr std::string_view names[]
        = { "", "PRECREATED", "CREATED", "ATTACHING", "ATTACHED", "DETACHING", "DETACHED", "DELETED", "FAILED" };
};
template <>
struct quayside::EnumNames<quayside::model::StopCode> {
    static constexpr std::string_view names[] = { "", "TaskFailedToStart", "EssentialContainerExited", "UserInitiated",
        "ServiceSchedulerInitiated", "SpotInterruption", "TerminationNotice" };
};
