#include "core/scheduler/attributes.h"
#include "core/scheduler/batch.h"
#include "core/scheduler/few.h"
#include "core/scheduler/place.h"
#include "core/scheduler/what_if.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace quayside;
using namespace quayside::model;
using scheduler::PlacementRequest;
using scheduler::Strategy;

namespace {

constexpr std::uint64_t kSeeds = 800;
constexpr int kRequests = 80; // for each seed

// What an instance offers at one moment, worked out from nothing but the records.
struct Offer {
    std::shared_ptr<const ContainerInstance> instance;
    std::int64_t cpu = 0;
    std::int64_t memory = 0;
    std::int64_t gpus = 0;
    std::set<Port> ports; // taken on its engine
    std::int64_t tasks = 0;
    std::int64_t in_group = 0;
    std::vector<std::string> groups;
    std::int64_t running = 0;
};

// A planned task, as if it were there.
struct Planned {
    Id instance;
    std::string group;
    Resources need;
};

// Placement as its rules read, with every instance looked at anew for every task.
class Reference {
public:
    Reference(const State& state, const PlacementRequest& request)
        : state_(state)
        , request_(request)
    {
        for (const auto& [key, service] : state.services())
            if (service->scheduling_strategy == SchedulingStrategy::Daemon && service->status == ServiceStatus::Active
                && service->cluster == request.cluster)
                daemons_.push_back(service);
    }

    std::vector<Offer> offers() const
    {
        std::vector<Offer> all;
        for (const auto& [id, instance] : state_.container_instances())
            if (instance->cluster == request_.cluster)
                all.push_back(offer(instance));
        return all;
    }

    // How many rules it breaks, and the first of them in the order of the pipeline; 0 and 99: none.
    std::pair<int, int> broken(const Offer& offer) const
    {
        const auto& i = *offer.instance;
        const auto& need = request_.need;
        const bool keeps[] = { i.status == ContainerInstanceStatus::Active && !i.terminating, i.agent_connected,
            i.launch_type == request_.launch_type,
            request_.capacity_provider.empty() || request_.capacity_provider == i.capacity_provider, has_attributes(i),
            request_.zones.empty() || contains(request_.zones, i.availability_zone), need.cpu <= offer.cpu,
            need.memory <= offer.memory, ports_free(offer), need.gpus == 0 || need.gpus <= offer.gpus,
            matches(request_, offer), !request_.distinct_instance || offer.in_group == 0 };
        int count = 0;
        int first = 99;
        bool lacks_room = false; // of whatever kind: counts once
        for (int rule = std::size(keeps) - 1; rule >= 0; --rule)
            if (!keeps[rule]) {
                const bool of_room = rule >= 6 && rule <= 9;
                count += of_room && lacks_room ? 0 : 1;
                lacks_room = lacks_room || of_room;
                first = rule;
            }
        return { count, first };
    }

    // The ids among which the next task may go.
    std::set<Id> best() const
    {
        auto all = offers();
        std::map<std::string, std::map<std::string, std::int64_t>> spread;
        for (const auto& offer : all)
            for (const auto& attribute : attributes())
                spread[attribute][value(offer, attribute)] += offer.in_group;
        std::erase_if(all, [this](const Offer& offer) { return broken(offer).first > 0; });
        const auto narrow = [&all](auto measure) {
            if (all.empty())
                return;
            std::int64_t least = measure(all.front());
            for (const auto& offer : all)
                least = std::min<std::int64_t>(least, measure(offer));
            std::erase_if(all, [&](const Offer& offer) { return measure(offer) != least; });
        };
        auto steps = request_.strategies;
        steps.push_back({ Strategy::Kind::Spread, "attribute:ecs.availability-zone" });
        steps.push_back({ Strategy::Kind::Spread, "instanceId" });
        bool random = false;
        for (const auto& step : steps) {
            random = random || step.kind == Strategy::Kind::Random;
            if (random)
                break;
            if (step.field == "cpu")
                narrow([](const Offer& offer) { return offer.cpu; });
            else if (step.field == "memory")
                narrow([](const Offer& offer) { return offer.memory; });
            else if (step.field == "instanceId")
                narrow([](const Offer& offer) { return offer.in_group; });
            else
                narrow(
                    [&, name = step.field.substr(10)](const Offer& offer) { return spread[name][value(offer, name)]; });
        }
        if (request_.strategies.empty())
            narrow([](const Offer& offer) { return offer.tasks; });
        std::set<Id> ids;
        for (const auto& offer : all)
            ids.insert(offer.instance->id);
        return ids;
    }

    // The refused instance that is closest; null if none is for such tasks.
    Id closest() const
    {
        std::optional<std::tuple<int, int, std::int64_t, Id>> least;
        for (const auto& offer : offers()) {
            const auto [count, first] = broken(offer);
            const auto& i = *offer.instance;
            if (i.launch_type != request_.launch_type
                || (!request_.capacity_provider.empty() && i.capacity_provider != request_.capacity_provider))
                continue;
            const std::tuple rank(count, -first, -offer.memory, i.id);
            least = least ? std::min(*least, rank) : rank;
        }
        return least ? std::get<3>(*least) : Id();
    }

    void plan(const Id& instance) { planned_.push_back({ instance, request_.group, request_.need }); }

private:
    template <class T>
    static bool contains(const std::vector<T>& values, const T& value)
    {
        return std::ranges::find(values, value) != values.end();
    }

    std::set<std::string> attributes() const
    {
        std::set<std::string> names{ "ecs.availability-zone" };
        for (const auto& strategy : request_.strategies)
            if (strategy.field.starts_with("attribute:"))
                names.insert(strategy.field.substr(10));
        return names;
    }

    static std::string value(const Offer& offer, const std::string& attribute)
    {
        return std::string(scheduler::attribute_of(*offer.instance, attribute).value);
    }

    Offer offer(const std::shared_ptr<const ContainerInstance>& instance) const
    {
        Offer made{ instance, instance->registered.cpu, instance->registered.memory, instance->registered.gpus, {}, 0,
            0, {}, 0 };
        made.ports.insert(instance->registered.ports.begin(), instance->registered.ports.end());
        for (const auto& [id, task] : state_.tasks()) {
            if (task->last_status >= TaskStatus::Stopped || task->container_instance.is_null())
                continue;
            add(made, task->container_instance, task->spec->group, reservation(*task->spec));
            made.running
                += task->container_instance == instance->id && task->last_status == TaskStatus::Running ? 1 : 0;
        }
        for (const auto& planned : planned_)
            add(made, planned.instance, planned.group, planned.need);
        if (std::ranges::none_of(daemons_, [this](const auto& d) { return "service:" + d->name == request_.group; }))
            for (const auto& daemon : daemons_)
                keep_for(*daemon, made);
        return made;
    }

    void add(Offer& offer, const Id& on, const std::string& group, const Resources& need) const
    {
        const auto instance = state_.container_instances().find(on);
        if (instance && instance->engine == offer.instance->engine)
            offer.ports.insert(need.ports.begin(), need.ports.end());
        if (on != offer.instance->id)
            return;
        offer.cpu -= need.cpu;
        offer.memory -= need.memory;
        offer.gpus -= need.gpus;
        ++offer.tasks;
        offer.in_group += group == request_.group ? 1 : 0;
        offer.groups.push_back(group);
    }

    void keep_for(const Service& daemon, Offer& offer) const
    {
        const auto deployment = state_.deployments().find(daemon.deployments.front());
        const auto& definition = *deployment->revision->definition;
        const auto& i = *offer.instance;
        PlacementRequest asks;
        for (const auto& constraint : daemon.placement_constraints)
            asks.member_of.push_back(scheduler::Expression::parse(constraint.expression).value());
        if (i.status != ContainerInstanceStatus::Active || i.terminating || !i.agent_connected
            || i.launch_type != LaunchType::Ec2 || contains(offer.groups, "service:" + daemon.name)
            || !matches(asks, offer))
            return;
        offer.cpu -= definition.containers[0].cpu;
        offer.memory -= definition.containers[0].memory;
    }

    bool has_attributes(const ContainerInstance& instance) const
    {
        return std::ranges::all_of(request_.attributes, [&](const Attribute& wanted) {
            const auto found = scheduler::attribute_of(instance, wanted.name);
            return found.found && (wanted.value.empty() || wanted.value == found.value);
        });
    }

    bool ports_free(const Offer& offer) const
    {
        return std::ranges::none_of(request_.need.ports, [&](const Port& port) { return offer.ports.contains(port); });
    }

    static bool matches(const PlacementRequest& request, const Offer& offer)
    {
        scheduler::Facts facts{ offer.instance.get(), scheduler::ec2_instance_id(offer.instance->id),
            scheduler::kAgentVersion, offer.running, { offer.groups.begin(), offer.groups.end() } };
        return std::ranges::all_of(request.member_of, [&](const auto& e) { return e.matches(facts); });
    }

    const State& state_;
    const PlacementRequest& request_;
    std::vector<ServicePtr> daemons_;
    std::vector<Planned> planned_;
};

// A cluster that lives: instances come, change and go, tasks start and stop, daemons appear.
class Life {
public:
    explicit Life(std::uint64_t seed)
        : random(seed)
    {
        const auto count = 1 + random.below(14);
        for (std::uint64_t i = 0; i < count; ++i)
            add_instance();
    }

    bool one_in(std::uint64_t n) { return random.below(n) == 0; }
    template <class T>
    const T& any_of(const std::vector<T>& values)
    {
        return values[random.below(values.size())];
    }

    void add_instance()
    {
        auto made = std::make_shared<ContainerInstance>();
        made->id = random.id();
        made->engine = one_in(3) && !engines.empty() ? any_of(engines) : random.id();
        engines.push_back(made->engine);
        made->cluster = one_in(15) ? "other" : "default";
        shape(*made);
        put<ContainerInstance>(nullptr, made);
    }

    void shape(ContainerInstance& made)
    {
        made.status = one_in(12) ? ContainerInstanceStatus::Draining : ContainerInstanceStatus::Active;
        made.agent_connected = !one_in(12);
        made.terminating = one_in(20);
        made.launch_type = one_in(8) ? LaunchType::Fargate : one_in(10) ? LaunchType::External : LaunchType::Ec2;
        made.capacity_provider = one_in(3) ? "pool" : "";
        made.availability_zone = any_of(std::vector<std::string>{ "a", "b", "c", "" });
        made.registered = { static_cast<std::int64_t>(random.below(5)) * 512,
            static_cast<std::int64_t>(random.below(6)) * 500, {}, static_cast<std::int64_t>(random.below(3)) };
        if (one_in(4))
            made.registered.ports = { { 80, Protocol::Tcp } };
        made.attributes.clear();
        if (!one_in(4))
            made.attributes.push_back({ "rack", any_of(std::vector<std::string>{ "1", "2", "3" }) });
        if (one_in(2))
            made.attributes.push_back({ "disk", one_in(2) ? "ssd" : "" });
    }

    Resources need()
    {
        Resources made;
        made.cpu = static_cast<std::int64_t>(random.below(4)) * 128;
        made.memory = static_cast<std::int64_t>(random.below(5)) * 100;
        if (one_in(4))
            made.ports.push_back({ static_cast<std::uint16_t>(80 + random.below(3)), Protocol::Tcp });
        if (one_in(8))
            made.ports.push_back({ static_cast<std::uint16_t>(80 + random.below(3)), Protocol::Udp });
        std::ranges::sort(made.ports);
        made.gpus = one_in(10) ? 1 : 0;
        return made;
    }

    PlacementRequest request()
    {
        using Kind = Strategy::Kind;
        static const std::vector<Strategy> strategies
            = { { Kind::Random, {} }, { Kind::Spread, "attribute:ecs.availability-zone" },
                  { Kind::Spread, "attribute:rack" }, { Kind::Spread, "instanceId" },
                  { Kind::Spread, "attribute:nothing" }, { Kind::Binpack, "cpu" }, { Kind::Binpack, "memory" } };
        static const std::vector<std::string> expressions
            = { "attribute:rack in [1, 2]", "attribute:disk exists", "not(task:group == service:a)",
                  "runningTasksCount < 2", "ec2InstanceId != i-1", "task:group == family:x or attribute:rack == 3" };
        PlacementRequest made;
        made.cluster = one_in(20) ? "other" : "default";
        made.group = group();
        made.need = need();
        if (one_in(5))
            made.attributes.push_back({ "disk", one_in(2) ? "ssd" : "" });
        made.launch_type = one_in(8) ? LaunchType::Fargate : one_in(15) ? LaunchType::External : LaunchType::Ec2;
        made.capacity_provider = one_in(8) && made.launch_type == LaunchType::Ec2 ? "pool" : "";
        if (one_in(10))
            made.zones = { "a", "b" };
        made.distinct_instance = one_in(6);
        for (std::uint64_t i = random.below(6) / 3; i > 0; --i)
            made.member_of.push_back(scheduler::Expression::parse(any_of(expressions)).value());
        for (std::uint64_t i = one_in(2) ? 0 : random.below(4); i > 0; --i)
            made.strategies.push_back(any_of(strategies));
        return made;
    }

    std::string group()
    {
        static const std::vector<std::string> groups = { "service:a", "service:b", "service:logs", "family:x" };
        return any_of(groups);
    }

    // What the placement said becomes true.
    void start(const PlacementRequest& request, const std::vector<Id>& instances)
    {
        if (instances.empty())
            return;
        auto definition = std::make_shared<TaskDefinition>();
        definition->containers.resize(1);
        auto& container = definition->containers[0];
        container.cpu = request.need.cpu;
        container.memory = request.need.memory;
        container.gpus = request.need.gpus;
        for (const auto& port : request.need.ports)
            container.port_mappings.push_back({ port.number, port.number, port.protocol, {} });
        auto spec = std::make_shared<TaskSpec>();
        spec->row = ++rows;
        spec->cluster = request.cluster;
        spec->group = request.group;
        spec->definition = definition;
        for (const auto& instance : instances) {
            auto task = std::make_shared<Task>();
            task->id = random.id();
            task->container_instance = instance;
            task->spec = spec;
            task->spec_row = spec->row;
            task->last_status = one_in(2) ? TaskStatus::Running : TaskStatus::Pending;
            put<Task>(nullptr, task);
        }
    }

    void change_something()
    {
        const auto tasks = state.tasks().all();
        const auto instances = state.container_instances().all();
        const auto what = random.below(12);
        if (what < 5 && !tasks.empty()) {
            const auto before = any_of(tasks);
            auto after = std::make_shared<Task>(*before);
            after->last_status = one_in(3) ? TaskStatus::Running : TaskStatus::Stopped;
            put<Task>(before, one_in(4) ? nullptr : TaskPtr(after));
        } else if (what < 8 && !instances.empty()) {
            const auto before = any_of(instances);
            auto after = std::make_shared<ContainerInstance>(*before);
            shape(*after);
            if (one_in(10) && state.tasks_on(before->id).empty())
                after->cluster = after->cluster == "other" ? "default" : "other";
            put<ContainerInstance>(before, after);
        } else if (what == 8) {
            add_instance();
        } else if (what == 9 && !instances.empty()) {
            const auto before = any_of(instances);
            if (state.tasks_on(before->id).empty())
                put<ContainerInstance>(before, nullptr);
        } else if (what == 10) {
            change_daemon();
        }
    }

    void change_daemon()
    {
        const auto before = state.services().find({ "default", "logs" });
        if (before) {
            auto after = std::make_shared<Service>(*before);
            after->status = one_in(2) ? ServiceStatus::Draining : ServiceStatus::Active;
            after->placement_constraints.clear();
            if (one_in(3))
                after->placement_constraints = { { ConstraintType::MemberOf, "attribute:rack in [1, 2]" } };
            put<Service>(before, one_in(4) ? nullptr : ServicePtr(after));
            return;
        }
        auto definition = std::make_shared<TaskDefinition>();
        definition->containers.resize(1);
        definition->containers[0].cpu = 128;
        definition->containers[0].memory = 200;
        auto revision = std::make_shared<ServiceRevision>();
        revision->number = ++rows;
        revision->cluster = "default";
        revision->service = "logs";
        revision->definition = definition;
        auto deployment = std::make_shared<Deployment>();
        deployment->number = ++rows;
        deployment->row = rows;
        deployment->cluster = "default";
        deployment->service = "logs";
        deployment->revision = revision;
        auto service = std::make_shared<Service>();
        service->cluster = "default";
        service->name = "logs";
        service->scheduling_strategy = SchedulingStrategy::Daemon;
        service->deployments = { deployment->number };
        put<ServiceRevision>(nullptr, revision);
        put<Service>(nullptr, service);
        put<Deployment>(nullptr, deployment);
    }

    // Now and then a change is taken back, as when a transaction fails.
    template <class T>
    void put(std::shared_ptr<const T> before, std::shared_ptr<const T> after)
    {
        state.apply(Change<T>{ before, after });
        if (!one_in(10))
            return;
        state.apply(Change<T>{ after, before });
        state.apply(Change<T>{ before, after });
    }

    Random random;
    State state;
    std::vector<Id> engines;
    RowId rows = 0;
};

// Whether an instance would give more than it has.
bool overbooks(const State& state, const PlacementRequest& request, const std::vector<Id>& chosen)
{
    std::map<Id, std::int64_t> counts;
    for (const auto& id : chosen)
        ++counts[id];
    return std::ranges::any_of(counts, [&](const auto& entry) {
        const auto& registered = state.container_instances().find(entry.first)->registered;
        const auto& usage = state.usage_of(entry.first);
        return usage.cpu + entry.second * request.need.cpu > registered.cpu
            || usage.memory + entry.second * request.need.memory > registered.memory
            || usage.gpus + entry.second * request.need.gpus > std::max(registered.gpus, usage.gpus);
    });
}

} // namespace

class TestPlaceProperty : public QObject {
    Q_OBJECT

private slots:
    void agrees_with_the_plain_reading_of_the_rules()
    {
        std::size_t requests = 0;
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
            Life life(seed);
            for (int i = 0; i < kRequests; ++i, ++requests) {
                check(life, seed);
                if (QTest::currentTestFailed())
                    return;
                for (auto changes = life.random.below(5); changes > 0; --changes)
                    life.change_something();
            }
        }
        qInfo("%zu requests, %zu tasks placed, %zu refusals", requests, placed_, refusals_);
        QVERIFY(placed_ > requests / 2 && refusals_ > requests / 20);
    }

private:
    // As `place` does for many tasks.
    static std::vector<Id> place_batch(Life& life, const PlacementRequest& request, int count)
    {
        scheduler::Batch batch(life.state, scheduler::Fleet::of(life.state, request.cluster), request, life.random);
        std::vector<Id> instances;
        while (static_cast<int>(instances.size()) < count) {
            const auto instance = batch.next();
            if (!instance)
                break;
            instances.push_back(*instance);
        }
        return instances;
    }

    // As `place` does for a few tasks on many instances.
    static std::vector<Id> place_few(Life& life, const PlacementRequest& request, int count)
    {
        auto& fleet = scheduler::Fleet::of(life.state, request.cluster);
        const auto few = scheduler::place_few(life.state, fleet, request, static_cast<std::size_t>(count), life.random);
        return few ? *few : place_batch(life, request, count);
    }

    void check(Life& life, std::uint64_t seed)
    {
        const auto request = life.request();
        const int count = life.one_in(2) ? 1 : 1 + static_cast<int>(life.random.below(12));
        const auto placement = scheduler::place(life.state, request, count, life.random);
        const auto where = "seed " + std::to_string(seed);
        Reference reference(life.state, request);
        for (const auto& id : placement.instances) {
            QVERIFY2(reference.best().contains(id), where.c_str());
            reference.plan(id);
        }
        placed_ += placement.instances.size();
        QVERIFY2(placement.instances.size() <= static_cast<std::size_t>(count), where.c_str());
        QCOMPARE(placement.refusal.has_value(), placement.instances.size() < static_cast<std::size_t>(count));
        if (placement.refusal) {
            ++refusals_;
            QVERIFY2(reference.best().empty(), where.c_str());
            QVERIFY2(placement.refusal->instance == reference.closest(), where.c_str());
        }
        QVERIFY2(!overbooks(life.state, request, placement.instances), where.c_str());
        if (request.strategies.empty() && life.one_in(2))
            check_other_way(life, request, count, placement.instances.size(), where);
        if (life.one_in(3))
            life.start(request, placement.instances);
    }

    // What decides on a few tasks and what decides on many must agree.
    void check_other_way(
        Life& life, const PlacementRequest& request, int count, std::size_t placed, const std::string& where)
    {
        const auto instances = count == 1 ? place_batch(life, request, 1) : place_few(life, request, count);
        QVERIFY2(instances.size() == placed, where.c_str());
        Reference reference(life.state, request);
        for (const auto& id : instances) {
            QVERIFY2(reference.best().contains(id), where.c_str());
            reference.plan(id);
        }
    }

    std::size_t placed_ = 0;
    std::size_t refusals_ = 0;
};

QTEST_GUILESS_MAIN(TestPlaceProperty)
#include "tst_place_property.moc"
