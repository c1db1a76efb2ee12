#include "core/control/handlers.h"

#include "core/control/input.h"
#include "core/control/operations.h"

#include <nlohmann/json.hpp>

namespace quayside::control {

namespace {

// Calls that are tried one after the other, each on the state as it is, and undone again.
struct Trial {
    std::shared_ptr<SlowOperation> operation;
    Json calls;
    std::size_t next = 0;
    Json results = Json::array();
    client::Reply reply;
};

Json told(const std::string& name, const Result<Json>& result)
{
    if (result)
        return { { "operation", name }, { "accepted", true }, { "reply", *result } };
    return { { "operation", name }, { "accepted", false }, { "code", result.error().code },
        { "reason", result.error().message } };
}

void try_next(const std::shared_ptr<Trial>& trial)
{
    if (trial->next == trial->calls.size())
        return trial->reply(Json{ { "results", std::move(trial->results) } });
    const Json& call = trial->calls[trial->next++];
    const std::string name = text_of(call, "operation");
    auto prepared = prepare(name, part_of(call, "input"));
    const auto tell = [trial, name](const Result<Json>& result) {
        trial->results.push_back(told(name, result));
        try_next(trial);
    };
    if (!prepared)
        return tell(fail(prepared.error()));
    if (prepared->row->slow)
        return tell(fail(Error::invalid_parameter(
            "operation: " + name + " asks an engine, so that it cannot be tried without its effects.")));
    // The error with which it ends is what undoes it; what it would have said is kept beside.
    const auto said = std::make_shared<Result<Json>>();
    trial->operation->update(
        [said, prepared = *prepared](Operation& operation) -> Result<Json> {
            *said = run(operation, prepared);
            return fail(Error::client("only tried"));
        },
        [said, tell](const Result<Json>&) { tell(*said); });
}

} // namespace

void preview_calls(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    auto trial = std::make_shared<Trial>();
    trial->operation = std::move(operation);
    trial->calls = part_of(input, "calls");
    trial->reply = std::move(reply);
    try_next(trial);
}

} // namespace quayside::control
