#pragma once

#include "tests/sim/sim_world.h"

#include <map>
#include <set>
#include <string>

namespace quayside::sim {

// The clients that create, change and delete services; and what they were told, which must stay true.
class ServiceClients {
public:
    explicit ServiceClients(SimWorld& world);

    void act();
    // The capacity provider of some of the instances, and the daemon for it.
    void prepare_daemon();
    // Every service gets a revision that can run, and room to roll it out.
    void settle();

private:
    void create();
    void create_daemon();
    void update_daemon();
    void act_on_daemon();
    void update();
    void scale();
    void force();
    void remove();
    void protect();
    void end_protection();
    void stop_deployment();
    void describe();
    void bad_call();
    Json configuration();
    std::string some_family();
    std::shared_ptr<const model::Service> any_service();
    bool chance(int percent) { return random_.below(100) < static_cast<std::uint64_t>(percent); }

    SimWorld& world_;
    Random random_;
    int next_ = 1;
    std::map<std::string, std::uint64_t> scale_calls_; // the latest of a service
};

} // namespace quayside::sim
