#pragma once

#include "core/base/enum_names.h"
#include "core/base/fields.h"
#include "core/model/resources.h"
#include "core/model/tag.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quayside::model {

enum class TaskDefinitionStatus : std::uint8_t { Active, Inactive, DeleteInProgress };
enum class NetworkMode : std::uint8_t { Bridge, Host, None, Awsvpc };

struct KeyValue {
    std::string name;
    std::string value;

    bool operator==(const KeyValue&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("name", self.name);
        v("value", self.value);
    }
};

struct PortMapping {
    std::uint16_t container_port = 0;
    std::uint16_t host_port = 0; // 0: the agent picks one
    Protocol protocol = Protocol::Tcp;
    std::string name;

    bool operator==(const PortMapping&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("containerPort", self.container_port);
        v("hostPort", self.host_port);
        v("protocol", self.protocol);
        v("name", self.name);
    }
};

enum class DependencyCondition : std::uint8_t { Start, Complete, Success, Healthy };

struct ContainerDependency {
    std::string container_name;
    DependencyCondition condition = DependencyCondition::Start;

    bool operator==(const ContainerDependency&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("containerName", self.container_name);
        v("condition", self.condition);
    }
};

struct RestartPolicy {
    bool enabled = false;
    std::vector<std::int32_t> ignored_exit_codes;
    std::int64_t restart_attempt_period = 300; // seconds that the container must have run to be started again

    bool operator==(const RestartPolicy&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("enabled", self.enabled);
        v("ignoredExitCodes", self.ignored_exit_codes);
        v("restartAttemptPeriod", self.restart_attempt_period);
    }
};

// The members of a ContainerDefinition that the scheduler, the agent and the tables read. Everything else stays in
// TaskDefinition::document, from which the agent takes it when it creates the container.
struct ContainerDefinition {
    std::string name;
    std::string image;
    std::int64_t cpu = 0; // CPU units
    std::int64_t memory = 0; // hard limit, MiB; 0 = none
    std::int64_t memory_reservation = 0; // MiB; 0 = none
    bool essential = true;
    std::vector<std::string> command;
    std::vector<std::string> entry_point;
    std::vector<KeyValue> environment;
    std::vector<PortMapping> port_mappings;
    std::vector<ContainerDependency> depends_on;
    std::optional<RestartPolicy> restart_policy;
    std::optional<std::int64_t> start_timeout; // seconds
    std::optional<std::int64_t> stop_timeout; // seconds
    std::int64_t gpus = 0; // of resourceRequirements; not among the fields, whose names are those of the document

    bool operator==(const ContainerDefinition&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("name", self.name);
        v("image", self.image);
        v("cpu", self.cpu);
        v("memory", self.memory);
        v("memoryReservation", self.memory_reservation);
        v("essential", self.essential);
        v("command", self.command);
        v("entryPoint", self.entry_point);
        v("environment", self.environment);
        v("portMappings", self.port_mappings);
        v("dependsOn", self.depends_on);
        v("restartPolicy", self.restart_policy);
        v("startTimeout", self.start_timeout);
        v("stopTimeout", self.stop_timeout);
    }
};

// One revision of a family. It never changes but for its status, its tags and the note.
struct TaskDefinition {
    static constexpr const char* kind_name = "taskDefinition";
    struct Key {
        std::string family;
        std::int64_t revision = 0;
        auto operator<=>(const Key&) const = default;
    };

    RowId row = 0;
    std::string family;
    std::int64_t revision = 0;
    TaskDefinitionStatus status = TaskDefinitionStatus::Active;
    TimePoint registered_at;
    TimePoint deregistered_at;
    TimePoint delete_requested_at;
    std::string registered_by;
    Tags tags;
    std::string note; // Quayside's own: what a person wrote beside the revision

    // What was registered, key for key, including members that the API model does not know. Replies of the API leave
    // those out; the editor and export show them.
    Json document = Json::object();

    // Read from the document when it was registered or loaded; not stored.
    NetworkMode network_mode = NetworkMode::Bridge;
    std::int64_t cpu = 0; // task level, CPU units; 0 = not given
    std::int64_t memory = 0; // task level, MiB; 0 = not given
    std::vector<ContainerDefinition> containers;

    Key key() const { return { family, revision }; }
    bool operator==(const TaskDefinition&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("family", self.family);
        v("revision", self.revision);
        v("status", self.status);
        v("registeredAt", self.registered_at);
        v("deregisteredAt", self.deregistered_at);
        v("deleteRequestedAt", self.delete_requested_at);
        v("registeredBy", self.registered_by);
        v("tags", self.tags);
        v("note", self.note);
        v("document", self.document);
    }
};

using TaskDefinitionPtr = std::shared_ptr<const TaskDefinition>;

// Fills the typed members from `document`, which has passed validation: what is missing or of another type stays at its
// default.
void read_document(TaskDefinition& definition);

// The GPUs that `resourceRequirements` of a container, or of an override of one, asks for.
std::int64_t gpus_in(const Json& container);

// "family:revision"
std::string short_name(const TaskDefinition& definition);

} // namespace quayside::model

template <>
struct std::hash<quayside::model::TaskDefinition::Key> {
    std::size_t operator()(const quayside::model::TaskDefinition::Key& key) const noexcept
    {
        return std::hash<std::string>()(key.family) * 31 + static_cast<std::size_t>(key.revision);
    }
};
template <>
struct quayside::EnumNames<quayside::model::TaskDefinitionStatus> {
    static constexpr std::string_view names[] = { "ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS" };
};
template <>
struct quayside::EnumNames<quayside::model::NetworkMode> {
    static constexpr std::string_view names[] = { "bridge", "host", "none", "awsvpc" };
};
template <>
struct quayside::EnumNames<quayside::model::DependencyCondition> {
    static constexpr std::string_view names[] = { "START", "COMPLETE", "SUCCESS", "HEALTHY" };
};
