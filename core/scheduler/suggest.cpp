#include "core/scheduler/attributes.h"
#include "core/scheduler/explain.h"
#include "core/scheduler/ports.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace quayside::scheduler {

namespace {

// The instances that would fit if it were not for one and the same rule.
struct Near {
    Rule rule = Rule::Status;
    std::vector<const Host*> hosts;
};

const Host* roomiest(const Near& near, std::int64_t Host::*room)
{
    return *std::ranges::max_element(near.hosts, {}, [room](const Host* host) { return host->*room; });
}

std::string less_or_more(const char* what, const char* unit, std::int64_t need, std::int64_t room, const Host& host)
{
    const auto& name = host.instance->name;
    if (room <= 0)
        return fmt::format("Free {} {} of {} on {}, or add a container instance.", need, unit, what, name);
    return fmt::format("Lower what the task needs of {} from {} to {} {}, or free {} more: then it fits on {}.", what,
        need, room, unit, need - room, name);
}

std::string holder_of(const View& view, const Host& host, const model::Port& port)
{
    for (const auto& slice : view.state.instances_of(host.instance->engine))
        for (const auto& id : view.state.tasks_on(slice)) {
            const auto task = view.state.tasks().find(id);
            if (task->last_status >= model::TaskStatus::Stopped || view.what_if.is_gone(id))
                continue;
            const auto ports = model::reservation(*task->spec).ports;
            if (std::ranges::binary_search(ports, port))
                return fmt::format("task {} of {}", id.hex().substr(0, 8), task->spec->group);
        }
    return {};
}

std::string about_ports(const View& view, const Host& host)
{
    const auto port = taken_port(view.state, *host.instance, view.request.need.ports, view.what_if);
    if (!port)
        return fmt::format("Choose another host port: this one is kept for a daemon on {}.", host.instance->name);
    const auto shown = fmt::format("{}/{}", port->number, to_string(port->protocol));
    const auto holder = holder_of(view, host, *port);
    if (holder.empty())
        return fmt::format("Choose another host port than {}, or let the agent pick one.", shown);
    return fmt::format("Let the agent pick the host port, or stop {}, which holds {} on the engine of {}.", holder,
        shown, host.instance->name);
}

std::string about_attributes(const View& view, const Host& host)
{
    const auto finding = finding_of(view, host, Rule::Attributes);
    if (is_reserved(finding.needs))
        return fmt::format("{} lacks {}, which only its engine can bring.", host.instance->name, finding.needs);
    return fmt::format("Put the attribute {} on {}.", finding.needs, host.instance->name);
}

std::string about_status(const Host& host)
{
    const auto& name = host.instance->name;
    if (host.instance->terminating)
        return fmt::format("Add a container instance: {} is being let go by its capacity provider.", name);
    return fmt::format("Set {} to ACTIVE.", name);
}

std::string suggestion(const View& view, const Near& near)
{
    const Host& host = *near.hosts.front();
    const auto& need = view.request.need;
    const auto& name = host.instance->name;
    switch (near.rule) {
    case Rule::Status:
        return about_status(host);
    case Rule::Agent:
        return fmt::format("Make the engine of {} answer again.", name);
    case Rule::LaunchType:
        return fmt::format("Add a container instance for {} tasks.", to_string(view.request.launch_type));
    case Rule::CapacityProvider:
        return fmt::format("Add a container instance to the capacity provider {}.", view.request.capacity_provider);
    case Rule::Attributes:
        return about_attributes(view, host);
    case Rule::Location:
        return fmt::format("Let the task go to {} as well.", host.instance->availability_zone);
    case Rule::Cpu: {
        const auto& best = *roomiest(near, &Host::free_cpu);
        return less_or_more("CPU", "units", need.cpu, best.free_cpu, best);
    }
    case Rule::Memory: {
        const auto& best = *roomiest(near, &Host::free_memory);
        return less_or_more("memory", "MiB", need.memory, best.free_memory, best);
    }
    case Rule::Ports:
        return about_ports(view, host);
    case Rule::Gpus:
        return fmt::format("Add a container instance with {} GPUs free, or ask for fewer.", need.gpus);
    case Rule::MemberOf:
        return fmt::format("Change the constraint {}: then the task fits on {}{}.", unmatched_constraint(view, host),
            name, near.hosts.size() > 1 ? fmt::format(" and {} more", near.hosts.size() - 1) : std::string());
    case Rule::DistinctInstance:
        return "Add a container instance, or drop distinctInstance: each one that would fit runs a task of the group.";
    }
    return {};
}

bool is_for_such(const View& view, const Host& host)
{
    return keeps(view, host, Rule::LaunchType) && keeps(view, host, Rule::CapacityProvider);
}

} // namespace

std::vector<std::string> suggestions_for(const View& view, const std::vector<Host>& hosts)
{
    std::vector<Near> nears(kRules);
    std::vector<std::pair<const Host*, std::uint32_t>> broken;
    for (const auto& host : hosts) {
        broken.emplace_back(&host, broken_rules(view, host));
        if (std::popcount(broken.back().second) == 1) {
            auto& near = nears[static_cast<std::size_t>(std::countr_zero(broken.back().second))];
            near.hosts.push_back(&host);
        }
    }
    std::vector<std::string> all;
    for (std::size_t i = 0; i < kRules; ++i)
        if (nears[i].rule = static_cast<Rule>(i); !nears[i].hosts.empty())
            all.push_back(suggestion(view, nears[i]));
    if (!all.empty())
        return all;
    // Nothing alone helps: what the closest one needs together.
    std::erase_if(broken, [&](const auto& pair) { return !is_for_such(view, *pair.first); });
    if (broken.empty()) {
        const Rule rule = view.request.capacity_provider.empty() ? Rule::LaunchType : Rule::CapacityProvider;
        const Host nobody;
        return { suggestion(view, { rule, { &nobody } }) };
    }
    const auto& closest = *std::ranges::min_element(broken, [](const auto& a, const auto& b) {
        return closeness_of(*a.first, a.second).closer_than(closeness_of(*b.first, b.second));
    });
    for (std::size_t i = 0; i < kRules; ++i)
        if (closest.second >> i & 1)
            all.push_back(suggestion(view, { static_cast<Rule>(i), { closest.first } }));
    if (all.size() > 1)
        all.insert(all.begin(), "All of these together are needed on " + closest.first->instance->name + ":");
    return all;
}

} // namespace quayside::scheduler
