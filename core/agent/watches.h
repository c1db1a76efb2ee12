#pragma once

#include "core/agent/host_agent.h"
#include "core/agent/ports.h"
#include "core/agent/retry.h"
#include "core/base/alive.h"
#include "core/base/loop.h"
#include "core/docker/engine.h"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace quayside::docker {
class CounterFiles;
class StatsReader;
} // namespace quayside::docker

namespace quayside::agent {

// Where the counters of a container stand.
struct CounterPlace {
    std::string runtime_id; // the engine's; empty while it does not run
    std::int64_t pid = 0; // of its first process; 0: not known
    bool has_network = true; // of its own, or its task's
    std::string network_holder; // the id of the container whose network it has; empty: its own

    bool operator==(const CounterPlace&) const = default;
};

// Readings of the containers that somebody wants to have them of, however many want them. On an engine of this machine
// they come from files; from others over a stream for each container that is wanted every second, and by asking for the
// rest, a few at a time. What breaks is taken up again while the container runs. On the loop's thread.
class Watches {
public:
    Watches(Loop& loop, docker::Engine& engine, Retry retry, const AgentSettings& settings);

    [[nodiscard]] Subscription watch(
        const ContainerKey& key, const CounterPlace& place, Pace pace, Function<void(docker::Stats)> reading);
    // The container runs now there, or no more.
    void container_changed(const ContainerKey& key, const CounterPlace& place);

private:
    struct Watcher {
        Pace pace = Pace::Second;
        std::shared_ptr<Function<void(docker::Stats)>> reading;
    };
    struct Watched {
        std::map<std::uint64_t, Watcher> watchers;
        CounterPlace place;
        bool by_files = false;
        bool asking = false; // for the pid, or for a reading
        Subscription stream;
        Subscription network_stream; // of who holds its network
        docker::Stats network; // the last that it told
        int failures = 0;
        TimerHandle reopen;
    };
    struct Read {
        ContainerKey key;
        CounterPlace place;
        std::optional<docker::Stats> stats;
    };

    static Pace pace_of(const Watched& watched);
    void open(const ContainerKey& key);
    void open_stream(const ContainerKey& key);
    void find_process(const ContainerKey& key);
    void read(const ContainerKey& key, const docker::Stats& stats);
    void ended(const ContainerKey& key);
    void drop(const ContainerKey& key, std::uint64_t ticket);
    void arm();
    void turn();
    void read_files(const std::vector<ContainerKey>& keys);
    void took_files(const std::vector<Read>& reads);
    void ask_more();
    void ask(const ContainerKey& key);
    void ask_network(const ContainerKey& key, docker::Stats stats);
    void answered(const ContainerKey& key, bool well);

    Loop& loop_;
    docker::Engine& engine_;
    docker::StatsReader* reader_; // null: it only streams
    Retry retry_;
    const AgentSettings& settings_;
    std::shared_ptr<docker::CounterFiles> files_; // used on the thread of settings_.files alone
    std::uint64_t next_ticket_ = 1;
    std::map<ContainerKey, Watched> watched_;
    std::deque<ContainerKey> to_ask_;
    int asked_ = 0; // and not answered
    bool reading_files_ = false;
    TimerHandle timer_;
    Alive alive_;
};

} // namespace quayside::agent
