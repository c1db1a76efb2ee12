#pragma once

#include "core/agent/ports.h"
#include "core/agent/retry.h"
#include "core/base/alive.h"
#include "core/base/loop.h"
#include "core/docker/engine.h"

#include <map>
#include <memory>
#include <string>

namespace quayside::agent {

// Streams of readings for the containers that somebody looks at: one stream each, however many look, and none for
// others. A stream that breaks is opened again while the container runs. On the loop's thread.
class Watches {
public:
    Watches(Loop& loop, docker::Engine& engine, Retry retry);

    // `runtime_id`: the engine's, empty while the container does not run.
    [[nodiscard]] Subscription watch(
        const ContainerKey& key, const std::string& runtime_id, Function<void(docker::Stats)> reading);
    // The container runs now under this id, or no more (empty).
    void container_changed(const ContainerKey& key, const std::string& runtime_id);

private:
    struct Watched {
        std::map<std::uint64_t, std::shared_ptr<Function<void(docker::Stats)>>> watchers;
        std::string runtime_id;
        Subscription stream;
        int failures = 0;
        TimerHandle reopen;
    };

    void open(const ContainerKey& key);
    void read(const ContainerKey& key, const docker::Stats& stats);
    void ended(const ContainerKey& key);
    void drop(const ContainerKey& key, std::uint64_t ticket);

    Loop& loop_;
    docker::Engine& engine_;
    Retry retry_;
    std::uint64_t next_ticket_ = 1;
    std::map<ContainerKey, Watched> watched_;
    Alive alive_;
};

} // namespace quayside::agent
