#include "tests/bench/registry.h"
#include "tests/bench/world.h"

#include "tests/support/world.h"

#include <fmt/format.h>

#include <cstdlib>

// What a script or the window waits for in a large cluster: calls that change nothing, from the input to the text of
// the reply.
namespace quayside::bench {

namespace {

// Of a control plane whose one engine cannot be reached.
class Away final : public control::EngineSource {
public:
    Result<std::shared_ptr<docker::Engine>> open(
        const model::Engine&, const model::State&, const agent::AgentSettings&) override
    {
        return fail(Error::client("away"));
    }
    std::vector<std::string> candidates() const override { return {}; }
    Result<void> set_fault(docker::Engine&, std::string_view) override { return fail(Error::client("away")); }
    std::vector<docker::Stats> past(docker::Engine&, const std::string&, TimePoint, TimePoint) override { return {}; }
};

class Plane {
public:
    explicit Plane(const WorldSize& size)
    {
        auto store = std::move(*store::Store::open_in_memory());
        fill(*store, size);
        control_
            = std::make_unique<control::ControlPlane>(loop_, std::move(store), away_, test::World::default_settings(1));
        if (!control_->start())
            std::exit(1);
    }

    // The reply; how long it took is added to `samples`.
    Json call(const char* operation, const Json& input, std::vector<double>& samples)
    {
        std::optional<Result<Json>> reply;
        std::string text;
        samples.push_back(wall_ms([&] {
            control_->call(operation, input, [&](Result<Json> result) { reply = std::move(result); });
            if (!reply || !*reply)
                std::exit(1);
            text = (*reply)->dump();
        }));
        return text.empty() ? Json() : std::move(**reply);
    }

private:
    test::SimLoop loop_;
    Away away_;
    std::unique_ptr<control::ControlPlane> control_;
};

} // namespace

QUAYSIDE_BENCH("control.pages", "pages of ListTasks and DescribeTasks in a large cluster")
{
    const std::size_t tasks = run.size(100'000);
    Plane plane({ .tasks = tasks, .instances = run.size(5'000) });
    std::vector<double> listed, described, of_family, stopped;
    Json page;
    do {
        const Json input = page.contains("nextToken") ? Json{ { "nextToken", page["nextToken"] } } : Json::object();
        page = plane.call("ListTasks", input, listed);
        plane.call("DescribeTasks", { { "tasks", page["taskArns"] } }, described);
    } while (page.contains("nextToken"));
    for (int i = 0; i < 100; ++i) {
        plane.call("ListTasks", { { "family", fmt::format("service-{}", i) } }, of_family);
        plane.call("ListTasks", { { "desiredStatus", "STOPPED" } }, stopped);
    }
    const auto add = [&](const char* name, std::vector<double>& samples) {
        run.add({ .name = fmt::format("control.pages.{}/{}", name, tasks), .n = 100, .rounds = samples.size() },
            std::move(samples));
    };
    add("list", listed);
    add("describe", described);
    add("list_family", of_family);
    add("list_stopped", stopped);
}

} // namespace quayside::bench
