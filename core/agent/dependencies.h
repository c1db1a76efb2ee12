#pragma once

#include "core/agent/plan_host.h"
#include "core/model/task.h"

#include <span>
#include <string>
#include <vector>

// What containers of one task wait for: dependsOn, links (their target has started) and volumesFrom (its source is
// there). Pure.
namespace quayside::agent {

struct Dependency {
    std::size_t on = 0; // index of the container
    enum class Condition : std::uint8_t { Create, Start, Complete, Success, Healthy } condition = Condition::Start;

    bool operator==(const Dependency&) const = default;
};

// Names that no container has are left out: registration refuses them.
std::vector<Dependency> dependencies_of(const model::TaskDefinition& definition, std::size_t index);

// Whether a container may be made now.
struct Gate {
    enum class Verdict : std::uint8_t { Open, Closed, Never } verdict = Verdict::Open;
    std::string reason; // of Never, in ECS's words
    TimePoint ask_again; // of Closed: a wait has an end; kNever: when something changes
};
Gate gate_of(const model::Task& task, std::span<const Observed> observed, std::size_t index, TimePoint now);

// Whether a container may be stopped now: those that depend on it, in whatever way, have ended before.
bool may_stop(const model::Task& task, std::span<const Observed> observed, std::size_t index);

// The exit code of a container that is never made because what it depends on failed.
constexpr std::int32_t kDependencyFailed = 143;

} // namespace quayside::agent
