#pragma once

#include "core/agent/host_agent.h"
#include "core/agent/pool_demand.h"
#include "core/agent/retry.h"
#include "core/agent/slots.h"
#include "core/agent/task_networks.h"
#include "core/base/alive.h"
#include "core/docker/engine.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace quayside::agent {

// Pause containers of one engine that stand ready for tasks in awsvpc mode, each with its place in the network of a
// cluster. They are made and removed one at a time while the engine rests, so that nothing that was asked for waits for
// them; a task that finds none has its own made. What the engine has of them is its own record: by their labels and
// names they are found again after a restart. One that still has its first name was never joined by anybody. On the
// loop's thread.
class PausePool {
public:
    struct Spare {
        std::string id;
        docker::NetworkPlace place;
    };
    // Whether a task's record says that it has this container.
    using IsClaimed = Function<bool(const std::string& id)>;

    PausePool(Loop& loop, docker::Engine& engine, const AgentSettings& settings, const Id& engine_id,
        TaskNetworks& networks, Slots& starts, const Retry& retry, IsClaimed is_claimed);

    // A task of this cluster was begun.
    void begun(const std::string& cluster, TimePoint at);
    // Whose tasks the engine takes.
    void set_clusters(std::set<std::string> clusters);
    void set_connected(bool connected);
    // Something else was asked of the engine.
    void asked();

    bool has(const std::string& cluster) const;
    // It is the task's from now on.
    std::optional<Spare> take(const std::string& cluster);

    // Containers with a label of this pool and a name of it; all that there are.
    void on_list(const std::vector<docker::ContainerSummary>& rows);
    void on_event(const docker::Event& event);

private:
    enum class State { Wanted, Unknown, Created, Ready, Ended };
    struct Member {
        std::string name;
        std::string cluster;
        State state = State::Unknown;
        Spare spare;
    };

    void rest();
    void go_on();
    void step(Member& member);
    void make(const std::string& cluster);
    void create(const Member& member);
    void start(const Member& member);
    void inspect(const Member& member);
    void inspected(const std::string& name, const Result<docker::ContainerState>& state);
    void remove(const Member& member);
    template <class T>
    void with_slot(const std::string& name, Function<void(docker::Engine::Callback<T>)> call,
        Function<void(Member&, const Result<T>&)> then);
    void done(const Error* error);
    Member* find(const std::string& name);
    void drop(const std::string& name);
    PoolCounts present() const;

    Loop& loop_;
    docker::Engine& engine_;
    const AgentSettings& settings_;
    const std::string engine_id_;
    TaskNetworks& networks_;
    Slots& starts_;
    Retry retry_;
    IsClaimed is_claimed_;
    PoolDemand demand_;
    std::set<std::string> clusters_;
    std::vector<Member> members_;
    bool connected_ = false;
    bool working_ = false;
    int failures_ = 0; // in a row
    std::uint64_t names_ = 0;
    TimerHandle timer_;
    Alive alive_;
};

} // namespace quayside::agent
