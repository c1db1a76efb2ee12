#pragma once

#include "core/model/state.h"
#include "tests/sim/catalogue.h"
#include "tests/support/sim_loop.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

namespace quayside::sim {

// The invariants of services (I3, I4 and I15, and what is counted once), looked at with every published set, on counts
// of its own.
class ServiceRules {
public:
    using Violated = std::function<void(const char* invariant, const std::string& what)>;
    ServiceRules(const test::SimLoop& loop, const model::State& durable, const Catalogue& catalogue, Violated violated);

    // After `durable` has changed by this set. A full one starts the counts anew.
    void published(const model::ChangeSet& changes);
    void minute_passed();
    void minute_missed();

private:
    using Key = model::Service::Key;
    struct Counts {
        std::int64_t alive = 0; // not STOPPED
        std::int64_t running = 0; // RUNNING, to run, and known to
        std::map<Id, std::int64_t> on_instance; // of DAEMON
    };

    void count(const model::Task& task, int sign);
    void look_at_task(const model::Change<model::Task>& change);
    void look_at_deployment(const model::Change<model::Deployment>& change);
    void note_start(std::uint64_t deployment);
    void note_service_time(const model::Change<model::Task>& change);
    std::vector<model::ServicePtr> records_of(const Key& key) const;
    bool only_rolls(const model::Service& service) const;
    bool served_long(const Id& task) const;
    bool has_completed(const Key& key, std::uint64_t revision) const;
    void check_protection(const model::Task& task);
    void check_order(const Key& key);
    void check_starts(const Key& key);
    void check_stops(const Key& key);
    void check_pace();
    void check_daemon(const Key& key, const Counts& counts);

    const test::SimLoop& loop_;
    const model::State& durable_;
    const Catalogue& catalogue_;
    Violated violated_;
    std::map<Key, Counts> counts_;
    std::unordered_map<Id, TimePoint> serves_since_;
    std::map<Key, model::ServicePtr> before_; // services that changed in this set, as they were
    std::vector<Id> gone_; // in this set
    std::set<Key> started_; // services that got tasks in this set
    std::set<Key> stopped_; // whose scheduler asked healthy tasks to stop in it
    std::set<Key> scaled_in_; // and not because their instance drains
    std::map<std::uint64_t, std::int64_t> settled_; // failed tasks of a deployment in this set
    std::map<std::uint64_t, std::int64_t> failures_; // of a deployment, as they were seen here
    struct Pace {
        std::int64_t starts = 0;
        std::int64_t desired = 1; // at most
    };
    std::map<std::uint64_t, Pace> paces_; // of deployments in this minute
    std::set<std::uint64_t> tripping_; // at or over their threshold a minute ago
};

} // namespace quayside::sim
