#pragma once

#include "core/agent/volumes.h"
#include "core/base/alive.h"
#include "core/docker/engine.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace quayside::agent {

// Makes the volumes that containers need, and removes those that were made for a task when it is gone. On the loop's
// thread.
class TaskVolumes {
public:
    using Done = Function<void(const Result<void>&)>;

    TaskVolumes(docker::Engine& engine, const AgentSettings& settings);

    // Makes what is missing for one container; calls `done` once, at once if nothing is needed.
    void prepare(const model::Task& task, std::size_t index, Done done);
    // Of a task whose containers are gone.
    void remove(const model::Task& task);
    // Removes those that no task accounts for: a removal may have been cut short.
    using Names = std::set<std::string>;
    void sweep(Function<Names()> known);

private:
    struct Work {
        std::vector<NeededVolume> needed;
        Done done;
    };

    void next(const std::shared_ptr<Work>& work);

    docker::Engine& engine_;
    const AgentSettings& settings_;
    Alive alive_;
};

} // namespace quayside::agent
