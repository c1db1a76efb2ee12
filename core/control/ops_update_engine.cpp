#include "core/control/describe.h"
#include "core/control/engine_input.h"
#include "core/control/events.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

#include <fmt/format.h>

namespace quayside::control {

namespace {

using model::Engine;
using model::EngineKind;

Result<void> check_simulated(const Json& input)
{
    for (const auto* member : { "endpoint", "tls", "ssh", "allowPlaintext", "bindAddress" })
        if (has(input, member))
            return fail(Error::invalid_parameter(fmt::format("{}: a simulated engine has none.", member)));
    return {};
}

Result<void> check_unique(const model::State& state, const Engine& wanted)
{
    for (const auto& [id, engine] : state.engines()) {
        if (id == wanted.id)
            continue;
        if (engine->name == wanted.name)
            return fail(Error::invalid_parameter("name: there is an engine " + wanted.name + " already."));
        if (wanted.kind == EngineKind::Docker && engine->endpoint == wanted.endpoint)
            return fail(
                Error::invalid_parameter(fmt::format("endpoint: {} was added as {}.", wanted.endpoint, engine->name)));
    }
    return {};
}

// The record as it is asked for, of the one that is there by now.
Result<Engine> wanted_engine(const model::State& state, const Json& input)
{
    const auto known = require_engine(state, text_of(input, "engine"));
    if (!known)
        return fail(known.error());
    Engine wanted = **known;
    if (wanted.kind == EngineKind::Simulated)
        if (auto checked = check_simulated(input); !checked)
            return fail(checked.error());
    if (has(input, "name"))
        wanted.name = text_of(input, "name");
    take_address(input, wanted);
    if (auto taken = take_bind_address(input, wanted); !taken)
        return fail(taken.error());
    if (auto checked = check_unique(state, wanted); !checked)
        return fail(checked.error());
    return wanted;
}

// What runs on an engine is known by its record: another engine in its place would be without all of it.
Result<void> check_same(const Engine& engine, const docker::EngineInfo& info)
{
    if (engine.docker_id.empty() || info.id == engine.docker_id)
        return {};
    return fail(Error::invalid_parameter(fmt::format(
        "endpoint: at {} is another engine than {}: add it as one of its own.", engine.endpoint, engine.name)));
}

Result<Json> update_record(Operation& operation, const Json& input)
{
    auto wanted = wanted_engine(operation.state(), input);
    if (!wanted)
        return fail(wanted.error());
    record_event(operation, model::Severity::Info, model::EventKind::Engine, {}, wanted->name,
        fmt::format("Engine {} changed.", wanted->name));
    operation.transaction.put(*wanted);
    return Json{ { "engine", Describer(operation).engine(*wanted) } };
}

} // namespace

void update_engine(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    auto wanted = wanted_engine(operation->state, input);
    if (!wanted)
        return reply(fail(wanted.error()));
    auto update = [operation, input](client::Reply done) {
        operation->update([input](Operation& inside) { return update_record(inside, input); }, std::move(done));
    };
    if (wanted->address() == operation->state.engines().find(wanted->id)->address())
        return update(std::move(reply));
    auto connection = operation->engines.connect(wanted->address());
    if (!connection)
        return reply(fail(connection.error()));
    docker::Engine& asked = **connection;
    asked.info([operation, wanted = *wanted, update = std::move(update), kept = std::move(connection).value(),
                   reply = std::move(reply)](Result<docker::EngineInfo> info) mutable {
        operation->later([kept = std::move(kept)] {});
        if (!info)
            return reply(fail(not_reached(wanted.endpoint, info.error())));
        if (auto same = check_same(wanted, *info); !same)
            return reply(fail(same.error()));
        update(std::move(reply));
    });
}

} // namespace quayside::control
