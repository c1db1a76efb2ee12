#include "tests/support/fake_client.h"

#include <chrono>
#include <cmath>
#include <utility>

namespace quayside::test {

namespace {

using namespace std::chrono_literals;
using client::MetricsQuery;

constexpr auto kSampling = 250ms;

// What the subject has reserved, so that its use is plausible.
model::Resources size_of(const MetricsQuery& query, const model::State& state)
{
    model::Resources size{ 256, 512, {} };
    if (const auto task = state.tasks().find(query.id))
        size = model::reservation(*task->spec);
    const auto& usage = state.usage_of(query.id);
    if (query.subject == MetricsQuery::Subject::Instance)
        size = { usage.cpu, usage.memory, {} };
    return size;
}

model::Sample sample_at(const MetricsQuery& query, const model::Resources& size, TimePoint at)
{
    const double seconds = std::chrono::duration<double>(at.time_since_epoch()).count();
    const double phase = static_cast<double>(query.id.bytes[0]) / 40.0 + static_cast<double>(query.container);
    const double wave = 0.5 + 0.3 * std::sin(seconds / 47 + phase) + 0.15 * std::sin(seconds / 7 + 2 * phase);
    model::Sample sample{ .at = at };
    sample.cpu = static_cast<float>(0.8 * static_cast<double>(size.cpu) * wave);
    sample.memory
        = static_cast<float>(static_cast<double>(size.memory) * (0.6 + 0.1 * std::sin(seconds / 300 + phase)));
    sample.network_received = static_cast<float>(90'000 * wave);
    sample.network_sent = static_cast<float>(40'000 * (1.2 - wave));
    return sample;
}

client::MetricsBatch history(const MetricsQuery& query, const model::Resources& size, TimePoint now)
{
    client::MetricsBatch batch{ .reset = true, .samples = {} };
    for (auto at = now - query.span; at <= now; at += 1s)
        batch.samples.push_back(sample_at(query, size, at));
    return batch;
}

} // namespace

FakeClient::FakeClient(Start start)
    : restoring_(start == Start::Restoring)
{
    thread_ = std::thread([this] { run(); });
}

FakeClient::~FakeClient()
{
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void FakeClient::run()
{
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (!wake_.wait_for(lock, kSampling, [this] { return stopping_ || !queue_.empty(); })) {
            lock.unlock();
            send_samples();
            lock.lock();
            continue;
        }
        while (!queue_.empty()) {
            const auto work = std::move(queue_.front());
            queue_.pop_front();
            lock.unlock();
            work();
            lock.lock();
        }
    }
}

void FakeClient::post(Function<void()> work)
{
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(work));
    }
    wake_.notify_all();
}

template <class Map>
Subscription FakeClient::until_dropped(Map& handlers, int key)
{
    return Subscription([this, &handlers, key] {
        const std::lock_guard lock(handling_);
        handlers.erase(key);
    });
}

Subscription FakeClient::subscribe(client::ChangeHandler handler)
{
    const std::lock_guard lock(handling_);
    const int key = ++last_key_;
    subscribers_.emplace(key, Subscriber{ std::move(handler) });
    post([this, key] { send_first_set(key); });
    return until_dropped(subscribers_, key);
}

Subscription FakeClient::watch_metrics(MetricsQuery query, client::MetricsHandler handler)
{
    const std::lock_guard lock(handling_);
    const int key = ++last_key_;
    metrics_watchers_.emplace(key, Watch{ query, std::move(handler) });
    post([this, key] {
        const std::lock_guard again(handling_);
        if (const auto found = metrics_watchers_.find(key); found != metrics_watchers_.end())
            found->second.handler(history(found->second.query, size_of(found->second.query, state_), fake_now()));
    });
    return until_dropped(metrics_watchers_, key);
}

Subscription FakeClient::watch_progress(client::ProgressHandler handler)
{
    const std::lock_guard lock(handling_);
    const int key = ++last_key_;
    progress_watchers_.emplace(key, std::move(handler));
    post([this, key] {
        const std::lock_guard again(handling_);
        if (const auto found = progress_watchers_.find(key); found != progress_watchers_.end())
            found->second(progress_);
    });
    return until_dropped(progress_watchers_, key);
}

void FakeClient::send_samples()
{
    const std::lock_guard lock(handling_);
    for (auto& [key, watch] : metrics_watchers_)
        watch.handler(
            { .reset = false, .samples = { sample_at(watch.query, size_of(watch.query, state_), fake_now()) } });
}

void FakeClient::send_first_set(int key)
{
    const std::lock_guard lock(handling_);
    const auto found = subscribers_.find(key);
    if (restoring_ || found == subscribers_.end())
        return;
    found->second.has_first_set = true;
    auto first = state_.everything();
    first.revision = revision_;
    found->second.handler(std::make_shared<const model::ChangeSet>(std::move(first)));
}

void FakeClient::publish_now(const std::shared_ptr<const model::ChangeSet>& changes)
{
    const std::lock_guard lock(handling_);
    for (auto& [key, subscriber] : subscribers_) {
        subscriber.has_first_set = subscriber.has_first_set || changes->full;
        if (subscriber.has_first_set)
            subscriber.handler(changes);
    }
}

void FakeClient::show(model::State state)
{
    post([this, state = std::move(state)]() mutable {
        auto set = state.everything();
        state_ = std::move(state);
        restoring_ = false;
        set.revision = ++revision_;
        publish_now(std::make_shared<const model::ChangeSet>(std::move(set)));
    });
}

void FakeClient::publish(model::ChangeSet changes)
{
    post([this, changes = std::move(changes)]() mutable {
        changes.revision = ++revision_;
        state_.apply(changes);
        publish_now(std::make_shared<const model::ChangeSet>(std::move(changes)));
    });
}

void FakeClient::report(client::Progress progress)
{
    post([this, progress] {
        const std::lock_guard lock(handling_);
        progress_ = progress;
        for (auto& [key, watcher] : progress_watchers_)
            watcher(progress);
    });
}

void FakeClient::set_demo(const FleetSize& size)
{
    post([this, size] { operations_.set_demo(size); });
}

void FakeClient::answer(const std::string& operation, Result<Json> reply)
{
    const std::lock_guard lock(mutex_);
    answers_.insert_or_assign(operation, std::move(reply));
}

std::vector<FakeClient::Call> FakeClient::calls(const std::string& operation) const
{
    const std::lock_guard lock(mutex_);
    std::vector<Call> found;
    for (const auto& call : calls_)
        if (call.operation == operation)
            found.push_back(call);
    return found;
}

void FakeClient::call(std::string operation, Json input, client::Reply reply)
{
    {
        const std::lock_guard lock(mutex_);
        calls_.push_back({ operation, input });
    }
    post([this, operation = std::move(operation), input = std::move(input), reply = std::move(reply)] {
        answer_call(operation, input, reply);
    });
}

void FakeClient::answer_call(const std::string& operation, const Json& input, const client::Reply& reply)
{
    std::unique_lock lock(mutex_);
    if (const auto found = answers_.find(operation); found != answers_.end()) {
        const auto canned = found->second;
        lock.unlock();
        return reply(canned);
    }
    lock.unlock();
    model::ChangeSet changes;
    auto result = operations_.perform(operation, input, changes);
    if (!changes.empty()) {
        changes.revision = ++revision_;
        state_.apply(changes);
        publish_now(std::make_shared<const model::ChangeSet>(std::move(changes)));
    }
    reply(std::move(result));
}

} // namespace quayside::test
