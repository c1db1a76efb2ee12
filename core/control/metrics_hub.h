#pragma once

#include "core/base/alive.h"
#include "core/base/loop.h"
#include "core/base/subscription.h"
#include "core/client/ecs_client.h"
#include "core/control/meter.h"
#include "core/model/state.h"

#include <list>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace quayside::control {

// Live samples for whoever watches: of a container, or the sum of those of a task or a container instance. A
// container's stream is open only while somebody watches it; its samples are kept for a while afterwards. Nothing is
// sampled in the background. Lives on the core thread.
class MetricsHub {
public:
    struct Sources {
        // Opens the live readings of one container.
        std::function<Subscription(const Id& task, std::size_t index, Function<void(docker::Stats)>)> stream;
        // What is known from before the first watch: whole seconds, oldest first. May be empty.
        std::function<std::vector<model::Sample>(const Id& task, std::size_t index, TimePoint from, TimePoint to)> past;
    };

    MetricsHub(Loop& loop, const model::State& state, Sources sources);
    ~MetricsHub();

    // As EcsClient::watch_metrics. The first batch comes from inside the call.
    [[nodiscard]] Subscription watch(client::MetricsQuery query, client::MetricsHandler handler);

    // What is known now. Sampling goes on for half a minute after the call, so that the next one finds more.
    std::vector<model::Sample> read(const client::MetricsQuery& query);

    // Tells of published changes: containers of watched tasks come and go.
    void apply(const model::ChangeSet& changes);

    // Tells that streams may be had which could not be had before.
    void look_again();

private:
    using Key = std::pair<Id, std::size_t>; // task, index of the container
    struct Entry {
        Meter meter;
        Subscription stream;
        TimePoint used_at;
        bool knows_past = false;
    };
    struct Watch {
        client::MetricsQuery query;
        client::MetricsHandler handler; // empty: kept alive by read()
        TimePoint ends; // for those
    };

    std::vector<Key> containers(const client::MetricsQuery& query) const;
    bool running(const Key& key) const;
    void open(const Key& key);
    std::vector<model::Sample> history(const client::MetricsQuery& query) const;
    bool concerned(const client::MetricsQuery& query, const model::ChangeSet& changes) const;
    void refresh();
    void forget_surplus();
    void arm();
    void tick();

    Loop& loop_;
    const model::State& state_;
    Sources sources_;
    std::map<Key, Entry> entries_;
    std::list<Watch> watches_;
    TimerHandle timer_;
    Alive alive_;
};

} // namespace quayside::control
