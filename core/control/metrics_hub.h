#pragma once

#include "core/agent/host_agent.h"
#include "core/base/alive.h"
#include "core/base/loop.h"
#include "core/base/subscription.h"
#include "core/client/ecs_client.h"
#include "core/control/meter.h"
#include "core/history/metric_history.h"
#include "core/model/state.h"

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace quayside::control {

// Samples for whoever watches: of a container, or the sum of those of a task or a container instance. A container is
// sampled every second while somebody watches it. Where a history is kept, the containers of real engines are sampled
// every ten seconds even when nobody does, and what tasks, services, container instances and clusters use is the sum
// over them; what simulated containers used can be computed for any time. Containers of a task in awsvpc mode all see
// the network of the task, which counts once. Lives on the core thread.
class MetricsHub {
public:
    struct Sources {
        // Opens the readings of one container.
        std::function<Subscription(const Id& task, std::size_t index, agent::Pace, Function<void(docker::Stats)>)>
            stream;
        // What is known from before the first watch: whole seconds, oldest first. May be empty.
        std::function<std::vector<model::Sample>(const Id& task, std::size_t index, TimePoint from, TimePoint to)> past;
    };
    using Points = std::vector<model::MetricPoint>;

    // `history`: null where none is kept.
    MetricsHub(Loop& loop, const model::State& state, Sources sources, history::MetricHistory* history = nullptr);
    ~MetricsHub();

    // As EcsClient::watch_metrics. The first batch comes from inside the call.
    [[nodiscard]] Subscription watch(client::MetricsQuery query, client::MetricsHandler handler);

    // What is known now. Sampling goes on for half a minute after the call, so that the next one finds more.
    std::vector<model::Sample> read(const client::MetricsQuery& query);

    // What a subject used in (from, to], in steps; given later, oldest first.
    void read_history(const model::MetricSubject& subject, TimePoint from, TimePoint to, std::chrono::seconds step,
        Function<void(Points)> done);

    // Tells of published changes: containers come and go; what is forgotten has no history.
    void apply(const model::ChangeSet& changes);

    // Tells that streams may be had which could not be had before.
    void look_again();

private:
    using Key = std::pair<Id, std::size_t>; // task, index of the container
    struct Entry {
        Meter meter;
        Subscription stream;
        agent::Pace pace = agent::Pace::Second; // of the stream
        TimePoint used_at;
        bool knows_past = false;
    };
    struct Watch {
        client::MetricsQuery query;
        client::MetricsHandler handler; // empty: kept alive by read()
        TimePoint ends; // for those
    };

    std::vector<Key> containers(const model::MetricSubject& subject) const;
    bool running(const Key& key) const;
    bool is_on(model::EngineKind kind, const Id& task) const;
    bool counts_network(const Key& key) const;
    model::Sample counted(const Key& key, model::Sample sample) const;
    void open(const Key& key, agent::Pace pace);
    std::vector<model::Sample> history(const client::MetricsQuery& query) const;
    std::vector<model::Sample> moments(const Key& key, TimePoint from, TimePoint to, std::chrono::seconds step) const;
    Points computed(const std::vector<Key>& keys, TimePoint from, TimePoint to, std::chrono::seconds step) const;
    bool concerned(const client::MetricsQuery& query, const model::ChangeSet& changes) const;
    bool note(const model::ChangeSet& changes);
    bool note_task(const model::Change<model::Task>& change);
    void forget_gone(const model::ChangeSet& changes);
    bool is_known(const model::MetricSubject& subject) const;
    void refresh();
    void forget_surplus();
    void arm();
    void tick();
    void tell_watches(const std::map<Key, model::Sample>& samples, TimePoint at);
    void keep_tens(TimePoint at);

    Loop& loop_;
    const model::State& state_;
    Sources sources_;
    history::MetricHistory* history_;
    std::set<Key> kept_; // that run on real engines, if there is a history
    std::map<Key, Entry> entries_;
    std::list<Watch> watches_;
    TimerHandle timer_;
    TimePoint armed_for_;
    Alive alive_;
};

} // namespace quayside::control
