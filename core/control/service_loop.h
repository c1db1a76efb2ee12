#pragma once

#include "core/base/alive.h"
#include "core/base/loop.h"
#include "core/control/hook_runner.h"
#include "core/control/operation.h"
#include "core/control/veterans.h"
#include "core/model/change_set.h"
#include "core/scheduler/service_pass.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace quayside::control {

// Runs the service scheduler: a service is looked at when something of it has changed, when the plan asked for it, and
// once a minute. Nothing is looked at before the engines have told what runs, or ten seconds have passed: what is on
// disk may be old. Lives on the core thread.
class ServiceLoop {
public:
    // Runs work in a transaction and sees to its flush.
    using Update = std::function<void(const std::function<void(Operation&)>&)>;
    ServiceLoop(Loop& loop, const model::State& state, const Installation& installation,
        scheduler::PlanSettings settings, HookRunner& hooks, Random& random, Update update);

    // Tells of published changes.
    void apply(const model::ChangeSet& changes);
    // An engine has said whether it is there.
    void engine_reported(const Id& engine);
    // What was written could not be kept: everything since the last published changes is to be looked at again, soon.
    void undone();

private:
    using Key = model::Service::Key;
    struct Cause {
        bool room_changed = false;
    };

    void note_service(const model::Change<model::Service>& change);
    void note_instance(const model::Change<model::ContainerInstance>& change);
    void note_room(const std::string& cluster);
    void mark_daemons(const std::string& cluster);
    void note_zones(const model::Change<model::ContainerInstance>& change);
    void note_alarms(const model::ChangeSet& changes);
    void mark(const Key& service, bool room_changed = false);
    void mark_all();
    void open_when_known();
    void schedule();
    void look();
    void look_at(Operation& operation, const Key& service, Cause cause);
    void wake_at(const Key& service, TimePoint when);
    void arm();
    void wake();
    void ask_hooks();
    void ask(const Key& service, const scheduler::HookCall& call);
    void answered(std::uint64_t deployment, const std::string& run, const Result<HookAnswer>& answer);
    Json payload_of(const Key& service, const scheduler::HookCall& call) const;

    Loop& loop_;
    const model::State& state_;
    const Installation& installation_;
    scheduler::PlanSettings settings_;
    HookRunner& hooks_;
    Random& random_;
    Update update_;
    Veterans veterans_;

    bool open_ = false; // the engines are known
    std::unordered_set<Id> unheard_; // engines that have not reported yet
    TimerHandle grace_;

    std::map<Key, Cause> dirty_;
    std::set<Key> unconfirmed_; // looked at since the last published changes
    std::vector<std::pair<Key, scheduler::HookCall>> calls_; // of the turn that is not published yet
    TimePoint dirty_since_;
    TimePoint changed_at_;
    TimerHandle debounce_;

    std::set<std::pair<TimePoint, Key>> wakes_;
    std::unordered_map<Key, TimePoint> wake_of_;
    TimePoint armed_for_;
    TimerHandle wake_timer_;
    TimerHandle sweep_;

    std::set<Key> waiting_; // for a place
    std::set<Key> daemons_;
    std::unordered_map<std::string, std::map<std::string, std::size_t>> open_instances_; // cluster -> zone -> count
    std::unordered_map<std::string, std::set<std::string>> zones_; // with an instance that takes tasks, by cluster
    Alive alive_;
};

} // namespace quayside::control
