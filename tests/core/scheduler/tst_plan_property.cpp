#include "tests/support/plan_world.h"

#include <QtTest>

#include <map>
#include <set>
#include <sstream>

using namespace quayside;
using namespace std::chrono_literals;
using model::ContainerInstanceStatus;
using model::DeploymentStrategy;
using model::RolloutState;
using test::PlanWorld;

namespace {

model::DeploymentConfiguration random_configuration(Random& random, bool stages)
{
    static constexpr std::int64_t minimums[] = { 0, 25, 50, 75, 100 };
    static constexpr std::int64_t maximums[] = { 100, 125, 150, 200, 300 };
    model::DeploymentConfiguration configuration;
    configuration.minimum_healthy_percent = minimums[random.below(5)];
    configuration.maximum_percent = maximums[random.below(5)];
    configuration.circuit_breaker = random.below(2) == 0;
    configuration.circuit_breaker_rollback = configuration.circuit_breaker && random.below(2) == 0;
    if (stages)
        configuration.strategy = static_cast<DeploymentStrategy>(1 + random.below(3));
    configuration.bake_time = 1;
    configuration.linear_step = 340;
    configuration.linear_bake_time = configuration.canary_bake_time = 1;
    return configuration;
}

// One service, random deeds of people and engines, and what must hold after every plan.
class Story {
public:
    explicit Story(std::uint64_t seed)
        : world_(seed)
        , random_(seed * 7919)
        , daemon_(random_.below(6) == 0)
        , stages_(!daemon_ && random_.below(4) == 0)
    {
        for (auto more = random_.below(4); more > 0; --more)
            world_.add_instance(std::string("us-east-1") + static_cast<char>('a' + random_.below(4)));
        auto service = test::service_record("web", static_cast<std::int64_t>(random_.below(9)));
        service.created_at = world_.now;
        service.deployment_configuration = random_configuration(random_, stages_);
        service.zone_rebalancing = random_.below(2) == 0;
        if (daemon_) {
            service.scheduling_strategy = model::SchedulingStrategy::Daemon;
            service.deployment_configuration.maximum_percent = 100;
        }
        deploy(world_.book, service, test::service_revision(10, "web", "web", definition()), 1, world_.now);
    }

    // Empty, or what does not hold.
    std::string tell()
    {
        for (int step = 0; step < 14 && problem_.empty(); ++step) {
            deed();
            world_.now += std::chrono::milliseconds(random_.below(9'000));
            for (auto looks = random_.below(3); looks > 0 && problem_.empty(); --looks)
                look();
        }
        if (problem_.empty())
            converge();
        return problem_;
    }

    std::size_t plans() const { return plans_; }

private:
    std::int64_t definition() { return static_cast<std::int64_t>(1 + random_.below(3)); }

    void deed()
    {
        switch (random_.below(14)) {
        case 0:
            world_.update(next_deployment_++, definition());
            break;
        case 1:
            if (!daemon_)
                world_.change([&](model::Service& service) {
                    service.desired_count = static_cast<std::int64_t>(random_.below(9));
                });
            break;
        case 2:
            toggle(world_.instances[random_.below(world_.instances.size())]);
            break;
        case 3:
            world_.has_room = random_.below(3) > 0;
            break;
        case 4:
            some_task([this](const Id& id) { world_.end(id); }); // by itself
            break;
        case 5:
            some_task([this](const Id& id) {
                world_.change_task(id, [&](model::Task& task) { task.unknown = !task.unknown; });
            });
            break;
        case 6:
            some_task([this](const Id& id) {
                world_.change_task(id, [&](model::Task& task) { task.health = model::HealthStatus::Unhealthy; });
            });
            break;
        case 7:
            some_task([this](const Id& id) {
                world_.change_task(
                    id, [&](model::Task& task) { task.protected_until = world_.now + std::chrono::minutes{ 3 }; });
            });
            break;
        case 8:
            for (const auto& id : world_.open_tasks())
                if (random_.below(2) == 0)
                    world_.end(id); // many at once
            break;
        default:
            world_.settle_containers();
            world_.make_healthy();
            break;
        }
    }

    void toggle(const Id& instance)
    {
        world_.change_instance(instance, [](model::ContainerInstance& i) {
            i.status = i.status == ContainerInstanceStatus::Active ? ContainerInstanceStatus::Draining
                                                                   : ContainerInstanceStatus::Active;
        });
    }

    template <class F>
    void some_task(F deed)
    {
        std::vector<Id> tasks;
        for (const auto& id : world_.open_tasks())
            if (world_.state().tasks().find(id)->last_status < model::TaskStatus::Stopped)
                tasks.push_back(id);
        if (!tasks.empty())
            deed(tasks[random_.below(tasks.size())]);
    }

    std::int64_t healthy() const
    {
        std::int64_t count = 0;
        for (const auto& id : world_.open_tasks()) {
            const auto task = world_.state().tasks().find(id);
            const bool checked = task->spec->definition_key.revision == 3;
            const bool stays = task->desired_status == model::DesiredStatus::Running
                && task->last_status == model::TaskStatus::Running && !task->unknown;
            count += stays
                    && (checked ? task->health == model::HealthStatus::Healthy
                                : world_.now >= task->started_at + world_.settings.healthy_after)
                ? 1
                : 0;
        }
        return count;
    }

    void look()
    {
        ++plans_;
        const auto before = static_cast<std::int64_t>(world_.alive());
        const auto healthy_before = healthy();
        const auto plan = world_.plan(random_.below(4) == 0);
        check_starts(plan, before);
        if (qEnvironmentVariableIsSet("QUAYSIDE_TEST_TRACE"))
            qInfo("%s", to_text(plan).c_str());
        world_.apply(plan);
        check_health(plan, healthy_before);
        check_daemon();
        check_rollbacks();
    }

    // Never more than the maximum allows by a start of ours.
    void check_starts(const scheduler::ServicePlan& plan, std::int64_t before)
    {
        std::int64_t starts = 0;
        for (const auto& start : plan.starts)
            starts += start.count;
        const auto service = world_.service();
        const auto limits = scheduler::limits_of(service.desired_count, service.deployment_configuration);
        if (starts > 0 && !daemon_ && !stages_ && before + starts > limits.maximum_total)
            report("more tasks than the maximum", plan);
    }

    // Never fewer healthy ones than the minimum by a stop of ours.
    void check_health(const scheduler::ServicePlan& plan, std::int64_t before)
    {
        const auto service = world_.service();
        const auto minimum
            = scheduler::limits_of(service.desired_count, service.deployment_configuration).minimum_healthy;
        const auto after = healthy();
        if (after < before && after < minimum && !stages_ && !(daemon_ && lost_places()))
            report("fewer healthy tasks than the minimum: " + std::to_string(after), plan);
    }

    // A daemon's task leaves an instance that is no longer for it, whatever the percents say.
    bool lost_places() const
    {
        for (const auto& id : world_.instances)
            if (world_.state().container_instances().find(id)->status != ContainerInstanceStatus::Active)
                return true;
        return false;
    }

    void check_daemon()
    {
        std::map<Id, int> counts;
        if (daemon_)
            for (const auto& id : world_.open_tasks()) {
                const auto task = world_.state().tasks().find(id);
                if (task->last_status < model::TaskStatus::Stopped && ++counts[task->container_instance] > 1)
                    report("two tasks of a daemon on one instance", {});
            }
    }

    void check_rollbacks()
    {
        std::set<std::uint64_t> undone;
        for (const auto& [row, number] : world_.state().deployments_of(world_.key)) {
            const auto deployment = world_.state().deployments().find(number);
            if (deployment->rollback_of == 0)
                continue;
            if (!undone.insert(deployment->rollback_of).second)
                report("rolled back twice", {});
            if (world_.deployment(deployment->rollback_of).rollback_of != 0)
                report("a rollback was rolled back", {});
        }
    }

    // No more faults: it must come to rest, and have nothing more to do there.
    void converge()
    {
        world_.has_room = true;
        for (const auto& id : world_.instances)
            world_.change_instance(id, [](model::ContainerInstance& i) { i.status = ContainerInstanceStatus::Active; });
        for (int round = 0; round < 400 && problem_.empty(); ++round) {
            for (const auto& id : world_.open_tasks())
                world_.change_task(id, [](model::Task& task) { task.unknown = false; });
            const TimePoint now = world_.now;
            for (int looks = 0; !world_.plan(true).empty() && problem_.empty(); ++looks) {
                look();
                if (looks > 30)
                    return report("the plans do not come to an end", world_.plan());
            }
            world_.settle_containers();
            world_.make_healthy();
            const auto plan = world_.plan();
            if (world_.service().steady && plan.empty())
                return;
            world_.now = std::max(now + 5s, std::min(plan.wake == kNever ? now : plan.wake, now + 1min));
        }
        if (!problem_.empty())
            return;
        const auto primary = world_.primary();
        const auto service = world_.service();
        const bool failed = primary.rollout_state == RolloutState::Failed;
        const bool stuck = scheduler::are_stuck(
            service.desired_count, scheduler::limits_of(service.desired_count, service.deployment_configuration));
        if (!failed && !stuck)
            report("does not come to rest", world_.plan());
    }

    void report(const std::string& what, const scheduler::ServicePlan& plan)
    {
        std::ostringstream text;
        const auto service = world_.service();
        text << what << "; desired " << service.desired_count << " at "
             << service.deployment_configuration.minimum_healthy_percent << "/"
             << service.deployment_configuration.maximum_percent << (daemon_ ? " daemon" : "")
             << (stages_ ? " stages" : "") << "\n";
        for (const auto number : service.deployments) {
            const auto deployment = world_.deployment(number);
            text << "ecs-svc/" << number << " " << to_string(deployment.status) << " "
                 << to_string(deployment.rollout_state) << " " << to_string(deployment.stage) << ", failed "
                 << deployment.failed_tasks << "\n";
        }
        for (const auto& id : world_.open_tasks()) {
            const auto task = world_.state().tasks().find(id);
            text << id.hex().substr(0, 6) << " of " << task->spec->deployment << " " << to_string(task->last_status)
                 << " to be " << to_string(task->desired_status) << " " << to_string(task->health)
                 << (task->unknown ? " unknown" : "") << (task->protected_until > world_.now ? " protected" : "")
                 << "\n";
        }
        problem_ = text.str() + to_text(plan);
    }

    PlanWorld world_;
    Random random_;
    bool daemon_;
    bool stages_;
    std::uint64_t next_deployment_ = 2;
    std::size_t plans_ = 0;
    std::string problem_;
};

} // namespace

class TestPlanProperty : public QObject {
    Q_OBJECT

private slots:
    void random_services_keep_their_limits_and_come_to_rest();
};

// The seeds are always the same; QUAYSIDE_TEST_SEEDS=FROM-TO or a number takes others;
// QUAYSIDE_TEST_TRACE shows each plan.
void TestPlanProperty::random_services_keep_their_limits_and_come_to_rest()
{
    std::uint64_t first = 1;
    std::uint64_t last = 3'000;
    if (const auto range = qEnvironmentVariable("QUAYSIDE_TEST_SEEDS").split('-'); !range[0].isEmpty()) {
        first = range.size() > 1 ? range[0].toULongLong() : 1;
        last = range.back().toULongLong();
    }
    std::size_t plans = 0;
    for (std::uint64_t seed = first; seed <= last; ++seed) {
        Story story(seed);
        const std::string problem = story.tell();
        plans += story.plans();
        QVERIFY2(problem.empty(),
            ("QUAYSIDE_TEST_SEEDS=" + std::to_string(seed) + "-" + std::to_string(seed) + " " + problem).c_str());
    }
    qInfo("seeds %llu to %llu, %zu plans", static_cast<unsigned long long>(first),
        static_cast<unsigned long long>(last), plans);
    QVERIFY(plans >= 50'000 || last - first < 2'999);
}

QTEST_GUILESS_MAIN(TestPlanProperty)
#include "tst_plan_property.moc"
