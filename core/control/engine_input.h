#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/engine.h"

namespace quayside::control {

// The members of AddEngine, ProbeEngine and UpdateEngine that say how an engine is reached. What is not given stays.
void take_address(const Json& input, model::Engine& engine);
// The member `bindAddress`: an address of the engine's machine.
Result<void> take_bind_address(const Json& input, model::Engine& engine);

// Why a probed engine was not reached, beginning with the member that is to be looked at.
Error not_reached(const std::string& endpoint, const Error& error);

} // namespace quayside::control
