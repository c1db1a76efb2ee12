#include "tests/bench/registry.h"

#include "core/base/arn.h"
#include "core/control/control_plane.h"
#include "core/control/local_engines.h"
#include "core/docker/http_engine.h"
#include "core/net/asio_loop.h"
#include "core/net/http_client.h"
#include "tests/support/run_loop.h"

#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <map>

namespace quayside::bench {

namespace {

using model::TaskStatus;
using SystemClock = std::chrono::system_clock;

constexpr std::chrono::seconds kPatience{ 60 };
constexpr std::chrono::seconds kSettled{ 62 };

// A control plane with a real Docker engine, and a second line to that engine, which tells when something happened
// there by the engine's own clock: the same machine's.
class RealPlane {
public:
    RealPlane(const std::string& endpoint, const std::string& image)
        : eyes_(must(docker::HttpEngine::make(http_, { endpoint, {}, {}, false })))
    {
        control::Settings settings;
        control_ = std::make_unique<control::ControlPlane>(
            loop_, must(store::Store::open(directory_.path().toStdString())), engines_, std::move(settings));
        if (!control_->start())
            std::exit(1);
        events_ = eyes_->events(
            loop_.now(), std::string(docker::kInstallationLabel) + '=' + control_->installation().id,
            [this](const docker::Event& event) {
                happened_[event.action] = event.at;
                heard_[event.action] = SystemClock::now();
            },
            [](const Error&) {});
        watch_ = control_->subscribe([this](const auto& set) {
            for (const auto& change : set->template of<model::Task>())
                if (change.after && (!change.before || change.before->last_status != change.after->last_status))
                    published_[change.after->last_status] = SystemClock::now();
        });
        call("AddEngine", { { "name", "docker" }, { "kind", "docker" }, { "endpoint", endpoint } });
        call("RegisterTaskDefinition",
            { { "family", "bench" },
                { "containerDefinitions",
                    { { { "name", "main" }, { "image", image }, { "memory", 32 },
                        { "command", { "sleep", "3600" } } } } } });
    }

    ~RealPlane() { call("RemoveEngine", { { "engine", "docker" }, { "force", true } }); }

    // Milliseconds since the event by the engine's clock.
    struct Delay {
        double heard = 0; // on a line that does nothing else: the engine's own share
        double published = 0;
    };
    struct Delays {
        Delay started, ended;
    };

    // One task that runs and whose container is killed from outside.
    Delays run_one()
    {
        happened_.clear();
        heard_.clear();
        published_.clear();
        const Json output = call("RunTask", { { "taskDefinition", "bench" } });
        const Id task = *Id::parse(short_name_of(output["tasks"][0]["taskArn"].get<std::string>()));
        wait(TaskStatus::Running, "start");
        eyes_->stop(control_->state().tasks().find(task)->containers[0].runtime_id, {}, [](const Result<void>&) {});
        wait(TaskStatus::Stopped, "die");
        return { delay("start", TaskStatus::Running), delay("die", TaskStatus::Stopped) };
    }

    // A service whose tasks have run for so long that the first replacement of each comes at once.
    void run_service(std::size_t count)
    {
        call("CreateService", { { "serviceName", "bench" }, { "taskDefinition", "bench" }, { "desiredCount", count } });
        const auto all_run = [&] { return running().size() == count; };
        if (!test::run_until(loop_, all_run, kPatience))
            std::exit(1);
        const auto until = loop_.now() + kSettled;
        test::run_until(
            loop_, [&] { return loop_.now() >= until; }, 2 * kSettled);
    }

    // Milliseconds from the end of a container, by the engine's clock, until it has made the one that replaces it.
    std::vector<double> replace_all()
    {
        std::vector<double> delays;
        for (const auto& container : running()) {
            happened_.clear();
            eyes_->stop(container, {}, [](const Result<void>&) {});
            const auto is_replaced = [this] { return happened_.contains("die") && happened_.contains("start"); };
            if (!test::run_until(loop_, is_replaced, kPatience))
                std::exit(1);
            delays.push_back(
                std::chrono::duration<double, std::milli>(happened_.at("create") - happened_.at("die")).count());
        }
        return delays;
    }

private:
    std::vector<std::string> running() const
    {
        std::vector<std::string> containers;
        for (const auto& [id, task] : control_->state().tasks())
            if (task->last_status == TaskStatus::Running)
                containers.push_back(task->containers[0].runtime_id);
        return containers;
    }

    template <class T>
    static T must(Result<T> made)
    {
        if (!made) {
            std::fprintf(stderr, "%s\n", made.error().message.c_str());
            std::exit(1);
        }
        return std::move(*made);
    }

    Json call(const char* operation, Json input)
    {
        std::optional<Result<Json>> reply;
        control_->call(operation, std::move(input), [&](Result<Json> result) { reply = std::move(result); });
        test::run_until(
            loop_, [&] { return reply.has_value(); }, kPatience);
        return must(reply ? std::move(*reply) : fail(Error::no_answer(operation)));
    }

    void wait(TaskStatus status, const char* event)
    {
        if (test::run_until(
                loop_, [&] { return published_.contains(status) && happened_.contains(event); }, kPatience))
            return;
        std::fprintf(stderr, "real-engine: after %lld s %s and %s.\n", static_cast<long long>(kPatience.count()),
            happened_.contains(event) ? "the engine has told of it" : "the engine has not told of it",
            published_.contains(status) ? "the state shows it" : "the state does not show it");
        std::exit(1);
    }

    Delay delay(const char* event, TaskStatus status) const
    {
        const auto since = [from = happened_.at(event)](SystemClock::time_point at) {
            return std::chrono::duration<double, std::milli>(at - from).count();
        };
        return { since(heard_.at(event)), since(published_.at(status)) };
    }

    QTemporaryDir directory_;
    net::AsioLoop loop_;
    net::HttpClient http_{ loop_ };
    control::LocalEngines engines_{ loop_ };
    std::unique_ptr<docker::Engine> eyes_;
    std::unique_ptr<control::ControlPlane> control_;
    Subscription events_;
    Subscription watch_;
    std::map<std::string, TimePoint> happened_;
    std::map<std::string, SystemClock::time_point> heard_;
    std::map<TaskStatus, SystemClock::time_point> published_;
};

// Null where no engine is given.
std::unique_ptr<RealPlane> make_plane(const Run& run)
{
    const char* endpoint = std::getenv("QUAYSIDE_TEST_DOCKER");
    const char* image = std::getenv("QUAYSIDE_TEST_IMAGE");
    if (endpoint && image)
        return std::make_unique<RealPlane>(endpoint, image);
    run.note("real-engine: no engine is given; run it beside one: tests/support/dockerd.sh quayside-bench");
    return nullptr;
}

} // namespace

QUAYSIDE_BENCH(
    "real-engine.replace", "from the end of a service's container, by the engine's clock, to its replacement")
{
    if (const auto plane = make_plane(run)) {
        plane->run_service(run.size(20));
        run.add({ .name = "real-engine.replace" }, plane->replace_all());
    }
}

QUAYSIDE_BENCH("real-engine", "from a real engine's event, by its own clock, to the task's state on disk and published")
{
    const auto plane = make_plane(run);
    if (!plane)
        return;
    std::map<std::string, std::vector<double>> delays;
    const auto note = [&delays](const std::string& event, const RealPlane::Delay& delay) {
        delays[event + ".heard"].push_back(delay.heard);
        delays[event].push_back(delay.published);
    };
    const double before = cpu_ms();
    plane->run_one();
    for (std::size_t i = 0; i < run.size(50); ++i) {
        const auto one = plane->run_one();
        note("real-engine.start", one.started);
        note("real-engine.die", one.ended);
    }
    const double cpu = cpu_ms() - before;
    for (auto& [name, values] : delays)
        run.add({ .name = name }, std::move(values), cpu);
}

} // namespace quayside::bench
