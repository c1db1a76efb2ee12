#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/capacity_provider.h"
#include "core/model/state.h"

#include <string>

// The input of CreateCapacityProvider and UpdateCapacityProvider as a record. InvalidParameterException names the
// member.
namespace quayside::control {

// As other names, but not one that begins as those of the system do.
Result<void> check_provider_name(const std::string& name);

// Of a new provider, which has its name: what kind it is and how it scales. A provider of managed instances also gets
// its cluster, and a pool of the smallest instances that its launch template allows.
Result<void> read_new_provider(const model::State& state, model::CapacityProvider& provider, const Json& input);

// Of one that is there: what is not given keeps what it is.
Result<void> read_changed_provider(model::CapacityProvider& provider, const Json& input);

} // namespace quayside::control
