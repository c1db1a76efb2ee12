#include "core/scheduler/rules.h"

#include "core/scheduler/attributes.h"
#include "core/scheduler/kept_room.h"
#include "core/scheduler/ports.h"
#include "core/scheduler/request.h"

#include <algorithm>
#include <array>
#include <bit>

namespace quayside::scheduler {

namespace {

using model::ContainerInstance;

constexpr Rule kInOrder[] = { Rule::Status, Rule::Agent, Rule::LaunchType, Rule::CapacityProvider, Rule::Attributes,
    Rule::Location, Rule::Cpu, Rule::Memory, Rule::Ports, Rule::Gpus, Rule::MemberOf, Rule::DistinctInstance };
static_assert(std::size(kInOrder) == kRules);

// Those that have nothing to do with room.
constexpr Rule kOfKind[] = { Rule::Status, Rule::Agent, Rule::LaunchType, Rule::CapacityProvider, Rule::Attributes,
    Rule::Location, Rule::MemberOf };

const model::Attribute* missing_attribute(const ContainerInstance& instance, const PlacementRequest& request)
{
    const auto missing = [&instance](const model::Attribute& wanted) {
        const auto has = attribute_of(instance, wanted.name);
        return !has.found || (!wanted.value.empty() && has.value != wanted.value);
    };
    const auto found = std::ranges::find_if(request.attributes, missing);
    return found == request.attributes.end() ? nullptr : &*found;
}

bool is_of_provider(const ContainerInstance& instance, const std::string& provider)
{
    if (provider.empty() || instance.capacity_provider == provider)
        return true;
    return is_fargate(provider) && instance.capacity_provider.empty();
}

bool is_in_zones(const ContainerInstance& instance, const PlacementRequest& request)
{
    return request.zones.empty() || std::ranges::find(request.zones, instance.availability_zone) != request.zones.end();
}

Facts facts_on(const View& view, const Host& host)
{
    if (std::ranges::none_of(view.request.member_of, &Expression::asks_for_tasks))
        return { host.instance, ec2_instance_id(host.instance->id), kAgentVersion, 0, {} };
    auto facts = facts_of(*host.instance, view.state);
    const auto* shift = view.what_if.shift_of(host.instance->id);
    if (!shift)
        return facts;
    for (const auto& [group, by] : shift->groups)
        for (std::int64_t i = 0; i != by; i += by > 0 ? 1 : -1) {
            if (by > 0) {
                facts.groups.push_back(group);
            } else if (const auto one = std::ranges::find(facts.groups, group); one != facts.groups.end()) {
                facts.groups.erase(one);
            }
        }
    return facts;
}

const Expression* unmatched(const View& view, const Host& host)
{
    const auto& expressions = view.request.member_of;
    if (expressions.empty())
        return nullptr;
    const auto facts = facts_on(view, host);
    const auto found = std::ranges::find_if(expressions, [&](const Expression& e) { return !e.matches(facts); });
    return found == expressions.end() ? nullptr : &*found;
}

bool keeps_static(const View& view, const Host& host, Rule rule)
{
    const ContainerInstance& instance = *host.instance;
    switch (rule) {
    case Rule::Status:
        return instance.status == model::ContainerInstanceStatus::Active && !instance.terminating
            && !view.what_if.is_closed(instance.id);
    case Rule::Agent:
        return instance.agent_connected;
    case Rule::LaunchType:
        return instance.launch_type == view.request.launch_type;
    case Rule::CapacityProvider:
        return is_of_provider(instance, view.request.capacity_provider);
    case Rule::Attributes:
        return !missing_attribute(instance, view.request);
    case Rule::Location:
        return is_in_zones(instance, view.request);
    default:
        return !unmatched(view, host);
    }
}

// What the daemons that are for an instance and do not run there need.
model::Resources held_on(const View& view, const ContainerInstance& instance)
{
    model::Resources sum;
    for (const auto& daemon : view.daemons) {
        const View of_daemon(view.state, daemon, view.what_if, View::WithoutDaemons());
        const Host host = host_of(of_daemon, instance);
        if (host.in_group > 0 || !is_for(of_daemon, host))
            continue;
        sum.cpu += daemon.need.cpu;
        sum.memory += daemon.need.memory;
        sum.gpus += daemon.need.gpus;
        const auto& ports = daemon.need.ports;
        sum.ports.insert(sum.ports.end(), ports.begin(), ports.end());
    }
    std::ranges::sort(sum.ports);
    return sum;
}

std::optional<model::Port> taken(const View& view, const Host& host)
{
    for (const auto& port : view.request.need.ports)
        if (std::ranges::binary_search(host.held.ports, port))
            return port;
    return taken_port(view.state, *host.instance, view.request.need.ports, view.what_if);
}

} // namespace

View::View(const model::State& the_state, const PlacementRequest& the_request, const WhatIf& the_what_if)
    : View(the_state, the_request, the_what_if, WithoutDaemons())
{
    if (!is_daemon(state, request.cluster, request.group))
        daemons = daemons_in(state, request.cluster);
}

View::View(
    const model::State& the_state, const PlacementRequest& the_request, const WhatIf& the_what_if, WithoutDaemons)
    : state(the_state)
    , request(the_request)
    , what_if(the_what_if)
{
}

const WhatIf& View::nothing()
{
    static const WhatIf none;
    return none;
}

Host host_of(const View& view, const ContainerInstance& instance)
{
    const auto& usage = view.state.usage_of(instance.id);
    const auto& group = view.state.group_in(view.request.cluster, view.request.group);
    const auto in_group = group.find(instance.id);
    Host host;
    host.instance = &instance;
    host.free_cpu = instance.registered.cpu - usage.cpu;
    host.free_memory = instance.registered.memory - usage.memory;
    host.free_gpus = instance.registered.gpus - usage.gpus;
    host.tasks = usage.tasks;
    host.in_group = in_group == group.end() ? 0 : in_group->second;
    if (const auto* shift = view.what_if.shift_of(instance.id)) {
        host.free_cpu -= shift->cpu;
        host.free_memory -= shift->memory;
        host.free_gpus -= shift->gpus;
        host.tasks += static_cast<std::uint32_t>(shift->tasks);
        if (const auto by = shift->groups.find(view.request.group); by != shift->groups.end())
            host.in_group += static_cast<std::uint32_t>(by->second);
    }
    if (!view.daemons.empty()) {
        host.held = held_on(view, instance);
        host.free_cpu -= host.held.cpu;
        host.free_memory -= host.held.memory;
        host.free_gpus -= host.held.gpus;
    }
    return host;
}

bool keeps(const View& view, const Host& host, Rule rule)
{
    const auto& need = view.request.need;
    switch (rule) {
    case Rule::Cpu:
        return need.cpu <= host.free_cpu;
    case Rule::Memory:
        return need.memory <= host.free_memory;
    case Rule::Ports:
        return need.ports.empty() || !taken(view, host);
    case Rule::Gpus:
        return need.gpus == 0 || need.gpus <= host.free_gpus;
    case Rule::DistinctInstance:
        return !view.request.distinct_instance || host.in_group == 0;
    default:
        return keeps_static(view, host, rule);
    }
}

std::optional<Rule> first_broken(const View& view, const Host& host)
{
    for (const Rule rule : kInOrder)
        if (!keeps(view, host, rule))
            return rule;
    return std::nullopt;
}

std::uint32_t broken_rules(const View& view, const Host& host)
{
    std::uint32_t broken = 0;
    for (const Rule rule : kInOrder)
        if (!keeps(view, host, rule))
            broken |= 1U << static_cast<unsigned>(rule);
    return broken;
}

bool is_for(const View& view, const Host& host)
{
    return std::ranges::all_of(kOfKind, [&](Rule rule) { return keeps_static(view, host, rule); });
}

bool concerns(const PlacementRequest& request, Rule rule)
{
    switch (rule) {
    case Rule::LaunchType:
        return request.launch_type != model::LaunchType::Ec2;
    case Rule::CapacityProvider:
        return !request.capacity_provider.empty();
    case Rule::Attributes:
        return !request.attributes.empty();
    case Rule::Location:
        return !request.zones.empty();
    case Rule::Ports:
        return !request.need.ports.empty();
    case Rule::Gpus:
        return request.need.gpus > 0;
    case Rule::MemberOf:
        return !request.member_of.empty();
    case Rule::DistinctInstance:
        return request.distinct_instance;
    default:
        return true;
    }
}

std::string unmatched_constraint(const View& view, const Host& host)
{
    const auto* expression = unmatched(view, host);
    return expression ? expression->text() : std::string();
}

std::string_view reason_of(Rule rule, const PlacementRequest& request)
{
    static constexpr std::array<std::string_view, kRules> reasons{ "INACTIVE", "AGENT", "NO ACTIVE INSTANCES",
        "NO ACTIVE INSTANCES", "ATTRIBUTE", "LOCATION", "RESOURCE:CPU", "RESOURCE:MEMORY", "RESOURCE:PORTS",
        "RESOURCE:GPU", "MemberOf placement constraint unsatisfied.",
        "DistinctInstance placement constraint unsatisfied." };
    if (request.launch_type == model::LaunchType::Fargate)
        return "RESOURCE:FARGATE"; // its instances are in no reply, so nothing more is said of them
    return reasons[static_cast<std::size_t>(rule)];
}

bool Closeness::closer_than(const Closeness& other) const
{
    if (broken != other.broken)
        return broken < other.broken;
    if (first != other.first)
        return first > other.first;
    if (free_memory != other.free_memory)
        return free_memory > other.free_memory;
    return instance < other.instance;
}

constexpr std::uint32_t bit(Rule rule)
{
    return 1U << static_cast<unsigned>(rule);
}

constexpr std::uint32_t kRoom = bit(Rule::Cpu) | bit(Rule::Memory) | bit(Rule::Ports) | bit(Rule::Gpus);

Closeness closeness_of(const Host& host, std::uint32_t broken)
{
    // Whatever room lacks, it is one thing that lacks: an instance without enough of it comes closer than one that
    // drains.
    const int others = std::popcount(broken & ~kRoom);
    return { others + ((broken & kRoom) != 0 ? 1 : 0), static_cast<Rule>(std::countr_zero(broken)), host.free_memory,
        host.instance->id };
}

Refusal refusal_of(const View& view, const Host& host, Rule rule)
{
    return { host.instance->id, std::string(reason_of(rule, view.request)), finding_of(view, host, rule).text };
}

Refusal closest_refusal(const View& view)
{
    std::optional<Host> closest;
    Closeness best;
    bool any = false;
    for (const auto& id : view.state.instances_in(view.request.cluster)) {
        const auto instance = view.state.container_instances().find(id);
        const Host host = host_of(view, *instance);
        any = true;
        if (!keeps(view, host, Rule::LaunchType) || !keeps(view, host, Rule::CapacityProvider))
            continue;
        const auto closeness = closeness_of(host, broken_rules(view, host));
        if (closest && !closeness.closer_than(best))
            continue;
        closest = host;
        best = closeness;
    }
    if (closest)
        return refusal_of(view, *closest, best.first);
    if (!any && view.request.capacity_provider.empty() && view.request.launch_type == model::LaunchType::Ec2)
        return {};
    if (view.request.launch_type == model::LaunchType::Fargate)
        return { {}, "RESOURCE:FARGATE",
            "Capacity is unavailable at this time. No container instance is set aside for FARGATE tasks." };
    if (!view.request.capacity_provider.empty())
        return { {}, "EMPTY CAPACITY PROVIDER",
            "No container instance belongs to the capacity provider " + view.request.capacity_provider + "." };
    return { {}, "NO ACTIVE INSTANCES",
        "No container instance of the cluster is for tasks of the launch type "
            + std::string(to_string(view.request.launch_type)) + "." };
}

std::optional<Refusal> why_not(
    const model::State& state, const ContainerInstance& instance, const PlacementRequest& request)
{
    PlacementRequest there = request;
    there.launch_type = instance.launch_type == model::LaunchType::Fargate ? request.launch_type : instance.launch_type;
    const View view(state, there);
    const Host host = host_of(view, instance);
    const auto broken = first_broken(view, host);
    return broken ? std::optional(refusal_of(view, host, *broken)) : std::nullopt;
}

} // namespace quayside::scheduler
