#pragma once

#include "core/model/state.h"

#include <QString>

#include <vector>

namespace quayside::ui {

// What else happens when these tasks stop, one sentence for each service that loses some: how many are left, whether
// that is fewer than its minimum, and that others take their place; then who is protected or is replaced by nobody.
// Pure; empty for no task.
QString consequences_of_stopping(const model::State& state, const std::vector<model::TaskPtr>& tasks, TimePoint now);

} // namespace quayside::ui
