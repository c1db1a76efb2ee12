#pragma once

#include "core/base/id.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quayside {

// A daemon stands among the services, and its task definition among the task definitions, under a name that none of
// those can have: "daemon:NAME".
std::string daemon_name(std::string_view name);
bool is_daemon_name(std::string_view name);
std::string_view plain_name(std::string_view name); // without the mark, if it has one

// Whose resources are named: arn:aws:ecs:<region>:<account>:... Of daemons, the type says it and the name is the plain
// one: daemon/CLUSTER/NAME, daemon-task-definition/FAMILY:REVISION, daemon-deployment/CLUSTER/NAME/ID,
// daemon-revision/CLUSTER/NAME/NUMBER.
struct ArnScope {
    std::string account = "123456789012";
    std::string region = "us-east-1";

    std::string cluster(std::string_view name) const; // cluster/NAME
    std::string service(std::string_view cluster, std::string_view name) const; // service/CLUSTER/NAME
    std::string task(std::string_view cluster, const Id& id) const; // task/CLUSTER/ID
    std::string container_instance(std::string_view cluster, const Id& id) const;
    std::string container(std::string_view cluster, const Id& task, std::size_t index) const;
    std::string task_definition(std::string_view family, std::int64_t revision) const;
    std::string capacity_provider(std::string_view name) const; // capacity-provider/NAME
    std::string service_revision(std::string_view cluster, std::string_view service, std::uint64_t number) const;
    // service-deployment/CLUSTER/SERVICE/ID, where ID is 21 URL-safe characters that stand for the number
    std::string service_deployment(std::string_view cluster, std::string_view service, std::uint64_t number) const;
    std::string task_set(std::string_view cluster, std::string_view service, std::uint64_t number) const;

private:
    std::string of(std::string_view type, std::string_view rest) const;
    std::string of_service(
        std::string_view part, std::string_view cluster, std::string_view service, const std::string& rest) const;
};

// An ECS ARN taken apart; nothing if `text` is none.
struct Arn {
    std::string region;
    std::string account;
    std::string type; // cluster, task, ...
    std::string resource; // what follows the type: "web", "default/0123...", "web:3"

    static std::optional<Arn> parse(std::string_view text);

    std::string_view name() const; // the part after the last slash
    std::string_view cluster() const; // of a long ARN of a task, service or instance; else empty
};

bool is_arn(std::string_view text);

// The part of a parameter that names a cluster, service, task or instance: a bare name or id, or the end of an ARN.
std::string_view short_name_of(std::string_view name_or_arn);

} // namespace quayside
