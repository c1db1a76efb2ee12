#include "tests/sim/rest.h"

#include "core/agent/container_config.h"
#include "core/agent/pause.h"
#include "core/base/arn.h"

#include <algorithm>
#include <set>

namespace quayside::sim {

using docker::RunState;
using model::ContainerStatus;
using model::DesiredStatus;
using model::Task;
using model::TaskStatus;

namespace {

constexpr Duration kTransit = std::chrono::seconds{ 60 };

const Machine* machine_of(const SimWorld& world, const Task& task)
{
    const auto instance = world.durable().container_instances().find(task.container_instance);
    const auto engine = instance ? world.durable().engines().find(instance->engine) : nullptr;
    const auto machine = engine ? world.machines.find(engine->name) : world.machines.end();
    return machine == world.machines.end() ? nullptr : machine->second.get();
}

docker::SimulatedHost& host_of(const Machine& machine)
{
    return const_cast<Machine&>(machine).engine.host();
}

std::string named(const Task& task)
{
    return "task " + task.id.hex() + " of " + task.spec->definition_key.family;
}

std::string wrong_with(const SimWorld& world, const Task& task)
{
    const auto family = world.catalogue.all().find(task.spec->definition_key.family);
    const bool lasts = family != world.catalogue.all().end() && family->second.lasts;
    if (task.last_status >= TaskStatus::Stopped)
        return {};
    const TimePoint since = std::max({ task.created_at, task.stopping_at, task.connectivity_at });
    if (!lasts && world.loop.now() - since < kTransit)
        return {};
    if (task.desired_status != DesiredStatus::Running || task.last_status != TaskStatus::Running)
        return "I11: " + named(task) + " is still " + std::string(to_string(task.last_status));
    if (task.unknown || !task.connected)
        return "I11: " + named(task) + " is still unknown";
    const Machine* machine = machine_of(world, task);
    if (!machine)
        return "I8: " + named(task) + " runs on an engine that is not there";
    for (const auto& interface : task.network_interfaces)
        if (const auto* pause = host_of(*machine).find(interface.pause_id); !pause || pause->state != RunState::Running)
            return "I8: " + named(task) + " counts as running, and its network is gone";
    for (const auto& container : task.containers) {
        const auto* real = host_of(*machine).find(container.runtime_id);
        if (container.last_status == ContainerStatus::Running && (!real || real->state != RunState::Running) && lasts)
            return "I8: " + named(task) + " counts as running, and it does not run";
        if (real && real->state == RunState::Running && container.last_status != ContainerStatus::Running)
            return "I8: a container of " + named(task) + " runs and is not recorded";
    }
    return {};
}

// One of a pool is of one task, or stands ready; what has ended of it goes with its task.
std::string wrong_with_pool(const SimWorld& world, const docker::SimulatedContainer& container)
{
    int holders = 0;
    bool is_of_ended = false;
    for (const auto& [id, task] : world.durable().tasks()) {
        const std::size_t index = task->spec->definition->containers.size();
        for (const auto& interface : task->network_interfaces)
            holders += interface.pause_id == container.id ? 1 : 0;
        if (task->last_status < TaskStatus::Stopped || !agent::is_pause(*task, index))
            continue;
        // It may have ended before it got the task's name.
        is_of_ended = is_of_ended
            || (container.state != RunState::Running
                && (agent::is_spare_name(container.name)
                    || agent::container_name(world.installation(), *task, index) == container.name));
    }
    if (holders > 1)
        return "I7: the container " + container.name + " of a pool is of two tasks";
    if (holders == 1 || is_of_ended)
        return {};
    if (!agent::is_spare_name(container.name))
        return "I8: the container " + container.name + " of a pool was left behind, its task is gone";
    return container.state == RunState::Running ? std::string() : "I8: " + container.name + " of a pool does not run";
}

std::string wrong_with(const SimWorld& world, const docker::SimulatedContainer& container, std::set<std::string>& names)
{
    if (label_of(*container.labels, docker::kInstallationLabel) != world.installation())
        return {};
    if (label_of(*container.labels, docker::kRoleLabel) == "pool")
        return wrong_with_pool(world, container);
    const std::string hex = label_of(*container.labels, docker::kTaskLabel);
    const auto id = Id::parse(hex);
    const auto task = id ? world.durable().tasks().find(*id) : nullptr;
    if (!task)
        return "I8: the container " + container.name + " was left behind, its task is gone";
    const std::string name = hex + '/' + label_of(*container.labels, "com.amazonaws.ecs.container-name");
    if (!names.insert(name).second)
        return "I8: there are two containers for " + name;
    if (container.state != RunState::Running)
        return {};
    if (task->last_status >= TaskStatus::Stopped)
        return "I8: the container " + container.name + " runs, and " + named(*task) + " has stopped";
    for (const auto& interface : task->network_interfaces)
        if (interface.pause_id == container.id)
            return {};
    for (const auto& recorded : task->containers)
        if (recorded.runtime_id == container.id || recorded.runtime_id.empty())
            return {};
    return "I8: the container " + container.name + " runs for " + named(*task) + ", which has others recorded";
}

// What is given away on an instance, by the definitions as they were written.
Family given_away(const SimWorld& world, const Id& instance)
{
    Family sum;
    for (const auto& [id, task] : world.durable().tasks()) {
        const auto family = world.catalogue.all().find(task->spec->definition_key.family);
        if (task->container_instance != instance || task->last_status >= TaskStatus::Stopped
            || family == world.catalogue.all().end())
            continue;
        sum.cpu += family->second.cpu;
        sum.memory += family->second.memory;
    }
    return sum;
}

bool has_room(const SimWorld& world, const model::ContainerInstance& instance, const Family& family)
{
    if (instance.status != model::ContainerInstanceStatus::Active || !instance.agent_connected)
        return false;
    const Family given = given_away(world, instance.id);
    return given.cpu + family.cpu <= instance.registered.cpu
        && given.memory + family.memory <= instance.registered.memory;
}

bool has_task_on(const SimWorld& world, const model::Service& service, const Id& instance)
{
    return std::ranges::any_of(world.durable().tasks(), [&](const auto& entry) {
        const Task& task = *entry.second;
        return task.container_instance == instance && task.spec->service == service.name
            && task.spec->cluster == service.cluster && task.last_status < TaskStatus::Stopped;
    });
}

// A managed daemon is for the instances of the pool, a DAEMON service for all.
bool is_for(const model::Service& daemon, const model::ContainerInstance& instance)
{
    return !is_daemon_name(daemon.name) || instance.capacity_provider == "pool";
}

// What no other task gets: the room of daemons that have no task there yet.
Family kept_for_daemons(const SimWorld& world, const model::ContainerInstance& instance)
{
    Family sum;
    for (const auto& [key, service] : world.durable().services()) {
        if (service->scheduling_strategy != model::SchedulingStrategy::Daemon
            || service->status != model::ServiceStatus::Active || !is_for(*service, instance)
            || has_task_on(world, *service, instance.id))
            continue;
        sum.cpu += world.catalogue["worker"].cpu;
        sum.memory += world.catalogue["worker"].memory;
    }
    return sum;
}

// For how many more tasks of the family there is a place.
std::int64_t places_for(const SimWorld& world, const Family& family)
{
    std::int64_t places = 0;
    for (const auto& [id, instance] : world.durable().container_instances()) {
        if (!has_room(world, *instance, family))
            continue;
        const Family given = given_away(world, id);
        const Family kept = kept_for_daemons(world, *instance);
        const auto cpu = instance->registered.cpu - given.cpu - kept.cpu;
        const auto memory = instance->registered.memory - given.memory - kept.memory;
        places += std::max<std::int64_t>(std::min(cpu / family.cpu, memory / family.memory), 0);
    }
    return places;
}

struct ServiceCounts {
    std::int64_t alive = 0;
    std::int64_t running = 0;
    std::int64_t displaced = 0; // on instances that drain
    std::set<Id> instances;
};

ServiceCounts counts_of(const SimWorld& world, const model::Service& service)
{
    ServiceCounts counts;
    for (const auto& [id, task] : world.durable().tasks()) {
        if (task->spec->service != service.name || task->spec->cluster != service.cluster
            || task->last_status >= TaskStatus::Stopped)
            continue;
        ++counts.alive;
        counts.running += task->last_status == TaskStatus::Running && task->desired_status == DesiredStatus::Running;
        const auto instance = world.durable().container_instances().find(task->container_instance);
        counts.displaced += instance && instance->status == model::ContainerInstanceStatus::Draining;
        counts.instances.insert(task->container_instance);
    }
    return counts;
}

std::string last_words(const SimWorld& world, const model::Service& service)
{
    const auto& rows = world.durable().events_of(service.key());
    const auto event = rows.empty() ? nullptr : world.durable().events().find(*rows.rbegin());
    return event ? "; it said last: " + event->message : std::string();
}

std::string wrong_with_daemon(const SimWorld& world, const model::Service& service, const ServiceCounts& counts)
{
    const auto& family = world.catalogue["worker"];
    for (const auto& [id, instance] : world.durable().container_instances())
        if (!counts.instances.contains(id) && is_for(service, *instance) && has_room(world, *instance, family))
            return "I11: the daemon " + service.name + " is missing on " + instance->name;
        else if (counts.instances.contains(id) && !is_for(service, *instance))
            return "I11: the daemon " + service.name + " is on " + instance->name + ", for which it is not";
    const auto primary = world.durable().deployments().find(service.deployments.front());
    // One that may not leave a draining instance yet fills the count, but not the place of one that waits for room.
    if (counts.running == service.desired_count && counts.alive == service.desired_count && counts.displaced == 0
        && primary->rollout_state == model::RolloutState::InProgress)
        return "I15: the rollout of the daemon " + service.name + " does not end" + last_words(world, service);
    return {};
}

// A rollout whose percents let no task go before another has come goes on when there is room for one.
bool waits_for_room(const SimWorld& world, const model::Service& service)
{
    const auto& percents = service.deployment_configuration;
    const auto least = (service.desired_count * percents.minimum_healthy_percent + 99) / 100;
    return least >= service.desired_count && places_for(world, world.catalogue["web"]) == 0;
}

std::string wrong_with(const SimWorld& world, const model::Service& service)
{
    if (service.controller != model::DeploymentController::Ecs)
        return {};
    const auto counts = counts_of(world, service);
    if (service.status != model::ServiceStatus::Active)
        return counts.alive == 0 && service.status == model::ServiceStatus::Inactive
            ? std::string()
            : "I11: the service " + service.name + " was deleted and is not gone";
    if (service.scheduling_strategy == model::SchedulingStrategy::Daemon)
        return wrong_with_daemon(world, service, counts);
    if (counts.alive < service.desired_count && places_for(world, world.catalogue["web"]) > 0)
        return "I11: the service " + service.name + " has " + std::to_string(counts.alive) + " tasks, wants "
            + std::to_string(service.desired_count) + " and uses no room that there is" + last_words(world, service);
    const auto missing = std::max<std::int64_t>(service.desired_count - counts.running, 1);
    if (places_for(world, world.catalogue["web"]) >= missing + counts.displaced) {
        if (counts.running != service.desired_count || counts.alive != service.desired_count)
            return "I11: the service " + service.name + " has " + std::to_string(counts.running) + " running of "
                + std::to_string(counts.alive) + " tasks and wants " + std::to_string(service.desired_count)
                + last_words(world, service);
        if (counts.displaced > 0)
            return "I11: the service " + service.name + " has tasks on an instance that drains";
    }
    if (waits_for_room(world, service))
        return {};
    for (const auto number : service.deployments) {
        const auto deployment = world.durable().deployments().find(number);
        if (counts.running == service.desired_count && counts.alive == service.desired_count && counts.displaced == 0
            && deployment && deployment->rollout_state == model::RolloutState::InProgress)
            return "I15: the rollout of deployment " + std::to_string(number) + " of " + service.name + " does not end"
                + last_words(world, service);
    }
    return {};
}

} // namespace

std::string not_at_rest(const SimWorld& world)
{
    if (!world.up())
        return "I11: the program is not there";
    std::set<std::string> names;
    for (const auto& [id, engine] : world.durable().engines()) {
        if (!engine->connected)
            return "I11: the engine " + engine->name + " is not connected: " + engine->problem;
        const auto machine = world.machines.find(engine->name);
        if (machine == world.machines.end())
            return "I11: the engine " + engine->name + " was never opened";
        for (const auto& [container_id, container] : host_of(*machine->second).containers())
            if (auto wrong = wrong_with(world, *container, names); !wrong.empty())
                return wrong;
    }
    for (const auto& [id, task] : world.durable().tasks())
        if (auto wrong = wrong_with(world, *task); !wrong.empty())
            return wrong;
    for (const auto& [key, service] : world.durable().services())
        if (auto wrong = wrong_with(world, *service); !wrong.empty())
            return wrong;
    return {};
}

} // namespace quayside::sim
