#pragma once

#include "core/base/error.h"
#include "core/docker/types.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace quayside::docker {

// The networks of a simulated machine. Errors are worded and numbered as dockerd 20.10 does.
class SimulatedNetworks {
public:
    std::vector<Network> list(const std::vector<std::string>& label_filters) const;
    Result<void> create(NetworkConfig config);
    Result<void> remove(const std::string& name);
    bool contains(const std::string& name) const { return networks_.contains(name); }

    // A running container's place in a network, until it leaves: at this address, else the first free one.
    Result<NetworkPlace> join(const std::string& name, const std::string& address = {});
    void leave(const NetworkPlace& place);

private:
    struct Entry {
        NetworkConfig config;
        std::set<std::uint32_t> taken; // numbers within the subnet
    };
    std::map<std::string, Entry> networks_;
};

} // namespace quayside::docker
