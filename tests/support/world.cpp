#include "tests/support/world.h"

#include "core/base/arn.h"
#include "core/control/simulation.h"
#include "tests/support/reply_shape.h"

#include <QTest>

#include <optional>

namespace quayside::test {

using model::TaskStatus;

Result<std::shared_ptr<docker::Engine>> SimulatedEngines::open(
    const model::Engine& engine, const model::State& state, const agent::AgentSettings& settings)
{
    ++opened;
    auto& known = by_name[engine.name];
    if (!known)
        known = control::open_simulated(loop_, engine, state, settings);
    return std::shared_ptr<docker::Engine>(known);
}

Result<void> SimulatedEngines::set_fault(docker::Engine& engine, std::string_view fault)
{
    return dynamic_cast<docker::SimulatedEngine&>(engine).set_fault(fault);
}

World::World(control::Settings settings)
    : settings_(std::move(settings))
{
    start();
}

World::~World() = default;

control::Settings World::default_settings(std::uint64_t seed)
{
    control::Settings settings;
    settings.seed = seed;
    settings.agent.probe_ports = false;
    settings.tidy_after = std::chrono::milliseconds{ 250 }; // more often than needed: kills find it at work
    return settings;
}

void World::kill()
{
    control.reset();
}

void World::start()
{
    auto store = store::Store::open(directory_.path().toStdString());
    if (!store)
        qFatal("%s", store.error().message.c_str());
    control = std::make_unique<control::ControlPlane>(loop, std::move(*store), engines, settings_);
    if (const auto started = control->start(); !started)
        qFatal("%s", started.error().message.c_str());
    ++settings_.seed;
}

void World::restart()
{
    kill();
    start();
}

void World::edit(const Function<Result<void>(store::Transaction&)>& work)
{
    kill();
    {
        auto store = store::Store::open(directory_.path().toStdString());
        if (!store || !(*store)->restore([](std::size_t, std::size_t) {}) || !(*store)->update(work)
            || !(*store)->flush())
            qFatal("the records could not be put");
    }
    start();
}

Result<Json> World::call(const std::string& operation, Json input)
{
    auto reply = std::make_shared<std::optional<Result<Json>>>();
    control->call(operation, std::move(input), [reply](Result<Json> result) { *reply = std::move(result); });
    if (!loop.advance_until([&] { return reply->has_value(); }, std::chrono::minutes{ 1 }))
        return fail(Error::no_answer(operation + " was not answered"));
    if (reply->value())
        if (const auto problem = shape_problem(operation, *reply->value()); !problem.empty())
            QTest::qFail(problem.c_str(), __FILE__, __LINE__);
    return std::move(**reply);
}

Json World::ok(const std::string& operation, Json input)
{
    auto result = call(operation, std::move(input));
    if (result)
        return std::move(*result);
    QTest::qFail((operation + ": " + result.error().code + ": " + result.error().message).c_str(), __FILE__, __LINE__);
    return Json::object();
}

void World::add_engine(const std::string& name, const std::string& cluster)
{
    Json input;
    input["name"] = name;
    input["kind"] = "simulated";
    input["cluster"] = cluster;
    ok("AddEngine", input);
    const auto connected = [&] {
        for (const auto& [id, instance] : state().container_instances())
            if (instance->name == name)
                return instance->agent_connected;
        return false;
    };
    if (!loop.advance_until(connected, std::chrono::seconds{ 10 }))
        QTest::qFail(("engine " + name + " did not connect").c_str(), __FILE__, __LINE__);
}

void World::register_web()
{
    ok("RegisterTaskDefinition", *parse_json(R"({"family": "web", "containerDefinitions": [{"name": "web",
        "image": "harbour/web:1", "cpu": 256, "memory": 256, "portMappings": [{"containerPort": 80}]}]})"));
}

Id World::run_task(const std::string& family)
{
    Json input;
    input["taskDefinition"] = family;
    const Json output = ok("RunTask", input);
    if (!output.contains("tasks") || output["tasks"].empty())
        return {};
    return Id::parse(short_name_of(output["tasks"][0]["taskArn"].get<std::string>())).value_or(Id());
}

bool World::has_status(const Id& id, TaskStatus status) const
{
    const auto record = task(id);
    return record && record->last_status == status;
}

bool World::reaches(const Id& id, TaskStatus status, Duration within)
{
    return loop.advance_until([&] { return has_status(id, status); }, within);
}

} // namespace quayside::test
