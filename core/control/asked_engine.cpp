#include "core/control/asked_engine.h"

#include "core/control/engine_reply.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

namespace quayside::control {

Result<AskedEngine> asked_engine(const SlowOperation& operation, const Json& input)
{
    const auto record = require_engine(operation.state, text_of(input, "engine"));
    if (!record)
        return fail(record.error());
    if (!(*record)->connected)
        return fail(Error::client("engine: " + (*record)->name + " is not connected"
            + ((*record)->problem.empty() ? std::string(".") : ": " + (*record)->problem)));
    auto* live = operation.engines.find((*record)->id);
    return live ? Result<AskedEngine>(AskedEngine{ *record, live }) : fail(EngineReply::engine_has_gone());
}

} // namespace quayside::control
