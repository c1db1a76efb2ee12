#pragma once

#include "core/model/state.h"
#include "core/scheduler/what_if.h"

#include <optional>
#include <span>

namespace quayside::scheduler {

// The first of these host ports that cannot be had on an instance: it is reserved there, or a task holds it on any
// instance of the same engine, whose ports they share.
std::optional<model::Port> taken_port(const model::State& state, const model::ContainerInstance& instance,
    std::span<const model::Port> wanted, const WhatIf& what_if = {});

// All host ports that are reserved or held on an instance, sorted: what `remainingResources` lists.
std::vector<model::Port> ports_in_use(const model::State& state, const model::ContainerInstance& instance);

} // namespace quayside::scheduler
