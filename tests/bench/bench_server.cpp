#include "tests/bench/directory.h"
#include "tests/bench/headless.h"
#include "tests/bench/registry.h"
#include "tests/bench/world.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <thread>

// The API over HTTP as programs use it: the headless program, and clients on the same machine that keep their
// connections. The peer is moto's server with the same requests.
namespace quayside::bench {

namespace {

using Clock = std::chrono::steady_clock;
using MessageOf = std::function<std::string(std::size_t number)>;

constexpr std::size_t kRounds = 5;

struct Load {
    std::string name;
    std::size_t clients = 1;
    std::size_t requests = 1'000; // in one round, all clients together
    std::optional<double> peer = {}; // requests a second
};

// Milliseconds that each of the requests took, `clients` at a time.
std::vector<double> drive(const Headless& program, const Load& load, const MessageOf& message_of)
{
    static std::atomic<std::size_t> next = 0; // no two requests of this process have one number
    const std::size_t each = std::max<std::size_t>(load.requests / load.clients, 1);
    std::vector<std::vector<double>> taken(load.clients);
    std::vector<std::thread> threads;
    for (auto& mine : taken)
        threads.emplace_back([&program, &message_of, &mine, each] {
            Caller caller(program.port());
            for (std::size_t i = 0; i < each; ++i)
                mine.push_back(caller.call(message_of(next++)));
        });
    for (auto& thread : threads)
        thread.join();
    std::vector<double> all;
    for (const auto& mine : taken)
        all.insert(all.end(), mine.begin(), mine.end());
    return all;
}

// One line with the requests a second of each round, one with what single requests took.
void measure(Run& run, const Headless& program, const Load& load, const MessageOf& message_of)
{
    std::vector<double> rates, latencies;
    (void)drive(program, load, message_of);
    const double cpu = program.cpu_ms();
    for (std::size_t round = 0; round < kRounds; ++round) {
        std::vector<double> taken;
        const double wall = wall_ms([&] { taken = drive(program, load, message_of); });
        rates.push_back(static_cast<double>(taken.size()) * 1e3 / wall);
        latencies.insert(latencies.end(), taken.begin(), taken.end());
    }
    const std::string name = fmt::format("server.{}/c{}", load.name, load.clients);
    run.add({ .name = name,
                .n = load.requests,
                .unit = "req/s",
                .peer = load.peer,
                .peer_name = load.peer ? "moto" : "",
                .better = Better::Higher },
        std::move(rates), program.cpu_ms() - cpu);
    run.add({ .name = name + ".each" }, std::move(latencies));
}

MessageOf always(const Headless& program, std::string_view operation, const Json& input)
{
    return [text = message(program.port(), operation, input.dump())](std::size_t) { return text; };
}

void measure_reads(Run& run, std::size_t tasks)
{
    const Directory directory;
    {
        auto store = store::Store::open(directory.path());
        if (!store || !(*store)->restore([](std::size_t, std::size_t) {}))
            std::exit(1);
        fill(**store, { .tasks = tasks, .instances = std::max<std::size_t>(tasks / 20, 10), .specs = tasks / 100 });
    }
    const Headless program({ "--state-dir", directory.path(), "--lost-after", "0" });
    const auto named = [tasks](const char* what) { return fmt::format("{}_of_{}", what, tasks); };
    const Json page = Caller(program.port()).ask(program.port(), "ListTasks", Json::object());
    measure(run, program, { named("describe_tasks"), 1, run.size(500), 11 },
        always(program, "DescribeTasks", { { "tasks", page["taskArns"] } }));
    measure(
        run, program, { named("list_tasks"), 4, run.size(10'000), 21 }, always(program, "ListTasks", Json::object()));
    measure(run, program, { named("describe_clusters"), 4, run.size(20'000), 235 },
        always(program, "DescribeClusters", { { "clusters", { "default" } } }));
}

Json definition(const std::string& family)
{
    Json input{ { "family", family }, { "networkMode", "bridge" }, { "cpu", "1024" }, { "memory", "2048" } };
    for (const char* name : { "web", "cache", "log-router" }) {
        Json container{ { "name", name }, { "image", std::string("registry.local/harbour/") + name + ":1.4.2" },
            { "cpu", 128 }, { "memory", 256 }, { "essential", true } };
        container["portMappings"] = { { { "containerPort", 8080 }, { "hostPort", 0 }, { "protocol", "tcp" } } };
        for (int i = 0; i < 12; ++i)
            container["environment"].push_back(
                { { "name", fmt::format("SETTING_{}", i) }, { "value", fmt::format("value-of-setting-{}", i) } });
        container["logConfiguration"]
            = { { "logDriver", "json-file" }, { "options", { { "max-size", "10m" }, { "max-file", "3" } } } };
        container["healthCheck"] = { { "command", { "CMD-SHELL", "curl -f http://localhost:8080/health || exit 1" } },
            { "interval", 30 }, { "timeout", 5 }, { "retries", 3 } };
        input["containerDefinitions"].push_back(std::move(container));
    }
    return input;
}

// Ten simulated engines on which there is always room for tasks of family "small".
void prepare(const Headless& program)
{
    Caller caller(program.port());
    for (int i = 0; i < 10; ++i)
        caller.ask(program.port(), "QuaysideV1.AddEngine",
            { { "name", fmt::format("quay-{}", i) }, { "kind", "simulated" },
                { "simulation", { { "cpus", 1'024 }, { "memory", 16'777'216 } } } });
    Json small{ { "family", "small" } };
    small["containerDefinitions"] = { { { "name", "app" }, { "image", "harbour/app:1" }, { "memory", 4 } } };
    caller.ask(program.port(), "RegisterTaskDefinition", small);
}

// A cluster of ten container instances with foreign agents that never report: what a call costs the control plane
// alone.
void prepare_foreign(const Headless& program)
{
    Caller caller(program.port());
    caller.ask(program.port(), "CreateCluster", { { "clusterName", "foreign" } });
    const auto resource = [](const char* name) {
        return Json{ { "name", name }, { "type", "INTEGER" }, { "integerValue", 1'000'000'000 } };
    };
    for (int i = 0; i < 10; ++i)
        caller.ask(program.port(), "RegisterContainerInstance",
            { { "cluster", "foreign" }, { "totalResources", { resource("CPU"), resource("MEMORY") } } });
}

// The rate at which one thread shall call, whatever the answers take; what each took from when it was due.
std::vector<double> drive_at(const Headless& program, double per_second, Duration time, const MessageOf& message_of)
{
    Caller caller(program.port());
    std::vector<double> taken;
    const auto begin = Clock::now();
    const auto due = [&](std::size_t i) {
        return begin
            + std::chrono::duration_cast<Clock::duration>(
                std::chrono::duration<double>(static_cast<double>(i) / per_second));
    };
    for (std::size_t i = 0; due(i) < begin + time; ++i) {
        std::this_thread::sleep_until(due(i));
        (void)caller.call(message_of(i));
        taken.push_back(std::chrono::duration<double, std::milli>(Clock::now() - due(i)).count());
    }
    return taken;
}

std::vector<double> drive_together(
    const Headless& program, std::size_t threads, double per_second, Duration time, const MessageOf& message_of)
{
    std::vector<std::vector<double>> taken(threads);
    std::vector<std::thread> running;
    for (auto& mine : taken)
        running.emplace_back([&, &mine = mine] {
            mine = drive_at(program, per_second / static_cast<double>(threads), time, message_of);
        });
    for (auto& thread : running)
        thread.join();
    std::vector<double> all;
    for (const auto& mine : taken)
        all.insert(all.end(), mine.begin(), mine.end());
    return all;
}

} // namespace

QUAYSIDE_BENCH(
    "server.reads", "DescribeTasks of 100, ListTasks and DescribeClusters over HTTP, among few tasks and many")
{
    for (const std::size_t tasks : { std::size_t(1'000), run.size(100'000) })
        measure_reads(run, tasks);
}

QUAYSIDE_BENCH("server.services", "DescribeServices of 10 over HTTP")
{
    const Directory directory;
    const Headless program({ "--state-dir", directory.path() });
    prepare(program);
    Caller caller(program.port());
    Json names = Json::array();
    for (int i = 0; i < 10; ++i) {
        names.push_back(fmt::format("service-{}", i));
        caller.ask(program.port(), "CreateService",
            { { "serviceName", names.back() }, { "taskDefinition", "small" }, { "desiredCount", 2 } });
    }
    measure(run, program, { "describe_services", 4, run.size(10'000), 71 },
        always(program, "DescribeServices", { { "services", names } }));
}

QUAYSIDE_BENCH("server.writes", "calls over HTTP whose effect is on disk when they are answered")
{
    const Directory directory;
    const Headless program({ "--state-dir", directory.path() });
    prepare(program);
    prepare_foreign(program);
    const auto port = program.port();
    for (const std::size_t clients : { 1, 4 })
        measure(run, program, { "register_task_definition", clients, run.size(2'000), 76 },
            always(program, "RegisterTaskDefinition", definition("web")));
    for (const std::size_t clients : { 1, 4 })
        measure(run, program, { "create_cluster", clients, run.size(2'000), 197 }, [port](std::size_t i) {
            return message(port, "CreateCluster", fmt::format(R"({{"clusterName":"cluster-{}"}})", i));
        });
    measure(run, program, { "create_service", 4, run.size(2'000), 155 }, [port](std::size_t i) {
        return message(port, "CreateService",
            fmt::format(R"({{"serviceName":"service-{}","taskDefinition":"small","desiredCount":0}})", i));
    });
    for (const std::size_t clients : { 1, 4 })
        measure(run, program, { "run_task_of_10", clients, run.size(1'000), 71 },
            always(program, "RunTask", { { "cluster", "foreign" }, { "taskDefinition", "small" }, { "count", 10 } }));
}

QUAYSIDE_BENCH("server.mixed", "reads at 5,000 a second while 1,000 tasks a second are started: what a read takes")
{
    const Directory directory;
    const Headless program({ "--state-dir", directory.path() });
    prepare(program);
    const auto time = std::chrono::duration_cast<Duration>(std::chrono::milliseconds(run.size(5'000)));
    std::vector<double> writes;
    std::thread writing([&] {
        writes
            = drive_together(program, 16, 1'000, time, always(program, "RunTask", { { "taskDefinition", "small" } }));
    });
    const double cpu = program.cpu_ms();
    auto reads = drive_together(
        program, 32, 5'000, time, always(program, "DescribeClusters", { { "clusters", { "default" } } }));
    writing.join();
    run.add({ .name = "server.mixed.reads", .n = 5'000 }, std::move(reads), program.cpu_ms() - cpu);
    run.add({ .name = "server.mixed.writes", .n = 1'000 }, std::move(writes));
}

QUAYSIDE_BENCH("server.idle", "10,000 connections that say nothing: what they cost, and what a new request takes then")
{
    const Directory directory;
    const Headless program({ "--state-dir", directory.path() });
    const std::size_t count = run.size(10'000);
    (void)Caller(program.port()).ask(program.port(), "ListClusters", Json::object());
    const double before = program.memory_mb();
    std::vector<Caller> idle;
    for (std::size_t i = 0; i < count; ++i) {
        idle.emplace_back(program.port());
        if (i % 10 == 0) // some have been of use before
            (void)idle.back().ask(program.port(), "ListClusters", Json::object());
    }
    std::vector<double> fresh;
    for (int i = 0; i < 500; ++i)
        fresh.push_back(
            wall_ms([&] { (void)Caller(program.port()).ask(program.port(), "ListClusters", Json::object()); }));
    run.add({ .name = "server.idle.memory", .n = count, .unit = "MB" }, { program.memory_mb() - before });
    run.add({ .name = "server.idle.new_request", .n = count }, std::move(fresh));
}

} // namespace quayside::bench
