#include "tests/bench/world.h"

#include "core/base/random.h"

#include <cstdio>
#include <cstdlib>

namespace quayside::bench {

namespace {

using namespace model;

constexpr std::size_t kBatch = 10'000; // records written in one transaction

TimePoint moment(std::size_t i)
{
    return TimePoint(Duration(1'790'000'000'000'000 + static_cast<std::int64_t>(i) * 1'733));
}

void must(const Result<void>& result)
{
    if (result)
        return;
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
}

void write(store::Store& store, const Function<Result<void>(store::Transaction&)>& work)
{
    must(store.update(work));
    must(store.flush());
}

std::string number_name(const char* prefix, std::size_t i)
{
    return prefix + std::to_string(i);
}

TaskDefinition definition(std::size_t i)
{
    TaskDefinition made;
    made.family = number_name("service-", i);
    made.revision = 1;
    made.registered_at = moment(i);
    made.document = Json{ { "family", made.family }, { "networkMode", "bridge" },
        { "containerDefinitions",
            { { { "name", "web" }, { "image", "registry.local/" + made.family + ":1.0" }, { "cpu", 256 },
                { "memory", 512 }, { "essential", true },
                { "portMappings", { { { "containerPort", 8080 }, { "hostPort", 0 } } } },
                { "environment", { { { "name", "STAGE" }, { "value", "production" } } } } } } } };
    read_document(made);
    return made;
}

ContainerInstance instance(Random& random, const Id& engine, std::size_t i)
{
    ContainerInstance made;
    made.id = random.id();
    made.engine = engine;
    made.name = number_name("host-", i);
    made.cluster = "default";
    made.agent_connected = true;
    made.registered = { .cpu = 65'536, .memory = 262'144, .ports = {} };
    made.availability_zone = number_name("zone-", i % 3);
    made.attributes = { { "ecs.os-type", "linux" }, { "ecs.cpu-architecture", "x86_64" },
        { "ecs.availability-zone", made.availability_zone }, { "ecs.instance-type", "m5.large" },
        { "rack", number_name("r", i % 25) } };
    made.registered_at = moment(i);
    return made;
}

Container container(Random& random, std::size_t i)
{
    Container made;
    made.last_status = ContainerStatus::Running;
    made.started_at = moment(i);
    made.runtime_id = random.id().hex() + random.id().hex();
    made.image_digest = "sha256:" + random.id().hex() + random.id().hex();
    made.network_bindings = { { 8080, static_cast<std::uint16_t>(32'768 + i % 20'000), Protocol::Tcp, "0.0.0.0" } };
    return made;
}

Task task(Random& random, RowId spec, const Id& instance, std::size_t i)
{
    Task made;
    made.id = random.id();
    made.container_instance = instance;
    made.spec_row = spec;
    made.last_status = TaskStatus::Running;
    made.version = 4;
    made.created_at = moment(i);
    made.connectivity_at = moment(i + 1);
    made.pull_started_at = moment(i + 2);
    made.pull_stopped_at = moment(i + 3);
    made.started_at = moment(i + 4);
    made.containers = { container(random, i + 4) };
    return made;
}

std::vector<Id> add_instances(store::Store& store, Random& random, std::size_t count)
{
    std::vector<Id> ids;
    write(store, [&](store::Transaction& transaction) -> Result<void> {
        Cluster cluster;
        cluster.name = "default";
        cluster.created_at = moment(0);
        transaction.put(std::move(cluster));
        Engine engine;
        engine.id = random.id();
        engine.name = "away";
        engine.kind = EngineKind::Docker; // a simulated one would be filled with its containers anew
        engine.endpoint = "unix:///nowhere/docker.sock";
        engine.connected = true;
        const Id engine_id = engine.id;
        transaction.put(std::move(engine));
        for (std::size_t i = 0; i < count; ++i) {
            auto made = instance(random, engine_id, i);
            ids.push_back(made.id);
            transaction.put(std::move(made));
        }
        return {};
    });
    return ids;
}

RowId add_spec(store::Transaction& transaction, std::size_t i)
{
    auto made = definition(i);
    TaskSpec spec;
    spec.cluster = "default";
    spec.definition_key = made.key();
    spec.group = "family:" + made.family;
    transaction.put(std::move(made));
    return transaction.put(std::move(spec));
}

} // namespace

void fill(store::Store& store, const WorldSize& size)
{
    Random random(1);
    const auto instances = add_instances(store, random, std::max<std::size_t>(size.instances, 1));
    const std::size_t per_spec = std::max<std::size_t>(size.tasks / std::max<std::size_t>(size.specs, 1), 1);
    RowId spec = 0;
    for (std::size_t done = 0; done < size.tasks;) {
        write(store, [&](store::Transaction& transaction) -> Result<void> {
            for (const std::size_t end = std::min(done + kBatch, size.tasks); done < end; ++done) {
                if (done % per_spec == 0)
                    spec = add_spec(transaction, done / per_spec);
                transaction.put(task(random, spec, instances[done % instances.size()], done));
            }
            return {};
        });
    }
}

Task changed(const Task& task)
{
    Task next = task;
    ++next.version;
    next.health = task.health == HealthStatus::Healthy ? HealthStatus::Unhealthy : HealthStatus::Healthy;
    next.connectivity_at += std::chrono::seconds(10);
    return next;
}

} // namespace quayside::bench
