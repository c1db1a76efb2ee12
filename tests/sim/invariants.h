#pragma once

#include "core/model/state.h"
#include "tests/sim/catalogue.h"
#include "tests/sim/line.h"
#include "tests/sim/service_rules.h"
#include "tests/sim/trace.h"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace quayside::sim {

// What must always hold, looked at with everything that is published, asked of an engine, or happens on one; in between
// nothing changes. It keeps its own books: what was published, what runs where and who holds what.
class Invariants final : public CallListener {
public:
    Invariants(test::SimLoop& loop, Trace& trace, const Catalogue& catalogue, const std::string& installation);

    // The first thing that is wrong, with the number of the invariant; empty: nothing.
    const std::string& broken() const { return broken_; }
    void violated(const char* invariant, const std::string& what);

    // What has been published, which is what is on the disk.
    const model::State& durable() const { return durable_; }
    // A write failed halfway: after a crash, this may be on the disk instead.
    void may_survive(model::ChangeSet everything) { alternatives_.push_back(std::move(everything)); }

    void published(const model::ChangeSet& changes);
    void program_started(); // what it first publishes must be what the last life left
    void slept(Duration duration); // the program did; graces start anew after a long sleep
    void clock_set(Duration by);
    void set_lost_after(Duration grace) { lost_after_ = grace; }
    void watch(Machine& machine);
    // A third party started this container again.
    void started_by_others(const std::string& container) { others_started_.insert(container); }
    void minute_passed(const std::map<std::string, std::unique_ptr<Machine>>& machines);
    void minute_missed() { services_.minute_missed(); } // the program was down or suspended at its end

    void on_call(Machine& machine, std::string_view call, const std::string& target) override;
    void on_create(Machine& machine, const docker::ContainerConfig& config) override;

    // No task of a call that was refused may ever be there.
    void refused(const std::string& marker);

    std::uint64_t checks() const { return checks_; }

private:
    struct Sum {
        std::int64_t cpu = 0;
        std::int64_t memory = 0;
    };
    struct Running {
        Machine* machine = nullptr;
        std::string id;
    };
    struct Holder {
        Id task;
        std::string container; // its name in the definition
    };
    struct Pace {
        TimePoint since;
        int calls = 0;
    };
    using Event = docker::SimulatedHost::KeptEvent;

    void restored(const model::ChangeSet& full);
    void task_changed(const model::Change<model::Task>& change);
    void check_step(const model::Task& before, const model::Task& after);
    void check_times(const model::Task& task);
    void check_stopped(const model::Task& before, const model::Task& after);
    void check_lost(const model::Task& task);
    void check_unknown(const model::Engine& engine);
    void check_dated(const model::Change<model::Engine>& change);
    void check_new(const model::Task& task);
    void check_events(const model::ChangeSet& changes);
    void check_bindings(const model::Task& task, const model::Task* before);
    void book(const model::Task& task, int sign);
    void check_room();
    void on_host(Machine& machine, const Event& event);
    void may_change(Machine& machine, std::string_view call, const docker::SimulatedContainer& container);
    void check_wanted(std::string_view call, const std::string& task_hex);
    void may_change_pool(std::string_view call, const docker::SimulatedContainer& container);
    void check_joined(Machine& machine, const Event& event);
    void check_network(const model::Task& task);
    void check_ports(Machine& machine, const docker::SimulatedContainer& container);
    bool runs_anything(const Id& task) const;
    bool runs(const Holder& holder) const;
    void check_pace(const std::string& machine, std::string_view call, const std::string& target);

    test::SimLoop& loop_;
    Trace& trace_;
    const Catalogue& catalogue_;
    const std::string& installation_;
    std::string broken_;
    std::uint64_t checks_ = 0;

    model::State durable_;
    bool ever_published_ = false;
    bool expects_full_ = false;
    std::vector<model::ChangeSet> alternatives_;
    ServiceRules services_;

    std::unordered_map<Id, Sum> sums_; // by container instance
    std::set<Id> fuller_; // instances that got more in this set
    std::map<std::tuple<Id, std::uint16_t>, std::set<Id>> static_ports_; // of an engine
    std::map<std::tuple<Id, std::uint16_t>, Holder> bound_; // by engine and host port
    std::unordered_map<Id, TimePoint> silent_since_; // engines
    TimePoint undisturbed_since_;
    TimePoint clock_set_at_;
    std::unordered_map<Id, TimePoint> born_at_; // of tasks, by the world's clock
    Duration lost_after_{};
    std::set<std::string> refused_;

    std::unordered_map<std::string, std::vector<Running>> running_; // by task and container name
    std::unordered_map<std::string, int> runs_of_task_; // containers, but for those that others started again
    std::unordered_map<std::string, int> starts_; // by container id
    std::unordered_map<std::string, std::string> networks_; // whose task, by the id of the container that holds it
    std::set<std::string> others_started_;
    std::unordered_map<std::string, TimePoint> start_calls_; // of this life
    std::unordered_map<std::string, Pace> paces_; // of equal calls, in this minute
};

// The value of a label of a simulated container; empty if it has none.
std::string label_of(const std::string& packed, std::string_view key);

} // namespace quayside::sim
