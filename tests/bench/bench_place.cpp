#include "tests/bench/registry.h"

#include "core/base/random.h"
#include "core/scheduler/place.h"
#include "core/scheduler/request.h"
#include "core/store/store.h"
#include "tests/bench/directory.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

// Placement as it happens: the decision, the tasks with all that they reserve, the event, and the subscriber who has
// seen the last of it. Stored peers: SwarmKit 2.1.1 and Nomad 1.0.18, on a machine of this kind.
namespace quayside::bench {

namespace {

using namespace model;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kRacks = 25;

void must(const Result<void>& result)
{
    if (result)
        return;
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
}

double ms_since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// A cluster of empty instances, each an engine of its own, in three zones and 25 racks.
class Yard {
public:
    Yard(std::unique_ptr<store::Store> store, std::size_t instances)
        : store_(std::move(store))
        , now_(std::chrono::seconds(1'790'000'000))
    {
        update([&](store::Transaction& transaction) {
            Cluster cluster;
            cluster.name = "default";
            transaction.put(std::move(cluster));
            for (std::size_t i = 0; i < instances; ++i)
                transaction.put(instance(i));
        });
        flush();
        watch_ = store_->subscribe([this](const auto& set) {
            for (const auto& change : set->template of<Task>())
                seen_ += change.after && !change.after->container_instance.is_null() ? 1 : 0;
        });
    }

    const State& state() const { return store_->state(); }
    std::size_t seen() const { return seen_; }
    Random& random() { return random_; }

    // A definition with one container of 0.25 vCPU and 512 MiB.
    TaskSpec spec(const std::string& name, std::uint16_t host_port = 0)
    {
        TaskDefinition definition;
        definition.family = name;
        definition.revision = 1;
        Json container{ { "name", "web" }, { "image", "web" }, { "cpu", 256 }, { "memory", 512 } };
        if (host_port != 0)
            container["portMappings"] = Json::array({ { { "containerPort", 80 }, { "hostPort", host_port } } });
        definition.document
            = Json{ { "family", name }, { "containerDefinitions", Json::array({ std::move(container) }) } };
        read_document(definition);
        TaskSpec made;
        made.cluster = "default";
        made.definition_key = definition.key();
        made.group = "service:" + name;
        made.service = name;
        made.deployment = ++deployments_;
        made.definition = std::make_shared<TaskDefinition>(definition);
        update([&](store::Transaction& transaction) { transaction.put(std::move(definition)); });
        flush();
        return made;
    }

    // One call or one pass of a service: decides, and records what is decided. How many were placed.
    std::size_t start(const TaskSpec& spec, const scheduler::PlacementRequest& request, int count)
    {
        std::size_t placed = 0;
        update([&](store::Transaction& transaction) {
            const auto placement = scheduler::place(transaction.state(), request, count, random_);
            placed = placement.instances.size();
            if (placed == 0)
                return;
            const RowId row = transaction.put(spec);
            std::string ids;
            for (const auto& instance : placement.instances) {
                Task task = new_task(*spec.definition, row, instance);
                ids += " (task ";
                ids += task.id.hex();
                ids += ')';
                transaction.put(std::move(task));
            }
            Event event;
            event.at = now_;
            event.kind = EventKind::Placement;
            event.cluster = "default";
            event.object = spec.group;
            event.message = fmt::format("{} has started {} tasks:{}.", spec.group, placed, ids);
            transaction.put(std::move(event));
        });
        return placed;
    }

    void flush() { must(store_->flush()); }

private:
    template <class F>
    void update(F&& work)
    {
        must(store_->update([&](store::Transaction& transaction) -> Result<void> {
            work(transaction);
            return {};
        }));
    }

    ContainerInstance instance(std::size_t i)
    {
        ContainerInstance made;
        made.id = random_.id();
        made.engine = random_.id();
        made.name = fmt::format("host-{}", i);
        made.cluster = "default";
        made.agent_connected = true;
        made.registered = { .cpu = 65'536, .memory = 262'144, .ports = { { 22, Protocol::Tcp } } };
        made.availability_zone = fmt::format("zone-{}", i % 3);
        made.attributes = { { "ecs.os-type", "linux" }, { "ecs.cpu-architecture", "x86_64" },
            { "ecs.instance-type", i % 4 == 0 ? "m5.large" : "c5.large" }, { "rack", fmt::format("r{}", i % kRacks) } };
        return made;
    }

    // As the control plane makes it.
    Task new_task(const TaskDefinition& definition, RowId spec, const Id& instance)
    {
        Task task;
        task.id = random_.id();
        task.container_instance = instance;
        task.spec_row = spec;
        task.last_status = TaskStatus::Pending;
        task.created_at = now_;
        task.connectivity_at = now_;
        task.containers.resize(definition.containers.size());
        return task;
    }

    std::unique_ptr<store::Store> store_;
    TimePoint now_;
    Random random_{ 1 };
    Subscription watch_;
    std::size_t seen_ = 0;
    std::uint64_t deployments_ = 0;
};

std::unique_ptr<store::Store> in_memory()
{
    return std::move(*store::Store::open_in_memory());
}

PlacementConstraint large_ones()
{
    return { ConstraintType::MemberOf, "attribute:ecs.instance-type == c5.large" };
}

struct Services {
    std::size_t count = 100;
    int tasks = 1'000;
    std::vector<PlacementConstraint> constraints;
    std::vector<PlacementStrategy> strategies;
};

// Tasks a second, in one round on a cluster of its own.
double services_round(const Services& services, std::size_t instances, std::unique_ptr<store::Store> store)
{
    Yard yard(std::move(store), instances);
    std::vector<TaskSpec> specs;
    for (std::size_t i = 0; i < services.count; ++i)
        specs.push_back(yard.spec(fmt::format("service-{}", i)));
    const auto all = services.count * static_cast<std::size_t>(services.tasks);
    const auto start = Clock::now();
    for (const auto& spec : specs) {
        yard.start(spec, scheduler::request_for(spec, services.constraints, services.strategies), services.tasks);
        yard.flush();
    }
    const bool listed = yard.state().tasks_in("default").size() == all; // and the list of tasks is in order
    const double spent = ms_since(start);
    if (yard.seen() != all || !listed) {
        std::fprintf(stderr, "%zu of %zu tasks were placed\n", yard.seen(), all);
        std::exit(1);
    }
    return static_cast<double>(all) / spent * 1'000;
}

void measure_rate(Run& run, Metric metric, std::size_t rounds, const Function<double()>& round)
{
    metric.unit = "tasks/s";
    metric.better = Better::Higher;
    const double cpu = cpu_ms();
    std::vector<double> samples;
    for (std::size_t i = 0; i < rounds; ++i)
        samples.push_back(round());
    run.add(std::move(metric), std::move(samples), cpu_ms() - cpu);
}

// Many calls for one task each; their rate and how long each took.
struct Singles {
    double rate = 0;
    std::vector<double> us;
};

Singles singles_round(std::size_t instances, std::size_t calls, bool demanding)
{
    Yard yard(in_memory(), instances);
    const std::size_t kinds = 50; // of definitions, half with a host port
    std::vector<TaskSpec> specs;
    std::vector<scheduler::PlacementRequest> requests;
    for (std::size_t i = 0; i < kinds; ++i) {
        const bool picky = demanding && i % 2 == 1;
        specs.push_back(yard.spec(fmt::format("job-{}", i), picky ? static_cast<std::uint16_t>(8'000 + i) : 0));
        specs.back().service.clear();
        requests.push_back(scheduler::request_for(
            specs.back(), picky ? std::vector{ large_ones() } : std::vector<PlacementConstraint>(), {}));
    }
    yard.start(specs.front(), requests.front(), 1); // the instances are known before
    yard.flush();
    const auto before = yard.seen();
    Singles singles;
    const auto begin = Clock::now();
    for (std::size_t i = 0; i < calls; ++i) {
        const auto start = Clock::now();
        auto& spec = specs[i % kinds];
        auto& request = requests[i % kinds];
        spec.group = request.group = fmt::format("job:{}", i); // each a group of its own
        if (yard.start(spec, request, 1) != 1)
            std::exit(1);
        singles.us.push_back(ms_since(start) * 1'000);
    }
    yard.flush();
    singles.rate = static_cast<double>(calls) / ms_since(begin) * 1'000;
    if (yard.seen() - before != calls)
        std::exit(1);
    return singles;
}

std::vector<std::uint32_t> tasks_by_rack(const State& state, const std::string& group)
{
    std::map<std::string, std::uint32_t> racks;
    for (std::size_t i = 0; i < kRacks; ++i)
        racks[fmt::format("r{}", i)] = 0;
    for (const auto& [id, count] : state.group_in("default", group))
        racks.at(state.container_instances().find(id)->attributes.back().value) += count;
    std::vector<std::uint32_t> counts;
    for (const auto& [rack, count] : racks)
        counts.push_back(count);
    return counts;
}

double percentile(std::vector<double> values, double part)
{
    const auto place = static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + place, values.end());
    return values[static_cast<std::size_t>(place)];
}

void measure_singles(Run& run, const std::string& name, std::size_t instances, std::size_t calls, bool demanding,
    double peer, std::size_t rounds)
{
    std::vector<double> rates, tails;
    const double cpu = cpu_ms();
    for (std::size_t i = 0; i < rounds; ++i) {
        auto singles = singles_round(instances, calls, demanding);
        rates.push_back(singles.rate);
        tails.push_back(percentile(std::move(singles.us), 0.99));
    }
    const double spent = cpu_ms() - cpu;
    run.add({ .name = name,
                .n = calls,
                .unit = "tasks/s",
                .peer = peer,
                .peer_name = "SwarmKit",
                .better = Better::Higher },
        rates, spent);
    run.add({ .name = name + ".p99", .n = calls, .unit = "us" }, tails, spent);
}

} // namespace

QUAYSIDE_BENCH("place.services", "100 services of 1,000 tasks on 5,000 instances")
{
    const std::size_t instances = run.size(5'000);
    Services plain{ run.size(100), 1'000, {}, {} };
    const std::size_t all = plain.count * 1'000;
    measure_rate(run,
        { .name = fmt::format("place.services.spread/{}", all), .n = all, .peer = 4'200, .peer_name = "SwarmKit" }, 5,
        [&] { return services_round(plain, instances, in_memory()); });
    Services picky = plain;
    picky.constraints = { large_ones() };
    picky.strategies
        = { { StrategyType::Spread, "attribute:ecs.availability-zone" }, { StrategyType::Binpack, "memory" } };
    measure_rate(run,
        { .name = fmt::format("place.services.packed/{}", all), .n = all, .peer = 800, .peer_name = "SwarmKit" }, 5,
        [&] { return services_round(picky, instances, in_memory()); });
}

QUAYSIDE_BENCH("place.single", "calls for one task each, half of them with a memberOf and a host port")
{
    measure_singles(run, "place.single/5000", run.size(5'000), run.size(10'000), true, 640, 5);
    measure_singles(run, "place.single/100000", run.size(100'000), run.size(1'000), false, 30, 3);
}

QUAYSIDE_BENCH("place.racks", "1,200 tasks spread over the 25 racks of 1,000 instances")
{
    std::vector<double> samples;
    const double cpu = cpu_ms();
    for (int round = 0; round < 10; ++round) {
        Yard yard(in_memory(), 1'000);
        const auto spec = yard.spec("wide");
        const auto start = Clock::now();
        yard.start(spec, scheduler::request_for(spec, {}, { { StrategyType::Spread, "attribute:rack" } }), 1'200);
        yard.flush();
        samples.push_back(ms_since(start));
        const auto racks = tasks_by_rack(yard.state(), spec.group);
        const auto [least, most] = std::ranges::minmax_element(racks);
        if (*most - *least > 1 || yard.seen() != 1'200)
            return run.note("place.racks: the racks are not balanced");
    }
    run.add({ .name = "place.racks/1200", .n = 1'200, .peer = 45'500, .peer_name = "Nomad" }, samples, cpu_ms() - cpu);
}

QUAYSIDE_BENCH("place.one_service", "one service of 10,000 tasks on 5,000 instances")
{
    std::vector<double> samples;
    const double cpu = cpu_ms();
    const std::size_t tasks = run.size(10'000);
    for (int round = 0; round < 10; ++round) {
        Yard yard(in_memory(), run.size(5'000));
        const auto spec = yard.spec("large");
        const auto start = Clock::now();
        yard.start(spec, scheduler::request_for(spec, {}, {}), static_cast<int>(tasks));
        yard.flush();
        samples.push_back(ms_since(start));
        if (yard.seen() != tasks)
            return run.note("place.one_service: not all were placed");
    }
    run.add({ .name = fmt::format("place.one_service/{}", tasks), .n = tasks, .peer = 1'560, .peer_name = "SwarmKit" },
        samples, cpu_ms() - cpu);
}

QUAYSIDE_BENCH("place.durable", "services of 1,000 tasks, each on disk before the next")
{
    const Services services{ run.size(30), 1'000, {}, {} };
    const std::size_t all = services.count * 1'000;
    measure_rate(run, { .name = fmt::format("place.durable/{}", all), .n = all }, 5, [&] {
        const Directory directory;
        auto store = store::Store::open(directory.path());
        if (!store)
            std::exit(1);
        must((*store)->restore({}));
        return services_round(services, run.size(5'000), std::move(*store));
    });
}

} // namespace quayside::bench
