#pragma once

#include "core/docker/types.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace quayside::docker {

// The counters of containers on an engine of this machine, from the files in which the kernel keeps them: those of
// their cgroup, of version 1 or 2, where their first process says that it is, and of the network that this process
// sees. Costs the engine nothing. A reading takes some tens of microseconds, so it has no place on the core thread.
class CounterFiles {
public:
    explicit CounterFiles(std::string processes = "/proc", std::string cgroups = "/sys/fs/cgroup");

    // Nothing where the process is none of this machine, or not of that container: then its engine is to be asked.
    std::optional<Stats> read(const std::string& container, std::int64_t pid, bool has_network, TimePoint now);

private:
    struct Place {
        std::string cpu;
        std::string memory;
        std::string memory_parts;
        bool unified = false; // version 2
    };

    std::optional<Place> find(const std::string& container, std::int64_t pid) const;

    std::string processes_;
    std::string cgroups_;
    std::map<std::pair<std::string, std::int64_t>, Place> places_; // of the containers that were read before
};

} // namespace quayside::docker
