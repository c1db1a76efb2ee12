#pragma once

#include "core/base/error.h"
#include "core/docker/types.h"

#include <map>
#include <string>
#include <vector>

namespace quayside::docker {

// The volumes of a simulated machine. Errors are worded and numbered as dockerd 20.10 does.
class SimulatedVolumes {
public:
    std::vector<std::string> list(const std::vector<std::string>& label_filters) const;
    Result<void> inspect(const std::string& name) const;
    Result<void> create(VolumeConfig config); // there already: it stays as it is
    Result<void> remove(const std::string& name);
    void take(const std::string& name) { ++used_[name]; } // a container has it from now on
    void give_back(const std::string& name) { --used_[name]; }
    const auto& all() const { return volumes_; }

private:
    std::map<std::string, VolumeConfig> volumes_;
    std::map<std::string, int> used_; // by how many containers
};

} // namespace quayside::docker
