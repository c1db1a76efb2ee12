#include "core/scheduler/filters.h"

#include "core/scheduler/attributes.h"
#include "core/scheduler/ports.h"

#include <algorithm>
#include <array>

namespace quayside::scheduler {

namespace {

using model::ContainerInstance;

const model::Attribute* missing_attribute(const ContainerInstance& instance, const PlacementRequest& request)
{
    const auto missing = [&instance](const model::Attribute& wanted) {
        const auto has = attribute_of(instance, wanted.name);
        return !has.found || (!wanted.value.empty() && has.value != wanted.value);
    };
    const auto found = std::ranges::find_if(request.attributes, missing);
    return found == request.attributes.end() ? nullptr : &*found;
}

bool is_member(const model::State& state, const ContainerInstance& instance, const PlacementRequest& request)
{
    if (request.member_of.empty())
        return true;
    const auto facts = facts_of(instance, state);
    return std::ranges::all_of(request.member_of, [&facts](const Expression& e) { return e.matches(facts); });
}

std::string shortage(const char* what, std::int64_t need, std::int64_t free, const char* unit)
{
    return std::string("The task needs ") + std::to_string(need) + " " + unit + " of " + what + "; "
        + std::to_string(std::max<std::int64_t>(free, 0)) + " are free.";
}

std::string port_text(const model::State& state, const Host& host, const PlacementRequest& request)
{
    const auto port = taken_port(state, *host.instance, request.need.ports);
    const model::Port shown = port ? *port : request.need.ports.front();
    return "Host port " + std::to_string(shown.number) + "/" + std::string(to_string(shown.protocol))
        + " is taken or reserved on this engine.";
}

std::string attribute_text(const model::Attribute& attribute)
{
    return "The container instance lacks the attribute " + attribute.name
        + (attribute.value.empty() ? "." : " = " + attribute.value + ".");
}

std::string detail_of(const model::State& state, const Host& host, const PlacementRequest& request, Step step)
{
    switch (step) {
    case Step::Status:
        return "The container instance is " + std::string(to_string(host.instance->status)) + ".";
    case Step::Agent:
        return "The engine of the container instance does not answer.";
    case Step::Attribute:
        return attribute_text(*missing_attribute(*host.instance, request));
    case Step::Cpu:
        return shortage("CPU", request.need.cpu, host.free_cpu, "units");
    case Step::Memory:
        return shortage("memory", request.need.memory, host.free_memory, "MiB");
    case Step::Ports:
        return port_text(state, host, request);
    case Step::MemberOf:
        return "The container instance does not match a placement constraint of type memberOf.";
    case Step::DistinctInstance:
        return "The container instance runs a task of the group " + request.group + " already.";
    case Step::Fits:
        break;
    }
    return {};
}

} // namespace

Host host_of(const model::State& state, const ContainerInstance& instance, const PlacementRequest& request)
{
    const auto& usage = state.usage_of(instance.id);
    const auto& group = state.group_in(request.cluster, request.group);
    const auto in_group = group.find(instance.id);
    return { &instance, instance.registered.cpu - usage.cpu, instance.registered.memory - usage.memory, usage.tasks,
        in_group == group.end() ? 0 : in_group->second, false };
}

Step step_of(const model::State& state, const Host& host, const PlacementRequest& request)
{
    const ContainerInstance& instance = *host.instance;
    if (instance.status != model::ContainerInstanceStatus::Active)
        return Step::Status;
    if (!instance.agent_connected)
        return Step::Agent;
    if (missing_attribute(instance, request))
        return Step::Attribute;
    if (request.need.cpu > host.free_cpu)
        return Step::Cpu;
    if (request.need.memory > host.free_memory)
        return Step::Memory;
    if (!request.need.ports.empty() && (host.ports_taken || taken_port(state, instance, request.need.ports)))
        return Step::Ports;
    if (!is_member(state, instance, request))
        return Step::MemberOf;
    if (request.distinct_instance && host.in_group > 0)
        return Step::DistinctInstance;
    return Step::Fits;
}

Verdict check(const model::State& state, const Host& host, const PlacementRequest& request)
{
    const Step step = step_of(state, host, request);
    return { step, detail_of(state, host, request, step) };
}

std::string_view reason_of(Step step)
{
    static constexpr std::array<std::string_view, 9> reasons{ "INACTIVE", "AGENT", "ATTRIBUTE", "RESOURCE:CPU",
        "RESOURCE:MEMORY", "RESOURCE:PORTS", "MemberOf placement constraint unsatisfied.",
        "DistinctInstance placement constraint unsatisfied.", "" };
    return reasons[static_cast<std::size_t>(step)];
}

} // namespace quayside::scheduler
