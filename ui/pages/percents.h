#pragma once

#include "core/model/state.h"

#include <cstdint>

// Between which counts of tasks the percents of a service let its deployment move now. Pure.
namespace quayside::ui {

std::int64_t most_tasks(const model::Service& service); // that may be there
std::int64_t least_healthy(const model::Service& service); // that must be healthy

// No task may be started and none be stopped: what is rolled out never comes.
bool allows_no_step(const model::State& state, const model::Service& service, const model::Deployment& deployment);

} // namespace quayside::ui
