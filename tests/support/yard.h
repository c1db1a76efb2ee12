#pragma once

#include "core/base/random.h"
#include "core/model/state.h"
#include "core/scheduler/place.h"

#include <map>
#include <string>
#include <vector>

namespace quayside::test {

// Container instances by name in the cluster "default", the tasks on them, and services: what a placement looks at.
class Yard {
public:
    model::ContainerInstance& instance(
        const std::string& name, const std::string& zone, std::int64_t memory, Id engine = {})
    {
        auto& made = instances[name];
        made.id = random.id();
        made.engine = engine.is_null() ? random.id() : engine;
        made.name = name;
        made.cluster = "default";
        made.availability_zone = zone;
        made.agent_connected = true;
        made.registered = { .cpu = 4096, .memory = memory, .ports = { { 22, model::Protocol::Tcp } } };
        return made;
    }

    // A task of a new spec; its spec may be changed through `specs.back()` before the state is made.
    model::Task& task(const std::string& on, const std::string& group, std::int64_t memory, std::uint16_t port = 0,
        model::TaskStatus status = model::TaskStatus::Running)
    {
        auto definition = std::make_shared<model::TaskDefinition>();
        definition->family = "web";
        definition->revision = 1;
        definition->containers.resize(1);
        definition->containers[0].memory = memory;
        definition->containers[0].port_mappings = { { 80, port, model::Protocol::Tcp, {} } };
        auto spec = std::make_shared<model::TaskSpec>();
        spec->row = ++rows;
        spec->cluster = "default";
        spec->group = group;
        if (group.starts_with("service:"))
            spec->service = group.substr(std::string("service:").size());
        spec->definition = definition;
        specs.push_back(spec);
        auto next = std::make_shared<model::Task>();
        next->id = random.id();
        next->container_instance = instances.at(on).id;
        next->spec_row = spec->row;
        next->spec = spec;
        next->last_status = status;
        tasks.push_back(next);
        return *next;
    }

    // A service with a PRIMARY deployment whose tasks need so much memory.
    model::Service& service(const std::string& name, std::int64_t desired, std::int64_t memory)
    {
        auto definition = std::make_shared<model::TaskDefinition>();
        definition->family = name;
        definition->revision = 1;
        definition->containers.resize(1);
        definition->containers[0].memory = memory;
        auto revision = std::make_shared<model::ServiceRevision>();
        revision->number = ++numbers;
        revision->cluster = "default";
        revision->service = name;
        revision->definition_key = definition->key();
        revision->definition = definition;
        auto deployment = std::make_shared<model::Deployment>();
        deployment->number = ++numbers;
        deployment->cluster = "default";
        deployment->service = name;
        deployment->revision_number = revision->number;
        deployment->revision = revision;
        revisions.push_back(revision);
        deployments.push_back(deployment);
        auto& made = services[name];
        made.cluster = "default";
        made.name = name;
        made.desired_count = desired;
        made.deployments = { deployment->number };
        return made;
    }

    const model::State& state()
    {
        model::ChangeSet all;
        all.full = true;
        const auto add = [&all]<class T>(const T& value) {
            all.of<T>().push_back({ nullptr, std::make_shared<const T>(value) });
        };
        for (const auto& [name, value] : instances)
            add(value);
        for (const auto& revision : revisions)
            add(*revision);
        for (const auto& [name, value] : services)
            add(value);
        for (const auto& deployment : deployments)
            add(*deployment);
        for (const auto& task : tasks)
            add(*task);
        built.apply(all);
        return built;
    }

    std::string name(const Id& instance) const { return built.container_instances().find(instance)->name; }

    // The names of the instances that are chosen, in order; the refusal's reason at the end.
    std::vector<std::string> place(const scheduler::PlacementRequest& request, int count = 1)
    {
        const auto& current = state();
        const auto placement = scheduler::place(current, request, count, random);
        std::vector<std::string> names;
        for (const auto& id : placement.instances)
            names.push_back(name(id));
        if (placement.refusal)
            names.push_back(placement.refusal->reason);
        return names;
    }

    std::map<std::string, model::ContainerInstance> instances;
    std::vector<std::shared_ptr<model::TaskSpec>> specs;
    std::vector<std::shared_ptr<model::Task>> tasks;
    std::vector<std::shared_ptr<model::ServiceRevision>> revisions;
    std::vector<std::shared_ptr<model::Deployment>> deployments;
    std::map<std::string, model::Service> services;
    model::State built;
    Random random{ 3 };
    RowId rows = 0;
    std::uint64_t numbers = 100;
};

inline scheduler::PlacementRequest request(
    std::int64_t memory, std::vector<scheduler::Strategy> strategies = {}, std::string group = "service:s")
{
    scheduler::PlacementRequest made;
    made.cluster = "default";
    made.group = std::move(group);
    made.need.memory = memory;
    made.strategies = std::move(strategies);
    return made;
}

inline const scheduler::Strategy kZones{ scheduler::Strategy::Kind::Spread, "attribute:ecs.availability-zone" };
inline const scheduler::Strategy kHosts{ scheduler::Strategy::Kind::Spread, "instanceId" };
inline const scheduler::Strategy kMemory{ scheduler::Strategy::Kind::Binpack, "memory" };
inline const scheduler::Strategy kCpu{ scheduler::Strategy::Kind::Binpack, "cpu" };
inline const scheduler::Strategy kRandom{ scheduler::Strategy::Kind::Random, {} };

// Four instances in two zones, one task of the service s on a1.
inline Yard two_zones()
{
    Yard yard;
    yard.instance("a1", "a", 3600);
    yard.instance("a2", "a", 1000);
    yard.instance("b1", "b", 2500);
    yard.instance("b2", "b", 500);
    yard.task("a1", "service:s", 600);
    return yard;
}

} // namespace quayside::test
