#pragma once

#include "core/client/ecs_client.h"
#include "tests/support/fake_operations.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace quayside::test {

// A client without a core behind it: an invented fleet in memory, operations that do what the window expects of them,
// metrics that are sine curves. As in the real one, handlers run on a thread of its own, one at a time.
class FakeClient : public client::EcsClient {
public:
    struct Call {
        std::string operation;
        Json input;
    };
    // Restoring: nothing is published before show().
    enum class Start { Empty, Restoring };

    explicit FakeClient(Start start = Start::Empty);
    ~FakeClient() override;

    void call(std::string operation, Json input, client::Reply reply) override;
    [[nodiscard]] Subscription subscribe(client::ChangeHandler handler) override;
    [[nodiscard]] Subscription watch_metrics(client::MetricsQuery query, client::MetricsHandler handler) override;
    [[nodiscard]] Subscription watch_progress(client::ProgressHandler handler) override;

    // What follows may be called from any thread and happens in order with the calls above.
    void show(model::State state); // everything, at once, as a full set
    void publish(model::ChangeSet changes);
    void report(client::Progress progress);
    void set_demo(const FleetSize& size);
    void answer(const std::string& operation, Result<Json> reply); // from now on, instead of what it would do

    // All calls of an operation so far.
    std::vector<Call> calls(const std::string& operation) const;

private:
    struct Subscriber {
        client::ChangeHandler handler;
        bool has_first_set = false;
    };
    struct Watch {
        client::MetricsQuery query;
        client::MetricsHandler handler;
    };

    void post(Function<void()> work);
    void run();
    void send_samples();
    void publish_now(const std::shared_ptr<const model::ChangeSet>& changes);
    void send_first_set(int key);
    void answer_call(const std::string& operation, const Json& input, const client::Reply& reply);
    template <class Map>
    Subscription until_dropped(Map& handlers, int key);

    mutable std::mutex mutex_; // of the five that follow
    std::condition_variable wake_;
    std::deque<Function<void()>> queue_;
    std::vector<Call> calls_;
    std::map<std::string, Result<Json>> answers_;
    bool stopping_ = false;

    std::recursive_mutex handling_; // held while handlers run, so that dropping a subscription waits; of the next five
    std::map<int, Subscriber> subscribers_;
    std::map<int, client::ProgressHandler> progress_watchers_;
    std::map<int, Watch> metrics_watchers_;
    client::Progress progress_;
    int last_key_ = 0;

    bool restoring_; // from here on: the client's thread only
    model::State state_;
    FakeOperations operations_{ state_ };
    std::uint64_t revision_ = 0;
    std::thread thread_;
};

} // namespace quayside::test
