#include "ui/pages/object_ref.h"

#include "ui/look/text.h"
#include "ui/pages/service_state.h"

#include <QCoreApplication>

#include <charconv>

namespace quayside::ui {

using Kind = ObjectRef::Kind;

ObjectRef ObjectRef::to(const model::TaskDefinition& definition)
{
    return { Kind::TaskDefinition, model::short_name(definition), {} };
}

std::shared_ptr<const model::Cluster> find_cluster(const model::State& state, const ObjectRef& ref)
{
    return ref.kind == Kind::Cluster ? state.clusters().find(ref.name) : nullptr;
}

std::shared_ptr<const model::ContainerInstance> find_instance(const model::State& state, const ObjectRef& ref)
{
    return ref.kind == Kind::Instance ? state.container_instances().find(ref.id) : nullptr;
}

model::TaskDefinitionPtr find_definition(const model::State& state, const ObjectRef& ref)
{
    const auto colon = ref.name.rfind(':');
    if (ref.kind != Kind::TaskDefinition || colon == std::string::npos)
        return nullptr;
    model::TaskDefinition::Key key{ ref.name.substr(0, colon), 0 };
    std::from_chars(ref.name.data() + colon + 1, ref.name.data() + ref.name.size(), key.revision);
    return state.task_definitions().find(key);
}

model::TaskPtr find_task(const model::State& state, const ObjectRef& ref)
{
    return ref.kind == Kind::Task ? state.tasks().find(ref.id) : nullptr;
}

std::shared_ptr<const model::Engine> find_engine(const model::State& state, const ObjectRef& ref)
{
    return ref.kind == Kind::Engine ? state.engines().find(ref.id) : nullptr;
}

std::shared_ptr<const model::Event> find_event(const model::State& state, const ObjectRef& ref)
{
    if (ref.kind != Kind::Event)
        return nullptr;
    model::Event::Key row = 0;
    std::from_chars(ref.name.data(), ref.name.data() + ref.name.size(), row);
    return state.events().find(row);
}

model::ServicePtr find_service(const model::State& state, const ObjectRef& ref)
{
    const auto slash = ref.name.find('/');
    if (ref.kind != Kind::Service || slash == std::string::npos)
        return nullptr;
    return state.services().find({ ref.name.substr(0, slash), ref.name.substr(slash + 1) });
}

model::DeploymentPtr find_deployment(const model::State& state, const ObjectRef& ref)
{
    if (ref.kind != Kind::Deployment)
        return nullptr;
    model::Deployment::Key number = 0;
    std::from_chars(ref.name.data(), ref.name.data() + ref.name.size(), number);
    return state.deployments().find(number);
}

std::shared_ptr<const model::CapacityProvider> find_provider(const model::State& state, const ObjectRef& ref)
{
    return ref.kind == Kind::CapacityProvider ? state.capacity_providers().find(ref.name) : nullptr;
}

bool exists(const model::State& state, const ObjectRef& ref)
{
    return find_cluster(state, ref) || find_instance(state, ref) || find_definition(state, ref) || find_task(state, ref)
        || find_engine(state, ref) || find_event(state, ref) || find_service(state, ref) || find_deployment(state, ref)
        || find_provider(state, ref);
}

QString title_of(const model::State& state, const ObjectRef& ref)
{
    switch (ref.kind) {
    case Kind::Instance: {
        const auto instance = find_instance(state, ref);
        return instance ? from_utf8(instance->name) : short_id(from_utf8(ref.id.hex()));
    }
    case Kind::Engine: {
        const auto engine = find_engine(state, ref);
        return engine ? from_utf8(engine->name) : short_id(from_utf8(ref.id.hex()));
    }
    case Kind::Task:
        return QCoreApplication::translate("ObjectRef", "task %1").arg(short_id(from_utf8(ref.id.hex())));
    case Kind::Event:
        return QCoreApplication::translate("ObjectRef", "Event");
    case Kind::Service:
        return from_utf8(ref.name.substr(ref.name.find('/') + 1));
    case Kind::Deployment: {
        const auto deployment = find_deployment(state, ref);
        return deployment ? rollout_title(state, *deployment) : from_utf8(ref.name);
    }
    default:
        return from_utf8(ref.name);
    }
}

Glyph glyph_of(Kind kind)
{
    switch (kind) {
    case Kind::Instance:
        return Glyph::Instance;
    case Kind::TaskDefinition:
        return Glyph::TaskDefinition;
    case Kind::Task:
        return Glyph::Task;
    case Kind::Engine:
        return Glyph::Engine;
    case Kind::Event:
        return Glyph::Event;
    case Kind::Service:
        return Glyph::Service;
    case Kind::Deployment:
        return Glyph::Deployment;
    case Kind::CapacityProvider:
        return Glyph::WhatIf;
    default:
        return Glyph::Cluster;
    }
}

StateWord state_of(const model::State& state, const ObjectRef& ref)
{
    if (const auto cluster = find_cluster(state, ref))
        return state_of(*cluster);
    if (const auto instance = find_instance(state, ref))
        return state_of(*instance);
    if (const auto definition = find_definition(state, ref))
        return state_of(*definition);
    if (const auto task = find_task(state, ref))
        return state_of(*task);
    if (const auto engine = find_engine(state, ref))
        return state_of(*engine);
    if (const auto event = find_event(state, ref))
        return state_of(event->severity);
    if (const auto service = find_service(state, ref))
        return state_of(state, *service);
    if (const auto deployment = find_deployment(state, ref))
        return state_of(state, *deployment);
    if (const auto provider = find_provider(state, ref))
        return state_of(*provider);
    return {};
}

std::string event_object(const model::State& state, const ObjectRef& ref)
{
    if (ref.kind == Kind::Task || ref.kind == Kind::Instance)
        return ref.id.hex();
    if (const auto engine = find_engine(state, ref))
        return engine->name;
    if (const auto deployment = find_deployment(state, ref))
        return deployment->service;
    return ref.kind == Kind::Service ? ref.name.substr(ref.name.find('/') + 1) : ref.name;
}

} // namespace quayside::ui
