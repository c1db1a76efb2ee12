#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/container_instance.h"
#include "core/model/engine.h"
#include "core/model/state.h"

#include <vector>

namespace quayside::control {

// The names of the container instances that AddEngine asks for: of the slices, or the engine's own. InvalidParameter-
// Exception if two are equal or one is taken.
Result<std::vector<std::string>> instance_names(const model::State& state, const Json& input);

// What the engine and its slices are set aside for: launch types, capacity providers. InvalidParameterException.
Result<void> check_purposes(const model::State& state, const Json& input);

// The container instances that AddEngine makes of an engine: one for all of it, or one for each slice. Slices without
// sizes or ports of their own share evenly what the others leave. Ids, cluster and time are not filled in.
// InvalidParameterException names the slice that does not fit.
Result<std::vector<model::ContainerInstance>> slice_engine(
    const model::Engine& engine, const Json& input, const std::string& default_zone);

// One more slice of an engine that has some already, out of what they leave: its size, and a range of dynamic ports of
// its own. ClientException says what there is too little of.
Result<model::ContainerInstance> further_slice(
    const model::State& state, const model::Engine& engine, const Json& slice);

} // namespace quayside::control
