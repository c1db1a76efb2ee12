#pragma once

#include "core/control/operation.h"

namespace quayside::control {

// The engine that a call names, and the connection to it: it is connected. Until the loop's next turn.
struct AskedEngine {
    std::shared_ptr<const model::Engine> record;
    docker::Engine* live = nullptr;
};

Result<AskedEngine> asked_engine(const SlowOperation& operation, const Json& input);

} // namespace quayside::control
