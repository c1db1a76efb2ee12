#pragma once

#include "core/scheduler/place.h"

namespace quayside::scheduler {

// A container instance during one placement: what is free shrinks as tasks are planned on it.
struct Host {
    const model::ContainerInstance* instance = nullptr;
    std::int64_t free_cpu = 0;
    std::int64_t free_memory = 0;
    std::uint32_t tasks = 0; // all that hold something
    std::uint32_t in_group = 0; // tasks of the request's group
    bool ports_taken = false; // by a task planned on the same engine
};

Host host_of(const model::State& state, const model::ContainerInstance& instance, const PlacementRequest& request);

// How far an instance came through the checks, the further the closer to a place.
enum class Step : std::uint8_t { Status, Agent, Attribute, Cpu, Memory, Ports, MemberOf, DistinctInstance, Fits };

struct Verdict {
    Step step = Step::Fits;
    std::string detail;
};

// The first reason against an instance, in the order in which ECS checks.
Verdict check(const model::State& state, const Host& host, const PlacementRequest& request);
// The same, without the wording.
Step step_of(const model::State& state, const Host& host, const PlacementRequest& request);

// failures[].reason of a step that is not Fits.
std::string_view reason_of(Step step);

} // namespace quayside::scheduler
