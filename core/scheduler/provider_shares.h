#pragma once

#include "core/scheduler/service_pass.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace quayside::scheduler {

// How many tasks that stay each deployment of a pass has on each item of its capacity provider strategy.
class ProviderShares {
public:
    explicit ProviderShares(const ServicePass& pass);

    // How many items the strategy of the deployment has; 0 if it has none, or is none of the service's.
    std::size_t items(std::size_t deployment) const
    {
        return deployment < placed_.size() ? placed_[deployment].size() : 0;
    }
    // The item whose provider the task runs on; of a task without one the number of items.
    std::size_t item_of(const TaskView& view) const;
    // The item that gives up the next task of the deployment, if so many of each can go; none if no item can.
    std::optional<std::size_t> next_to_go(std::size_t deployment, std::span<const std::int64_t> removable) const;
    void remove(std::size_t deployment, std::size_t item);

private:
    const ServicePass& pass_;
    std::vector<std::vector<std::int64_t>> placed_; // by deployment and item
};

} // namespace quayside::scheduler
