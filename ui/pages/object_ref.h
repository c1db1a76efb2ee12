#pragma once

#include "core/base/id.h"
#include "core/model/state.h"
#include "ui/look/icons.h"
#include "ui/look/states.h"

#include <QIcon>
#include <QString>

#include <string>

namespace quayside::ui {

// Names one thing that can be selected, shown in the details pane and returned to.
struct ObjectRef {
    enum class Kind : std::uint8_t {
        None,
        Cluster,
        Instance,
        TaskDefinition,
        Task,
        Engine,
        Event,
        Service,
        Deployment,
        CapacityProvider
    };

    Kind kind = Kind::None;
    std::string name; // of a cluster; family:revision; the row of an event; cluster/service; a deployment's number
    Id id; // of a container instance, task or engine
    bool explain = false; // of a task or service: why it is placed as it is, or not

    bool operator==(const ObjectRef&) const = default;
    explicit operator bool() const { return kind != Kind::None; }

    static ObjectRef to(const model::Cluster& cluster) { return { Kind::Cluster, cluster.name, {} }; }
    static ObjectRef to(const model::ContainerInstance& instance) { return { Kind::Instance, {}, instance.id }; }
    static ObjectRef to(const model::TaskDefinition& definition);
    static ObjectRef to(const model::Task& task) { return { Kind::Task, {}, task.id }; }
    static ObjectRef to(const model::Engine& engine) { return { Kind::Engine, {}, engine.id }; }
    static ObjectRef to(const model::Event& event) { return { Kind::Event, std::to_string(event.row), {} }; }
    static ObjectRef to(const model::Service& service) { return to(service.key()); }
    static ObjectRef to(const model::Service::Key& key) { return { Kind::Service, key.cluster + '/' + key.name, {} }; }
    static ObjectRef to(const model::Deployment& deployment)
    {
        return { Kind::Deployment, std::to_string(deployment.number), {} };
    }
    static ObjectRef to(const model::CapacityProvider& provider)
    {
        return { Kind::CapacityProvider, provider.name, {} };
    }
};

std::shared_ptr<const model::Cluster> find_cluster(const model::State& state, const ObjectRef& ref);
std::shared_ptr<const model::ContainerInstance> find_instance(const model::State& state, const ObjectRef& ref);
model::TaskDefinitionPtr find_definition(const model::State& state, const ObjectRef& ref);
model::TaskPtr find_task(const model::State& state, const ObjectRef& ref);
std::shared_ptr<const model::Engine> find_engine(const model::State& state, const ObjectRef& ref);
std::shared_ptr<const model::Event> find_event(const model::State& state, const ObjectRef& ref);
model::ServicePtr find_service(const model::State& state, const ObjectRef& ref);
model::DeploymentPtr find_deployment(const model::State& state, const ObjectRef& ref);
std::shared_ptr<const model::CapacityProvider> find_provider(const model::State& state, const ObjectRef& ref);

bool exists(const model::State& state, const ObjectRef& ref);

// What people call it: "harbour", "quay-a1", "web:13", "task 9e41c07b".
QString title_of(const model::State& state, const ObjectRef& ref);
Glyph glyph_of(ObjectRef::Kind kind);
StateWord state_of(const model::State& state, const ObjectRef& ref); // no word where there is none

// How events name the same thing.
std::string event_object(const model::State& state, const ObjectRef& ref);

} // namespace quayside::ui
