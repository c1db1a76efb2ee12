#pragma once

#include "core/agent/container_config.h"
#include "core/agent/host_agent.h"
#include "core/agent/images.h"
#include "core/agent/observe.h"
#include "core/agent/pause_pool.h"
#include "core/agent/plan_host.h"
#include "core/agent/ports.h"
#include "core/agent/slots.h"
#include "core/agent/task_cgroups.h"
#include "core/agent/task_networks.h"
#include "core/agent/task_relay.h"
#include "core/agent/task_volumes.h"
#include "core/agent/watches.h"
#include "core/base/alive.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace quayside::agent {

struct PortRange {
    std::uint16_t first = 0;
    std::uint16_t last = 0;
};

// What is known of one container, and what an agent needs to go on with it.
struct ContainerEntry : Observed {
    std::string id; // the engine's
    std::int64_t pid = 0; // of its first process; 0: not known, or it does not run
    std::string error; // why it cannot run, as it is reported: the first failure counts
    std::string name_conflict; // the engine's words when the name was taken
    Subscription image; // while `pulling`
    TimePoint reported_at; // the last time
    TimePoint event_at; // of the event that made us look
    Foretold foretold;
    int failures = 0; // in a row, without an answer
    int port_attempts = 0;
    int image_attempts = 0;
    bool inspecting = false;
    bool inspect_again = false;
    bool start_is_ours = false; // nobody else can be about to start it
    bool image_sets_region = false; // in its environment
    bool may_claim = false; // nothing was ever asked of the engine for it
    bool settling = false; // `inspecting` because of the first list
};

struct TaskEntry {
    model::TaskPtr task;
    bool gone = false; // the record was removed
    bool touched = false; // waits to be looked at
    PortRange ports;
    std::vector<ContainerEntry> containers; // in awsvpc mode with the pause container, the last
};

// The tasks of one engine: compares what should be with what is known, asks plan_task() what to do, does it, and
// reports what comes of it. On the loop's thread.
class HostTasks {
public:
    using Report = Function<void(std::vector<ContainerReport>)>;

    // `relay_told`: why its tasks do not reach the task endpoint over a relay; empty: they do.
    HostTasks(Loop& loop, docker::Engine& engine, const Id& engine_id, const AgentSettings& settings, Random& random,
        Report report, PausePool::IsClaimed is_claimed, Function<void(const std::string&)> relay_told);

    // `fresh`: the task has just been placed, so nothing of it can be on the engine.
    void put(const model::TaskPtr& task, PortRange ports, bool fresh);
    void set_gone(const Id& task); // the record was removed: what is left on the engine goes too
    bool contains(const Id& task) const { return tasks_.contains(task); }
    std::vector<Id> ids() const;
    void report_anew(); // what was reported did not arrive

    void set_connected(bool connected);
    void set_engine(const docker::EngineInfo& info);
    void remove_network(const std::string& cluster) { networks_.remove(cluster); }
    // Volumes that are of no task here nor in the state.
    void sweep_volumes(const model::State& state);
    PausePool& pool() { return pool_; }
    TaskRelay& relay() { return relay_; }
    const TaskRelay& relay() const { return relay_; }
    // Whether a container of a task is this one.
    bool has_container(const std::string& id) const { return by_id_.contains(id); }
    // Rows of tasks that are not here are skipped. Returns rows of our tasks that no container of theirs accounts for,
    // and those of pools that no task here has.
    std::vector<docker::ContainerSummary> on_list(const std::vector<docker::ContainerSummary>& rows);
    void on_event(const docker::Event& event);

    [[nodiscard]] Subscription watch(const ContainerKey& key, Pace pace, Function<void(docker::Stats)> reading);

private:
    // Planning: host_tasks.cpp
    void touch(const Id& task); // look at it again soon
    void schedule();
    void run();
    void run_task(TaskEntry& entry);
    void act(const ContainerKey& key, const Action& action);
    void forget_if_finished(const Id& task);
    void wake_at(const Id& task, TimePoint when);
    void set_wake_timer();
    Duration longest_wait() const { return 2 * settings_.reconnect_last; } // retries are a little late at random
    // Such a moment was meant before the clock was set back.
    bool lies_too_far(TimePoint when) const { return when > loop_.now() + longest_wait(); }
    TaskEntry* find_task(const Id& task);
    ContainerEntry* find(const ContainerKey& key);
    const model::Task& task_of(const ContainerKey& key) { return *find_task(key.task)->task; }
    bool should_run(const ContainerKey& key);
    const model::ContainerDefinition& definition_of(const ContainerKey& key)
    {
        return task_of(key).spec->definition->containers[key.index];
    }
    bool may_restart(const ContainerKey& key); // by its policy, when it ends
    bool is_told_stopped(const ContainerKey& key); // reported or published
    bool is_going(const ContainerKey& key); // it runs, perhaps, but should not
    void doubt_old_reports(TaskEntry& entry);
    void hold_published_ports(const model::Task& task);
    ContainerKey key_of(const Id& task, const docker::ContainerSummary& row) const;
    std::map<std::string, ContainerKey> pause_containers() const;
    bool is_its(const ContainerKey& key, const docker::ContainerState& state);
    bool adopt_as_published(const ContainerKey& key, const docker::ContainerSummary& row);
    void compare_with_row(const ContainerKey& key, const docker::ContainerSummary& row);
    void compare_with_nothing(const ContainerKey& key);
    void set_id(const ContainerKey& key, const std::string& id);
    CounterPlace counters_of(const ContainerKey& key);

    // Doing: host_actions.cpp
    std::string id_or_name(const ContainerKey& key);
    void inspect(const ContainerKey& key);
    void inspected(const ContainerKey& key, const Result<docker::ContainerState>& state);
    void observe(const ContainerKey& key, const docker::ContainerState& state);
    void observe_running(const ContainerKey& key, const docker::ContainerState& state);
    void observe_not_running(const ContainerKey& key, const docker::ContainerState& state);
    void absent(const ContainerKey& key);
    std::string image_of(const ContainerKey& key);
    void get_image(const ContainerKey& key);
    void got_image(const ContainerKey& key, const Result<ImageStore::Image>& image);
    void prepare_volumes(const ContainerKey& key);
    void prepare_pause(const ContainerKey& key);
    void claim(const ContainerKey& key);
    void rename(const ContainerKey& key);
    void prepare_relay(const ContainerKey& key);
    bool uses_relay(const ContainerKey& key) { return settings_.relay && joins_relay(task_of(key), key.index); }
    void prepared(const ContainerKey& key, const Result<void>& result, const std::string& why);
    Result<docker::ContainerConfig> config_of(const ContainerKey& key, const std::vector<std::uint16_t>& host_ports);
    void create(const ContainerKey& key);
    void created(const ContainerKey& key, const Result<std::string>& id);
    void start(const ContainerKey& key);
    void join_relay(const ContainerKey& key);
    void start_now(const ContainerKey& key);
    void started(const ContainerKey& key, const Result<void>& result);
    Duration stop_grace(const ContainerKey& key);
    void stop(const ContainerKey& key);
    void remove(const ContainerKey& key);
    void report_stopped(const ContainerKey& key);
    void give_up(const ContainerKey& key, const std::string& reason); // what it depends on cannot be met
    void report(const ContainerKey& key, ContainerReport report);
    void fail_container(const ContainerKey& key, const std::string& reason);
    void no_answer(const ContainerKey& key); // look again, later each time
    // Takes a slot for a create or start call; gives it back when `work` calls its argument.
    void with_slot(const ContainerKey& key, bool first_in_line, Function<void()> work);
    enum class Ports : std::uint8_t { Chosen, Wait, None };
    Ports choose_ports(const ContainerKey& key, std::vector<std::uint16_t>& host_ports);
    bool may_try_other_ports(const ContainerKey& key, const std::string& message);
    bool lost_port(const ContainerKey& key, const docker::ContainerState& state);

    Loop& loop_;
    docker::Engine& engine_;
    const AgentSettings& settings_;
    Report report_;
    Retry retry_;
    ImageStore images_;
    TaskNetworks networks_;
    TaskVolumes volumes_;
    TaskCgroups cgroups_;
    Watches watches_;
    PortLedger ports_;
    Slots starts_;
    PausePool pool_;
    TaskRelay relay_;
    std::int64_t engine_cpus_ = 0;
    bool connected_ = false;
    int settling_ = 0; // containers found by the first list whose ports are not known yet
    bool listed_ = false; // since the connection was made
    bool scheduled_ = false;
    std::unordered_map<Id, TaskEntry> tasks_;
    std::unordered_map<std::string, ContainerKey> by_id_;
    std::vector<Id> touched_; // first come, first served
    std::set<std::pair<TimePoint, Id>> wakes_;
    TimerHandle wake_timer_;
    std::vector<ContainerReport> outbox_;
    Alive alive_;
};

} // namespace quayside::agent
