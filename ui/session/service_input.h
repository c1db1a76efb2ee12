#pragma once

#include "core/base/json.h"
#include "core/model/state.h"

// What a service is now, as UpdateService would be asked for it. Pure.
namespace quayside::ui {

// The members of UpdateService that the window's form shows.
Json update_input_of(const model::State& state, const model::Service& service);

// One member of UpdateService, those that the form leaves out included; null: the service has none.
Json update_member_of(const model::State& state, const model::Service& service, const std::string& member);

// What of `wanted` differs from `before`. A list that was emptied is sent empty: absent would leave it as it is.
Json changed_members(const Json& before, const Json& wanted);

} // namespace quayside::ui
