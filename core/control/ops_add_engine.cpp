#include "core/control/describe.h"
#include "core/control/engine_input.h"
#include "core/control/engine_slices.h"
#include "core/control/events.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

#include <fmt/format.h>

namespace quayside::control {

namespace {

using model::ContainerInstance;
using model::Engine;
using model::EngineKind;

constexpr std::int64_t kSimulatedCpus = 4;
constexpr std::int64_t kSimulatedMemory = 8192;
constexpr std::int64_t kMebibyte = 1024 * 1024;

// What can be refused before the engine is asked; asked again afterwards, for the state may have moved.
Result<void> check_input(const model::State& state, const Json& input)
{
    const auto name = text_of(input, "name");
    const auto endpoint = text_of(input, "endpoint");
    const bool docker = text_of(input, "kind") == "docker";
    if (docker && endpoint.empty())
        return fail(Error::invalid_parameter("endpoint is required for a Docker engine, such as "
                                             "unix:///var/run/docker.sock."));
    for (const auto* member : { "endpoint", "tls", "ssh", "allowPlaintext", "bindAddress" })
        if (!docker && has(input, member))
            return fail(Error::invalid_parameter(fmt::format("{}: a simulated engine has none.", member)));
    if (!state.engines_named(name).empty())
        return fail(Error::invalid_parameter("name: there is an engine " + name + " already."));
    if (docker)
        for (const auto& [id, engine] : state.engines())
            if (engine->endpoint == endpoint)
                return fail(Error::invalid_parameter("endpoint: " + endpoint + " was added as " + engine->name + "."));
    if (auto names = instance_names(state, input); !names)
        return fail(names.error());
    if (auto checked = check_purposes(state, input); !checked)
        return checked;
    if (text_of(input, "cluster").empty() || text_of(input, "cluster") == "default")
        return {};
    const auto cluster = find_cluster(state, input);
    return cluster ? Result<void>() : fail(cluster.error());
}

Result<void> check_same_engine(const model::State& state, const Engine& added)
{
    if (added.docker_id.empty())
        return {};
    for (const auto& [id, engine] : state.engines())
        if (engine->docker_id == added.docker_id)
            return fail(Error::invalid_parameter(fmt::format(
                "endpoint: this is the engine {}, which was added with {}.", engine->name, engine->endpoint)));
    return {};
}

std::string cluster_of(Operation& operation, const Json& input)
{
    const auto given = text_of(input, "cluster");
    const std::string name = given.empty() ? "default" : std::string(short_name_of(given));
    const auto existing = operation.state().clusters().find(name);
    if (existing && existing->status == model::ClusterStatus::Active)
        return name;
    model::Cluster cluster;
    cluster.row = existing ? existing->row : 0;
    cluster.name = name;
    cluster.created_at = operation.now;
    operation.transaction.put(std::move(cluster));
    return name;
}

Result<Engine> engine_of(const Json& input)
{
    Engine engine;
    engine.name = text_of(input, "name");
    fields_from_json(input["kind"], engine.kind);
    take_address(input, engine);
    if (auto taken = take_bind_address(input, engine); !taken)
        return fail(taken.error());
    engine.connected = true;
    if (engine.kind == EngineKind::Docker)
        return engine;
    engine.simulation = part_of(input, "simulation");
    engine.cpus = number_of(engine.simulation, "cpus", kSimulatedCpus);
    engine.memory = number_of(engine.simulation, "memory", kSimulatedMemory);
    engine.version = "simulated";
    engine.operating_system = "simulated";
    engine.architecture = "x86_64";
    return engine;
}

void fill_in(Engine& engine, const docker::EngineInfo& info)
{
    engine.docker_id = info.id;
    engine.version = info.version;
    engine.operating_system = info.operating_system;
    engine.architecture = info.architecture;
    engine.cpus = info.cpus;
    engine.memory = info.memory / kMebibyte;
}

Result<Json> register_engine(Operation& operation, const Json& input, Result<Engine> made)
{
    if (!made)
        return fail(made.error());
    Engine& engine = *made;
    for (const auto& checked : { check_input(operation.state(), input), check_same_engine(operation.state(), engine) })
        if (!checked)
            return fail(checked.error());
    engine.id = operation.random.id();
    engine.registered_at = operation.now;
    engine.connection_changed_at = operation.now;
    auto instances = slice_engine(engine, input, operation.installation.region + "a");
    if (!instances)
        return fail(instances.error());
    const auto cluster = cluster_of(operation, input);
    operation.transaction.put(engine);
    Json arn_list = Json::array();
    for (auto& instance : *instances) {
        instance.id = operation.random.id();
        instance.cluster = cluster;
        instance.registered_at = operation.now;
        arn_list.push_back(arns(operation.installation).container_instance(cluster, instance.id));
        operation.transaction.put(std::move(instance));
    }
    record_event(operation, model::Severity::Info, model::EventKind::Engine, cluster, engine.name,
        fmt::format("Engine {} added with {} container instance{}.", engine.name, arn_list.size(),
            arn_list.size() == 1 ? "" : "s"));
    return Json{ { "engine", Describer(operation).engine(engine) }, { "containerInstanceArns", std::move(arn_list) } };
}

} // namespace

Result<Json> add_simulated_engine(Operation& operation, const Json& input)
{
    return register_engine(operation, input, engine_of(input));
}

void add_engine(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto made = engine_of(input);
    if (!made)
        return reply(fail(made.error()));
    Engine engine = *made;
    if (engine.kind == EngineKind::Simulated)
        return operation->update(
            [input, engine](Operation& inside) { return register_engine(inside, input, engine); }, std::move(reply));
    if (auto checked = check_input(operation->state, input); !checked)
        return reply(fail(checked.error()));
    auto connection = operation->engines.connect(engine.address());
    if (!connection)
        return reply(fail(connection.error()));
    docker::Engine& asked = **connection;
    asked.info([operation, input = std::move(input), engine, kept = std::move(connection).value(),
                   reply = std::move(reply)](Result<docker::EngineInfo> info) mutable {
        operation->later([kept = std::move(kept)] {});
        if (!info)
            return reply(fail(not_reached(engine.endpoint, info.error())));
        fill_in(engine, *info);
        operation->update(
            [input, engine](Operation& inside) { return register_engine(inside, input, engine); }, std::move(reply));
    });
}

} // namespace quayside::control
