#include "core/control/describe.h"
#include "core/control/engine_input.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

#include <algorithm>

namespace quayside::control {

namespace {

constexpr std::int64_t kMebibyte = 1024 * 1024;

std::string known_as(const model::State& state, const std::string& endpoint, const std::string& docker_id)
{
    for (const auto& [id, engine] : state.engines())
        if (engine->endpoint == endpoint || (!docker_id.empty() && engine->docker_id == docker_id))
            return engine->name;
    return {};
}

Json probed(const model::State& state, const std::string& endpoint, const docker::EngineInfo& info)
{
    Json json = { { "endpoint", endpoint }, { "version", info.version }, { "apiVersion", info.api_version },
        { "operatingSystem", info.operating_system }, { "architecture", info.architecture }, { "cpus", info.cpus },
        { "memory", info.memory / kMebibyte }, { "runningContainers", info.containers_running } };
    if (const auto name = known_as(state, endpoint, info.id); !name.empty())
        json["alreadyAddedAs"] = name;
    return json;
}

// The answers of several endpoints, replied in the order in which they were asked.
struct Search {
    std::shared_ptr<SlowOperation> operation;
    client::Reply reply;
    Json found = Json::array();
    std::size_t waiting = 0;

    void answered(std::size_t index, const Result<docker::EngineInfo>& info)
    {
        Json& entry = found[index];
        entry["reachable"] = info.has_value();
        if (info) {
            entry["version"] = info->version;
            entry["runningContainers"] = info->containers_running;
        } else {
            entry["problem"] = info.error().message;
        }
        finish_one();
    }

    void finish_one()
    {
        if (--waiting == 0)
            reply(Json{ { "engines", std::move(found) } });
    }
};

} // namespace

Result<Json> list_engines(Operation& operation, const Json&)
{
    std::vector<EnginePtr> engines = operation.state().engines().all();
    std::ranges::sort(engines, {}, [](const EnginePtr& engine) -> const std::string& { return engine->name; });
    Json list = Json::array();
    for (const auto& engine : engines)
        list.push_back(Describer(operation).engine(*engine));
    return Json{ { "engines", std::move(list) } };
}

void probe_engine(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    model::Engine wanted;
    take_address(input, wanted);
    auto connection = operation->engines.connect(wanted.address());
    if (!connection)
        return reply(fail(connection.error()));
    docker::Engine& asked = **connection;
    asked.info([operation, endpoint = wanted.endpoint, kept = std::move(connection).value(), reply = std::move(reply)](
                   Result<docker::EngineInfo> info) mutable {
        operation->later([kept = std::move(kept)] {});
        if (info)
            reply(probed(operation->state, endpoint, *info));
        else
            reply(fail(not_reached(endpoint, info.error())));
    });
}

void find_engines(std::shared_ptr<SlowOperation> operation, Json, client::Reply reply)
{
    const auto endpoints = operation->engines.candidates();
    auto search = std::make_shared<Search>(Search{ operation, std::move(reply) });
    search->waiting = endpoints.size() + 1;
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
        search->found.push_back({ { "endpoint", endpoints[i] } });
        auto connection = operation->engines.connect({ endpoints[i], {}, {}, false });
        if (!connection) {
            search->answered(i, fail(connection.error()));
            continue;
        }
        docker::Engine& asked = **connection;
        asked.info([search, i, kept = std::move(connection).value()](Result<docker::EngineInfo> info) mutable {
            search->operation->later([kept = std::move(kept)] {});
            search->answered(i, info);
        });
    }
    search->finish_one();
}

void set_simulated_fault(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto engine = require_engine(operation->state, text_of(input, "engine"));
    if (!engine)
        return reply(fail(engine.error()));
    if (auto set = operation->engines.set_fault((*engine)->id, text_of(input, "fault")); !set)
        return reply(fail(set.error()));
    reply(Json{ { "engine", Describer(operation->state, operation->installation).engine(**engine) } });
}

} // namespace quayside::control
