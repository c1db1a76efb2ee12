#pragma once

#include "core/agent/host_agent.h"
#include "core/base/alive.h"
#include "core/docker/engine.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace quayside::agent {

// The addresses that a network may have, from 0 on; they do not overlap.
constexpr int kTaskSubnets = 64;
std::string task_subnet(int number);

// What an engine must have before it can make a pause container: the image of such, and the network of the task's
// cluster, a bridge with the first free /22 of 10.251.0.0/16. On the loop's thread.
class TaskNetworks {
public:
    using Done = Function<void(const Result<void>&)>;

    TaskNetworks(docker::Engine& engine, const AgentSettings& settings);

    void set_architecture(const std::string& architecture) { architecture_ = architecture; }
    // What was there may have gone.
    void forget() { ready_.clear(); }

    // Makes what is missing; calls `done` once. Without a cluster only the image is wanted.
    void prepare(const std::string& cluster, Done done);
    // Of a cluster that is gone. What fails is tried again when this is called again.
    void remove(const std::string& cluster);

private:
    void look_for_image(const std::string& cluster);
    void import_image(const std::string& cluster);
    void make_network(const std::string& cluster, int number);
    void finish(const std::string& cluster, const Result<void>& result);

    docker::Engine& engine_;
    const AgentSettings& settings_;
    std::string architecture_;
    std::set<std::string> ready_; // clusters whose network is there, and the image with it
    std::set<std::string> removed_; // clusters
    std::map<std::string, std::vector<Done>> waiting_; // by cluster
    Alive alive_;
};

} // namespace quayside::agent
