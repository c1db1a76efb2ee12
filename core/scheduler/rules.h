#pragma once

#include "core/base/enum_names.h"
#include "core/scheduler/place.h"
#include "core/scheduler/what_if.h"

#include <optional>
#include <string>
#include <vector>

// The rules of placement one instance at a time, plainly: what explains a decision, and what the quick way must agree
// with.
namespace quayside::scheduler {

// What an instance must satisfy, in the order in which ECS checks: the further, the closer to a place.
enum class Rule : std::uint8_t {
    Status,
    Agent,
    LaunchType,
    CapacityProvider,
    Attributes,
    Location,
    Cpu,
    Memory,
    Ports,
    Gpus,
    MemberOf,
    DistinctInstance
};
inline constexpr std::size_t kRules = 12;

// One request against one state. What is named must outlive it.
struct View {
    View(const model::State& state, const PlacementRequest& request, const WhatIf& what_if = nothing());
    static const WhatIf& nothing();
    struct WithoutDaemons { };
    View(const model::State& state, const PlacementRequest& request, const WhatIf& what_if, WithoutDaemons);

    const model::State& state;
    const PlacementRequest& request;
    const WhatIf& what_if;
    std::vector<PlacementRequest> daemons; // whose room the request must leave
};

// A container instance as a request sees it.
struct Host {
    const model::ContainerInstance* instance = nullptr;
    std::int64_t free_cpu = 0;
    std::int64_t free_memory = 0;
    std::int64_t free_gpus = 0;
    model::Resources held; // for daemons that are to run there; no longer in what is free
    std::uint32_t tasks = 0; // all that hold something
    std::uint32_t in_group = 0; // tasks of the request's group
};
Host host_of(const View& view, const model::ContainerInstance& instance);

// Whether an instance keeps a rule.
bool keeps(const View& view, const Host& host, Rule rule);
// The first that it breaks.
std::optional<Rule> first_broken(const View& view, const Host& host);
// All that it breaks: bit i for the rule with number i.
std::uint32_t broken_rules(const View& view, const Host& host);
// Whether an instance is for such tasks, room aside: what makes it one for a daemon.
bool is_for(const View& view, const Host& host);
// Whether the request asks for anything that the rule is about.
bool concerns(const PlacementRequest& request, Rule rule);

// One rule against one instance, for people.
struct Finding {
    Rule rule = Rule::Status;
    bool passed = true;
    std::string needs; // 512 MiB
    std::string has; // 128 MiB free
    std::string text; // one sentence
};
Finding finding_of(const View& view, const Host& host, Rule rule);

// The text of the first memberOf that the instance does not match; empty: it matches all.
std::string unmatched_constraint(const View& view, const Host& host);

// failures[].reason of a broken rule.
std::string_view reason_of(Rule rule, const PlacementRequest& request);
Refusal refusal_of(const View& view, const Host& host, Rule rule);

// Which of two refused instances is closer to a place: the one that breaks fewer rules (those about room are one), then
// the one that fails later, then the one with more memory free, then the one with the lower id.
struct Closeness {
    int broken = 0;
    Rule first = Rule::Status;
    std::int64_t free_memory = 0;
    Id instance;

    bool closer_than(const Closeness& other) const;
};
Closeness closeness_of(const Host& host, std::uint32_t broken);

// Why no instance takes the request, by the one that came closest among those that are for such tasks at all.
Refusal closest_refusal(const View& view);

} // namespace quayside::scheduler

template <>
struct quayside::EnumNames<quayside::scheduler::Rule> {
    static constexpr std::string_view names[] = { "status", "agent", "launchType", "capacityProvider", "attributes",
        "location", "cpu", "memory", "ports", "gpus", "memberOf", "distinctInstance" };
};
