#include "tests/bench/directory.h"
#include "tests/bench/registry.h"

#include "app/file_thread.h"
#include "core/control/control_plane.h"
#include "core/control/local_engines.h"
#include "core/net/asio_loop.h"
#include "tests/support/run_loop.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <unistd.h>

namespace quayside::bench {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kWatched{ 30 };
constexpr std::chrono::minutes kPatience{ 5 };
constexpr std::size_t kPerCall = 10; // of RunTask

struct Place {
    std::string endpoint;
    std::string image;
};

[[noreturn]] void give_up(const std::string& why)
{
    std::fprintf(stderr, "stats: %s\n", why.c_str());
    std::exit(1);
}

std::string text_of(const fs::path& file)
{
    std::ifstream stream(file);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

double cpu_ms_of(const fs::path& process)
{
    const auto stat = text_of(process / "stat");
    std::istringstream rest(stat.substr(stat.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i)
        rest >> skipped;
    double user = 0;
    double system = 0;
    rest >> user >> system;
    return (user + system) * 1000 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

// dockerd, its containerd and the shims of the containers: all that name the engine's directory.
double engine_cpu_ms(const Place& place)
{
    const auto socket = place.endpoint.substr(std::string("unix://").size());
    const auto home = fs::path(socket).parent_path().string();
    double sum = 0;
    std::error_code gone;
    for (const auto& process : fs::directory_iterator("/proc")) {
        const auto program = fs::read_symlink(process.path() / "exe", gone).filename().string();
        if ((program == "dockerd" || program.starts_with("containerd"))
            && text_of(process.path() / "cmdline").find(home) != std::string::npos)
            sum += cpu_ms_of(process.path());
    }
    return sum;
}

// A control plane on that engine, which reads the counters of containers from files or asks the engine for them.
class Plane {
public:
    Plane(const Place& place, bool by_files)
    {
        auto store = store::Store::open(directory_.path());
        if (!store)
            give_up(store.error().message);
        control::Settings settings;
        settings.files = by_files ? &files_.loop() : nullptr;
        control_ = std::make_unique<control::ControlPlane>(loop_, std::move(*store), engines_, std::move(settings));
        if (const auto started = control_->start(); !started)
            give_up(started.error().message);
        call("AddEngine", { { "name", "docker" }, { "kind", "docker" }, { "endpoint", place.endpoint } });
        call("RegisterTaskDefinition",
            { { "family", "bench" },
                { "containerDefinitions",
                    { { { "name", "main" }, { "image", place.image }, { "memory", 32 },
                        { "command", { "sleep", "36000" } } } } } });
    }
    ~Plane() { call("RemoveEngine", { { "engine", "docker" }, { "force", true } }); }

    void run_tasks(std::size_t count)
    {
        for (std::size_t begun = 0; begun < count; begun += kPerCall)
            call("RunTask", { { "taskDefinition", "bench" }, { "count", std::min(kPerCall, count - begun) } });
        const auto all_run = [&] {
            std::size_t running = 0;
            for (const auto& [id, task] : control_->state().tasks())
                running += task->last_status == model::TaskStatus::Running;
            return running == count;
        };
        if (!test::run_until(loop_, all_run, kPatience))
            give_up("not all tasks run");
    }

    // Waits while every container is looked at, or none; gives back how many seconds had figures.
    std::size_t pass(bool looking, std::chrono::seconds time)
    {
        std::size_t known = 0;
        Subscription watch;
        if (looking)
            watch = control_->watch_metrics(
                { client::MetricsQuery::Subject::Instance, control_->state().container_instances().begin()->first, 0,
                    std::chrono::seconds{ 1 } },
                [&](const client::MetricsBatch& batch) {
                    for (const auto& sample : batch.samples)
                        known += !std::isnan(sample.memory) && sample.memory > 0;
                });
        const auto end = loop_.after(time, [this] { loop_.stop(); });
        loop_.run();
        return known;
    }

private:
    Json call(const char* operation, Json input)
    {
        std::optional<Result<Json>> reply;
        control_->call(operation, std::move(input), [&](Result<Json> result) { reply = std::move(result); });
        test::run_until(
            loop_, [&] { return reply.has_value(); }, kPatience);
        if (!reply || !*reply)
            give_up(reply ? reply->error().message : std::string("no answer to ") + operation);
        return std::move(**reply);
    }

    Directory directory_;
    net::AsioLoop loop_;
    app::FileThread files_;
    control::LocalEngines engines_{ loop_ };
    std::unique_ptr<control::ControlPlane> control_;
};

void measure(Run& run, const char* name, bool by_files)
{
    const char* endpoint = std::getenv("QUAYSIDE_TEST_DOCKER");
    const char* image = std::getenv("QUAYSIDE_TEST_IMAGE");
    if (!endpoint || !image)
        return run.note("stats: no engine is given; run it beside one: tests/support/dockerd.sh quayside-bench");
    const Place place{ endpoint, image };
    const std::size_t count = run.size(100);
    Plane plane(place, by_files);
    plane.run_tasks(count);
    struct Cost {
        double ours, engines;
    };
    const auto cost = [&](bool looking) {
        plane.pass(looking, std::chrono::seconds{ 5 }); // what begins and ends is not of it
        const Cost before{ cpu_ms(), engine_cpu_ms(place) };
        const auto known = plane.pass(looking, kWatched);
        if (looking && known + 3 < static_cast<std::size_t>(kWatched.count()))
            give_up("only " + std::to_string(known) + " seconds had figures");
        const auto share = [](double ms) { return 100 * ms / static_cast<double>(kWatched.count() * 1000); };
        return Cost{ share(cpu_ms() - before.ours), share(engine_cpu_ms(place) - before.engines) };
    };
    const auto idle = cost(false);
    const auto looking = cost(true);
    const auto subject = std::string(name) + '/' + std::to_string(count);
    const auto add = [&](const char* what, double percent) {
        run.add({ .name = subject + what, .n = count, .rounds = 1, .unit = "% of a core" }, { percent });
    };
    add(".ours", looking.ours);
    add(".engines", looking.engines);
    add(".idle", idle.ours + idle.engines); // of both, while nobody looks
    add(".more", looking.ours + looking.engines - idle.ours - idle.engines);
}

} // namespace

QUAYSIDE_BENCH("stats.files", "the use of 100 containers, read every second from the files of this machine: CPU of all")
{
    measure(run, "stats.files", true);
}

QUAYSIDE_BENCH("stats.streams", "the same from the engine, over a stream for each container")
{
    measure(run, "stats.streams", false);
}

} // namespace quayside::bench
