#include "tests/bench/registry.h"

#include "core/base/arn.h"
#include "core/net/asio_loop.h"
#include "tests/support/run_loop.h"
#include "tests/support/world.h"

#include <QTemporaryDir>

#include <cstdlib>

namespace quayside::bench {

namespace {

using Clock = std::chrono::steady_clock;

// A control plane on a real loop and a real disk, with one simulated engine.
class Plane {
public:
    Plane()
    {
        auto store = store::Store::open(directory_.path().toStdString());
        if (!store)
            std::exit(1);
        control_ = std::make_unique<control::ControlPlane>(
            loop_, std::move(*store), engines_, test::World::default_settings(1));
        if (!control_->start())
            std::exit(1);
        watch_ = control_->subscribe([this](const auto& set) {
            for (const auto& change : set->template of<model::Task>())
                if (change.any().id == task_ && change.after && change.after->last_status >= wanted_)
                    seen_ = Clock::now();
        });
        call("AddEngine", R"({"name": "quay-a1", "kind": "simulated",
            "simulation": {"pullSeconds": 0.01, "startSeconds": 0.01, "stopSeconds": 0.01}})");
        call("RegisterTaskDefinition",
            R"({"family": "web", "containerDefinitions": [{"name": "web", "image": "a", "memory": 64}]})");
    }

    // Milliseconds from a container's sudden end to the task that is STOPPED on disk and published.
    double end_one()
    {
        const Json output = call("RunTask", R"({"taskDefinition": "web"})");
        task_ = *Id::parse(short_name_of(output["tasks"][0]["taskArn"].get<std::string>()));
        wait_for(model::TaskStatus::Running);
        auto& host = engines_.by_name.at("quay-a1")->host();
        auto* container = host.find(control_->state().tasks().find(task_)->containers[0].runtime_id);
        const auto begin = Clock::now();
        host.kill(*container);
        wait_for(model::TaskStatus::Stopped);
        return std::chrono::duration<double, std::milli>(seen_ - begin).count();
    }

private:
    Json call(const char* operation, const char* input)
    {
        std::optional<Result<Json>> reply;
        control_->call(operation, *parse_json(input), [&](Result<Json> result) { reply = std::move(result); });
        if (!test::run_until(loop_, [&] { return reply.has_value(); }) || !*reply)
            std::exit(1);
        return std::move(**reply);
    }

    void wait_for(model::TaskStatus status)
    {
        wanted_ = status;
        const auto there = [&] { return control_->state().tasks().find(task_)->last_status >= status; };
        if (!test::run_until(loop_, there))
            std::exit(1);
    }

    QTemporaryDir directory_;
    net::AsioLoop loop_;
    test::SimulatedEngines engines_{ loop_ };
    std::unique_ptr<control::ControlPlane> control_;
    Subscription watch_;
    Id task_;
    model::TaskStatus wanted_ = model::TaskStatus::Running;
    Clock::time_point seen_;
};

} // namespace

QUAYSIDE_BENCH("control.event", "a container's end on the engine until its task is STOPPED, on disk and published")
{
    Plane plane;
    const std::size_t rounds = run.size(100);
    std::vector<double> samples;
    const double before = cpu_ms();
    plane.end_one();
    for (std::size_t i = 0; i < rounds; ++i)
        samples.push_back(plane.end_one());
    run.add({ .name = "control.event/1", .rounds = rounds }, std::move(samples), cpu_ms() - before);
}

} // namespace quayside::bench
