#pragma once

#include "core/scheduler/service_pass.h"

namespace quayside::scheduler {

enum class HooksState : std::uint8_t { Waiting, Passed, Failed };

// The lifecycle hooks of the deployment's stage, each once; at the production shift, once for each of `round` steps.
// Those that wait for a person wait; those that are due for their handler become calls of the plan.
HooksState ask_hooks(ServicePass& pass, model::Deployment& deployment, std::size_t round = 1);

// While a handler is asked, it is not asked again for so long.
constexpr Duration kHookAnswerWithin = std::chrono::minutes{ 2 };

} // namespace quayside::scheduler
