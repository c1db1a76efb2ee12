#include "tests/bench/registry.h"

#include "core/control/service_loop.h"
#include "core/scheduler/service_spec.h"
#include "core/store/store.h"
#include "tests/support/records.h"
#include "tests/support/service_records.h"
#include "tests/support/sim_loop.h"

#include <QTemporaryDir>

#include <cstdlib>
#include <vector>

namespace quayside::bench {

namespace {

using namespace std::chrono_literals;
using model::DesiredStatus;
using model::RolloutState;
using model::Task;
using model::TaskStatus;

constexpr std::size_t kTasksEach = 20;

// Many services at rest, the loop that looks at them, and agents that do at once, in simulated time, what they are
// asked: a container is up after a second and gone after a fifth of one.
class Services {
public:
    Services(std::size_t services, std::size_t instances, std::unique_ptr<store::Store> store)
        : store_(std::move(store))
        , count_(services)
    {
        update([&](control::Operation& operation) {
            put_instances(operation.transaction, instances);
            for (std::int64_t revision = 1; revision <= 2; ++revision)
                operation.transaction.put(test::task_definition("web", revision));
            for (std::size_t i = 0; i < services; ++i)
                put_service(operation.transaction, i);
        });
        loop_.run_ready();
        services_ = std::make_unique<control::ServiceLoop>(loop_, store_->state(), installation_, settings_, *hooks_,
            random_, [this](const std::function<void(control::Operation&)>& work) { update(work); });
        changes_ = store_->subscribe([this](const std::shared_ptr<const model::ChangeSet>& set) { published(*set); });
        loop_.advance(1min);
        events_ = 0;
    }

    void update_all()
    {
        update([&](control::Operation& operation) {
            for (std::size_t i = 0; i < count_; ++i)
                test::deploy(operation.transaction, *state().services().find(key_of(i)),
                    test::service_revision(2 * count_ + i + 1, key_of(i).name, "web", 2), 2 * count_ + i + 1,
                    loop_.now());
        });
        rolling_ = count_;
        loop_.advance_until([this] { return rolling_ == 0; }, 1h);
        if (rolling_ > 0)
            std::exit(1);
    }

    // Asks for one task more, or the one less again, and has it planned, placed, written and published.
    void change_one(std::size_t index, bool more)
    {
        update([&](control::Operation& operation) {
            auto service = *state().services().find(key_of(index));
            service.desired_count = static_cast<std::int64_t>(kTasksEach) + (more ? 1 : 0);
            operation.transaction.put(std::move(service));
        });
        const auto there = [&] {
            std::size_t stay = 0;
            for (const auto& id : state().open_tasks_of(key_of(index)))
                stay += state().tasks().find(id)->desired_status == DesiredStatus::Running ? 1 : 0;
            return stay == kTasksEach + (more ? 1 : 0) && !store_->dirty();
        };
        if (!loop_.advance_until(there, 1s))
            std::exit(1);
    }
    void rest() { loop_.advance(30s); }

    std::size_t events() const { return events_; }
    double simulated_seconds() const
    {
        return std::chrono::duration<double>(loop_.now() - test::SimLoop::kStart).count();
    }

private:
    const model::State& state() const { return store_->state(); }
    static model::Service::Key key_of(std::size_t index) { return { "default", "web-" + std::to_string(index) }; }

    void put_instances(store::Transaction& transaction, std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            model::ContainerInstance instance;
            instance.id = random_.id();
            instance.name = "slice-" + std::to_string(i);
            instance.cluster = "default";
            instance.agent_connected = true;
            instance.availability_zone = std::string("us-east-1") + static_cast<char>('a' + i % 3);
            instance.registered = { 64 * 256, 64 * 512, {}, 0 };
            transaction.put(instance);
            instances_.push_back(instance.id);
        }
    }

    void put_service(store::Transaction& transaction, std::size_t index)
    {
        auto service = test::service_record(key_of(index).name, kTasksEach);
        service.steady = true;
        service.steady_said_at = loop_.now();
        const auto number = index + 1;
        test::deploy(transaction, service, test::service_revision(number, service.name, "web", 1), number, loop_.now());
        auto deployment = *state().deployments().find(number);
        deployment.rollout_state = RolloutState::Completed;
        deployment.service_deployment_status = model::ServiceDeploymentStatus::Successful;
        transaction.put(deployment);
        service = *state().services().find(key_of(index));
        service.steady = true;
        transaction.put(service);
        const auto spec = transaction.put(scheduler::service_spec(service, *deployment.revision, number, {}));
        for (std::size_t i = 0; i < kTasksEach; ++i) {
            auto task = test::task(random_.id(), spec);
            task.container_instance = instances_[(index * kTasksEach + i) % instances_.size()];
            task.last_status = TaskStatus::Running;
            task.created_at = task.started_at = loop_.now() - 1h;
            transaction.put(std::move(task));
        }
    }

    void update(const std::function<void(control::Operation&)>& work)
    {
        const auto done = store_->update([&](store::Transaction& transaction) -> Result<void> {
            control::Operation operation{ transaction, installation_, random_, loop_.now() };
            work(operation);
            return {};
        });
        if (!done)
            std::exit(1);
        if (!std::exchange(flushing_, true))
            loop_.post([this] {
                flushing_ = false;
                if (!store_->flush())
                    std::exit(1);
            });
    }

    void published(const model::ChangeSet& changes)
    {
        events_ += changes.size();
        services_->apply(changes);
        if (changes.full)
            return;
        for (const auto& change : changes.of<model::Deployment>())
            if (change.after && change.after->rollout_state == RolloutState::Completed && change.before
                && change.before->rollout_state == RolloutState::InProgress && rolling_ > 0)
                --rolling_;
        for (const auto& change : changes.of<Task>()) {
            if (!change.after || change.after->last_status >= TaskStatus::Stopped)
                continue;
            if (change.after->desired_status == DesiredStatus::Stopped)
                later(stopping_, stops_, 200ms, change.after->id);
            else if (change.after->last_status < TaskStatus::Running)
                later(starting_, starts_, 1s, change.after->id);
        }
    }

    void later(std::vector<Id>& queue, TimerHandle& timer, Duration after, const Id& task)
    {
        queue.push_back(task);
        if (!timer.active())
            timer = loop_.after(after, [this, &queue, &timer] {
                timer.cancel();
                report(std::exchange(queue, {}));
            });
    }

    void report(const std::vector<Id>& tasks)
    {
        update([&](control::Operation& operation) {
            for (const auto& id : tasks) {
                Task task = *state().tasks().find(id);
                ++task.version;
                if (task.desired_status == DesiredStatus::Stopped) {
                    task.last_status = TaskStatus::Stopped;
                    task.stopped_at = loop_.now();
                } else {
                    task.last_status = TaskStatus::Running;
                    task.started_at = loop_.now();
                }
                operation.transaction.put(std::move(task));
            }
        });
    }

    test::SimLoop loop_;
    std::unique_ptr<store::Store> store_;
    std::size_t count_;
    Random random_{ 1 };
    control::Installation installation_;
    scheduler::PlanSettings settings_;
    std::shared_ptr<control::HookRunner> hooks_ = control::no_hooks(loop_);
    std::unique_ptr<control::ServiceLoop> services_;
    Subscription changes_;
    std::vector<Id> instances_;
    bool flushing_ = false;
    std::size_t rolling_ = 0;
    std::size_t events_ = 0;
    std::vector<Id> starting_;
    std::vector<Id> stopping_;
    TimerHandle starts_;
    TimerHandle stops_;
};

std::unique_ptr<store::Store> store_in(const QTemporaryDir& directory)
{
    auto store = store::Store::open(directory.path().toStdString());
    if (!store || !(*store)->restore([](std::size_t, std::size_t) {}))
        std::exit(1);
    return std::move(*store);
}

} // namespace

QUAYSIDE_BENCH(
    "services.rollout", "a rolling update of all services at once: planned, placed, kept in memory, published")
{
    const std::size_t count = run.size(5'000);
    Services services(count, run.size(5'000), store::Store::open_in_memory().value());
    const double cpu = cpu_ms();
    const double wall = wall_ms([&] { services.update_all(); });
    const double used = cpu_ms() - cpu;
    const std::string size = std::to_string(count) + "x" + std::to_string(kTasksEach);
    run.add({ .name = "services.rollout/" + size, .n = count * kTasksEach, .rounds = 1 }, { wall }, used);
    run.add({ .name = "services.rollout_events/" + size,
                .n = services.events(),
                .rounds = 1,
                .unit = "events/s",
                .better = Better::Higher },
        { static_cast<double>(services.events()) / used * 1000 });
}

QUAYSIDE_BENCH("services.change", "one service's desired count changed: planned, placed, durable and published")
{
    for (const std::size_t count : run.sizes({ 500, 5'000 })) { // it costs the same among many
        QTemporaryDir directory;
        Services services(count, run.size(5'000), store_in(directory));
        std::vector<double> samples;
        const double cpu = cpu_ms();
        for (std::size_t i = 0; i < 50; ++i) {
            const std::size_t index = i / 2 * 37 % count;
            samples.push_back(wall_ms([&] { services.change_one(index, i % 2 == 0); }));
            services.rest();
        }
        run.add({ .name = "services.change/" + std::to_string(count * kTasksEach), .rounds = samples.size() },
            std::move(samples), cpu_ms() - cpu);
    }
}

} // namespace quayside::bench
