#pragma once

#include "core/agent/relay_server.h"
#include "core/base/loop.h"
#include "core/docker/engine.h"
#include "core/model/change_set.h"
#include "core/model/state.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quayside::agent {

// What became known about one container of a task. Members that are not known keep their default and change nothing.
struct ContainerReport {
    Id task;
    std::size_t index = 0; // in the task definition; behind its last: the pause container
    model::ContainerStatus status = model::ContainerStatus::Pending;
    model::HealthStatus health = model::HealthStatus::Unknown; // as its health check says
    std::string runtime_id;
    std::string image_digest;
    std::string reason; // as ECS words it: "CannotPullContainerError: ...", "OutOfMemoryError: ..."
    std::optional<std::int32_t> exit_code;
    TimePoint started_at;
    TimePoint stopped_at;
    TimePoint pull_started_at;
    TimePoint pull_stopped_at;
    std::vector<model::NetworkBinding> network_bindings;
    std::optional<model::NetworkInterface> network_interface; // that a running pause container holds
    TimePoint seen_at; // when the engine said so; for the latency figures
};

// What became known about the engine itself.
struct EngineReport {
    bool connected = false;
    std::string problem; // one sentence, when not connected
    docker::EngineInfo info; // when connected
    // News of the relay: why programs in its tasks do not reach the task endpoint; empty: they do.
    std::optional<std::string> no_task_endpoint{};
};

// Where an agent's findings go. Called on the loop's thread, from inside the agent: the implementation records the
// finding and returns; it answers later through HostAgent::apply.
class Reporter {
public:
    virtual ~Reporter() = default;
    virtual void report(const Id& engine, const EngineReport& report) = 0;
    virtual void report(const Id& engine, std::vector<ContainerReport> reports) = 0;
};

// Waits and retries. Defaults are ECS's (agent reference 13, decisions 1-2, 17, 23); tests scale them.
struct AgentSettings {
    std::string installation; // value of the ownership label
    std::string account = "123456789012"; // in the ARNs that labels carry
    std::string region = "us-east-1";
    Duration ping_interval = std::chrono::seconds{ 5 };
    int failed_pings = 3; // then the engine counts as not connected
    Duration list_interval = std::chrono::seconds{ 60 };
    Duration reconnect_first = std::chrono::seconds{ 1 }; // doubled up to reconnect_last, with jitter
    Duration reconnect_last = std::chrono::seconds{ 30 };
    Duration stop_timeout = std::chrono::seconds{ 30 }; // where the definition says nothing
    int parallel_starts = 8;
    int parallel_pulls = 3;
    int pull_attempts = 5; // for failures that may pass: a registry that does not answer
    // Pause containers that stand ready, so that tasks in awsvpc mode come up faster: at most so many on an engine (0:
    // none), for as many tasks as were begun there within `pool_memory`. They are made when nothing was asked of the
    // engine for `pool_rest`.
    int pooled_pauses = 32;
    Duration pool_memory = std::chrono::minutes{ 15 };
    Duration pool_rest = std::chrono::seconds{ 2 };
    std::string bind_ip = "127.0.0.1"; // where published ports listen; 0.0.0.0 for an engine elsewhere
    bool probe_ports = true; // try to bind a dynamic port before it is used: only a local engine
    // With what the registry of a container's image is logged in to; an error is why the container cannot run. Null:
    // with nothing.
    std::function<Result<docker::RegistryLogin>(const model::Task& task, std::size_t index)> login;
    // By which the programs in a container find the task endpoint; null: they do not reach it.
    std::function<std::vector<model::KeyValue>(const model::Task& task, std::size_t index)> variables;
    // Answers them where they do not reach this machine by themselves: over a relay that the agent keeps on the engine
    // while there are tasks that need it. Null: there is none.
    TaskRequests relay;
    Duration relay_rest = std::chrono::seconds{ 30 }; // after the last of those tasks
    // The digest that stands for the tag of a container's image in its task's deployment; empty while no task of that
    // has brought one. Nothing: the tag is taken as it is. Null: always.
    std::function<std::optional<std::string>(const model::Task& task, std::size_t index)> pinned_digest;
    // What definitions only name: the value of a secret (`valueFrom`), and the text of a file (its S3 ARN). Null: there
    // is nothing of the kind. They are asked when a container is made; values are kept nowhere.
    std::function<Result<std::string>(const std::string& value_from)> secret;
    std::function<Result<std::string>(const std::string& arn)> file;
    // The account's mode of log drivers: blocking or non-blocking. Null: the latter.
    std::function<std::string()> log_mode;
    // Holds what stands for the file systems of EFS and FSx; empty: volumes of the engine do.
    std::string file_systems;
    // /sys/fs/cgroup, where the limits of a task can be written for all its containers; empty: each bears them.
    std::string cgroups;
    // Where the counters of containers are read from the files of this machine. Null: the engine is asked.
    Loop* files = nullptr;
    bool stream_stats = true; // a connection for each container that somebody looks at; else it is asked each time
};

// How often the counters of a container are wanted.
enum class Pace : std::uint8_t { Second, TenSeconds };

// Runs the tasks of one engine's container instances: pulls, creates, starts, watches, stops and removes containers,
// and reports what it sees. Owns no state that a restart would need: the store and the engine's labels are both copies
// of it. Lives on the loop's thread.
class HostAgent {
public:
    HostAgent(Loop& loop, docker::Engine& engine, Id engine_id, AgentSettings settings, Reporter& reporter);
    ~HostAgent();

    // Tells the agent of published changes (also the first, full set). Only tasks on this engine's instances matter to
    // it. Nothing on the engine is changed before the first call. `state` must live as long as the agent, which looks
    // up whether a container that it finds belongs to a task that exists. A set that is `full` makes the agent report
    // everything anew.
    void apply(const model::ChangeSet& changes, const model::State& state);

    bool connected() const;

    // Readings of one container while the subscription lives, each shortly before a whole second or ten seconds.
    [[nodiscard]] Subscription watch(
        const Id& task, std::size_t index, Pace pace, Function<void(docker::Stats)> reading);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace quayside::agent
