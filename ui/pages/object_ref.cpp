#include "ui/pages/object_ref.h"

#include "ui/look/text.h"

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

bool exists(const model::State& state, const ObjectRef& ref)
{
    return find_cluster(state, ref) || find_instance(state, ref) || find_definition(state, ref) || find_task(state, ref)
        || find_engine(state, ref) || find_event(state, ref);
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
    return {};
}

std::string event_object(const model::State& state, const ObjectRef& ref)
{
    if (ref.kind == Kind::Task || ref.kind == Kind::Instance)
        return ref.id.hex();
    if (const auto engine = find_engine(state, ref))
        return engine->name;
    return ref.name;
}

} // namespace quayside::ui
