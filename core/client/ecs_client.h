#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/base/id.h"
#include "core/base/json.h"
#include "core/base/subscription.h"
#include "core/model/change_set.h"
#include "core/model/metrics.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace quayside::client {

// Whose use of CPU, memory and network is wanted.
struct MetricsQuery {
    enum class Subject : std::uint8_t { Container, Task, Instance };

    Subject subject = Subject::Task;
    Id id; // of the task or container instance
    std::size_t container = 0; // index in the task's definition; for Subject::Container
    Duration span{}; // how far back the first batch reaches, at most one hour

    bool operator==(const MetricsQuery&) const = default;
};

// New samples of one query, oldest first. `reset`: forget what came before.
struct MetricsBatch {
    bool reset = false;
    std::vector<model::Sample> samples;
};

// How far the start has come. While `restoring`, nothing has been published yet.
struct Progress {
    bool restoring = false;
    std::size_t restored = 0;
    std::size_t total = 0;
};

using Reply = Function<void(Result<Json>)>;
using ChangeHandler = Function<void(std::shared_ptr<const model::ChangeSet>)>;
using MetricsHandler = Function<void(MetricsBatch)>;
using ProgressHandler = Function<void(Progress)>;

// The one door for user interfaces: operations in, ChangeSets and samples out. Implemented by a control plane in this
// process and, later, by any ECS endpoint.
//
// Every method may be called from any thread and returns at once. Handlers run on the client's own thread, one at a
// time and in order; they must not block and must not call back into the client. A Subscription may be dropped on any
// thread: no handler of it starts after that; dropping waits for one that is running.
class EcsClient {
public:
    virtual ~EcsClient() = default;

    // Calls an operation of the ECS model ("RunTask") or of Quayside's own ("AddEngine"). The reply comes once, after
    // what it tells of is on disk; an Error has the ECS exception name and text.
    virtual void call(std::string operation, Json input, Reply reply) = 0;

    // The first set holds everything and has `full` set; the following ones hold what changed, in order, none missing.
    [[nodiscard]] virtual Subscription subscribe(ChangeHandler handler) = 0;

    // A first batch with `reset` and the history, then new samples at most four times a second for as long as the
    // subscription lives. Costs the engines nothing while nobody watches.
    [[nodiscard]] virtual Subscription watch_metrics(MetricsQuery query, MetricsHandler handler) = 0;

    [[nodiscard]] virtual Subscription watch_progress(ProgressHandler handler) = 0;
};

} // namespace quayside::client
