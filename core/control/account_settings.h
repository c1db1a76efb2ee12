#pragma once

#include "core/control/operation.h"

#include <string>
#include <string_view>

namespace quayside::control {

// Everybody who calls is the root of the account, whose settings hold for all that have none of their own.
std::string root_of(const Installation& installation);

// What holds for a principal: its own setting, else the root's, else that of ECS.
std::string effective_setting(
    const model::State& state, const Installation& installation, const std::string& principal, std::string_view name);

} // namespace quayside::control
