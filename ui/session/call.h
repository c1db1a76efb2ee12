#pragma once

#include "core/base/json.h"
#include "core/model/state.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace quayside::ui {

// Something to be asked of the client.
struct Call {
    std::string operation;
    Json input;
};

// What a call does to the installation, by the kind of its operation. Asks: nothing. Changes: it can be changed back or
// made again. Destroys: what it ends or forgets does not come back. What neither API model knows counts as a change.
enum class CallNature : std::uint8_t { Asks, Changes, Destroys };
CallNature nature_of(std::string_view operation);

// The clusters that a call has to do with: the one that it names, that of an ARN, and those that the engine or the
// capacity provider which it names works for. Empty: none, as of a task definition. Pure.
std::set<std::string> clusters_of(const model::State& state, std::string_view operation, const Json& input);

} // namespace quayside::ui
