#pragma once

#include "core/base/loop.h"
#include "core/control/silences.h"
#include "core/model/change_set.h"
#include "core/model/state.h"
#include "core/store/store.h"

#include <functional>

namespace quayside::control {

struct HousekeepingSettings {
    Duration lost_after = std::chrono::seconds{ 120 }; // zero: never
    Duration cleanup_wait = std::chrono::hours{ 1 };
    std::size_t events_kept = 10'000;
    // A stopped task whose record has to stay for a moment more; empty: there is none.
    std::function<bool(const Id&)> stays = nullptr;
};

// What only time brings about: stopped tasks and deleted services are forgotten, tasks of engines that stay silent are
// given up, old events go. Looks only when something can be due. Lives on the core thread.
class Housekeeping {
public:
    // `update` brings the state up to what agents have told, runs a transaction and sees to its flush.
    using Update = std::function<void(const Function<Result<void>(store::Transaction&)>&)>;
    Housekeeping(Loop& loop, const model::State& state, const HousekeepingSettings& settings, Update update);

    // Tells of published changes.
    void apply(const model::ChangeSet& changes);

private:
    void due_at(TimePoint when);
    void arm();
    void wake();
    void look(TimePoint now);
    void lost(const Id& engine);

    Loop& loop_;
    const model::State& state_;
    HousekeepingSettings settings_;
    Update update_;
    Silences silences_;
    std::size_t events_left_; // by the last look; the next is due when there are noticeably more
    TimePoint due_ = kNever;
    TimerHandle timer_;
};

// Services that have been INACTIVE for `keep`, and when the next one will have been. Pure.
struct OldServices {
    std::vector<model::Service::Key> services;
    TimePoint wake; // kNever: none
};
OldServices old_services(const model::State& state, Duration keep, TimePoint now);

// The oldest events beyond `kept`, those of services that exist not counted. Pure.
std::vector<RowId> surplus_events(const model::State& state, std::size_t kept);

} // namespace quayside::control
