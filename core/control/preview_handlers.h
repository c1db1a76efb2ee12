#pragma once

#include "core/control/operation.h"

namespace quayside::control {

// Tries calls without their effects: what each would reply, or why it would be refused.
void preview_calls(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

} // namespace quayside::control
