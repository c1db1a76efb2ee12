#include "ui/pages/facts_of.h"

#include "ui/look/text.h"
#include "ui/pages/figures.h"
#include "ui/pages/instance_text.h"
#include "ui/pages/kept_facts.h"
#include "ui/pages/rows.h"
#include "ui/pages/service_facts.h"
#include "ui/pages/service_state.h"
#include "ui/pages/stop_words.h"

#include <QObject>

#include <algorithm>
#include <iterator>

namespace quayside::ui {

namespace {

using Facts = std::vector<Fact>;

Fact age_fact(const QString& label, TimePoint at, TimePoint now)
{
    return { .label = label,
        .value = at == kNever ? dash() : QObject::tr("%1 ago, %2").arg(age_text(at, now), local_date_time(at)) };
}

void add_if(Facts& facts, const QString& label, const std::string& value, bool wraps = false)
{
    if (!value.empty())
        facts.push_back({ .label = label, .value = from_utf8(value), .wraps = wraps });
}

Fact cluster_link(const std::string& cluster)
{
    return {
        .label = QObject::tr("Cluster"), .value = from_utf8(cluster), .link = { ObjectRef::Kind::Cluster, cluster, {} }
    };
}

FactSection tags_section(const model::Tags& tags)
{
    FactSection section{ .title = QObject::tr("Tags") };
    for (const auto& tag : tags)
        section.facts.push_back({ .label = from_utf8(tag.key), .value = from_utf8(tag.value) });
    return section;
}

std::vector<FactSection> with_tags(std::vector<FactSection> sections, const model::Tags& tags)
{
    if (!tags.empty())
        sections.push_back(tags_section(tags));
    return sections;
}

std::vector<FactSection> with_kept(std::vector<FactSection> sections, std::vector<FactSection> kept)
{
    std::ranges::move(kept, std::back_inserter(sections));
    return sections;
}

// Programs in containers find the metadata endpoint and the credentials of a role at an address of this machine; those
// on another over a relay, which needs a network of its own.
bool reaches_this_machine(const model::Engine& engine)
{
    return engine.endpoint.starts_with("unix://");
}

std::string role_of(const model::TaskSpec& spec)
{
    const auto named = [](const Json& json) {
        const auto found = json.find("taskRoleArn");
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const auto role = named(spec.overrides);
    return role.empty() && spec.definition ? named(spec.definition->document) : role;
}

void add_role(Facts& facts, const model::State& state, const model::Task& task)
{
    const auto role = role_of(*task.spec);
    add_if(facts, QObject::tr("Role"), role.substr(role.rfind('/') + 1));
    const auto instance = state.container_instances().find(task.container_instance);
    const auto engine = instance ? state.engines().find(instance->engine) : nullptr;
    const auto mode = task.spec->definition ? task.spec->definition->network_mode : model::NetworkMode::Bridge;
    const bool has_network = mode == model::NetworkMode::Bridge || mode == model::NetworkMode::Awsvpc;
    if (!role.empty() && !has_network && engine && engine->kind == model::EngineKind::Docker
        && !reaches_this_machine(*engine))
        facts.push_back({ .label = QObject::tr("Credentials"),
            .value = QObject::tr("None: its engine is on another machine, and in the network mode %1 it does not reach "
                                 "the relay there")
                         .arg(from_utf8(to_string(mode))),
            .wraps = true });
}

std::vector<FactSection> facts_of(const model::State& state, const model::Task& task, TimePoint now)
{
    Facts facts;
    facts.push_back({ .label = QObject::tr("Status"), .value = {}, .state = state_of(task) });
    if (task.last_status < model::TaskStatus::Stopped)
        facts.push_back(
            { .label = QObject::tr("Desired"), .value = sentence_case(from_utf8(to_string(task.desired_status))) });
    add_if(facts, QObject::tr("Stop reason"), task.stopped_reason, true);
    const auto words = stop_words(task);
    for (const auto& [label, text] :
        { std::pair(QObject::tr("That means"), words.cause), std::pair(QObject::tr("What to do"), words.advice) })
        if (!text.isEmpty())
            facts.push_back({ .label = label, .value = text, .wraps = true });
    if (task.unknown)
        facts.push_back({ .label = QObject::tr("Engine"),
            .value = QObject::tr("does not answer, so the state is as last known"),
            .wraps = true });
    const auto& key = task.spec->definition_key;
    const std::string name = key.family + ":" + std::to_string(key.revision);
    facts.push_back({ .label = QObject::tr("Task definition"),
        .value = from_utf8(name),
        .link = { ObjectRef::Kind::TaskDefinition, name, {} } });
    if (const auto instance = state.container_instances().find(task.container_instance)) {
        facts.push_back(
            { .label = QObject::tr("Instance"), .value = from_utf8(instance->name), .link = ObjectRef::to(*instance) });
        add_if(facts, QObject::tr("Zone"), instance->availability_zone);
    }
    facts.push_back(cluster_link(task.spec->cluster));
    add_if(facts, QObject::tr("Group"), task.spec->group);
    if (!task.spec->service.empty())
        facts.push_back({ .label = QObject::tr("Service"),
            .value = from_utf8(task.spec->service),
            .link = ObjectRef::to(model::Service::Key{ task.spec->cluster, task.spec->service }) });
    add_if(facts, QObject::tr("Started by"), task.spec->started_by);
    add_if(facts, QObject::tr("Provider"), task.spec->capacity_provider);
    add_role(facts, state, task);
    if (task.protected_until > now)
        facts.push_back({ .label = QObject::tr("Protected"),
            .value = QObject::tr("from scale-in and deployments until %1").arg(local_date_time(task.protected_until)),
            .wraps = true });
    const auto reserved = model::reservation(*task.spec);
    if (task.started_at != kNever && task.stopped_at != kNever)
        facts.push_back({ .label = QObject::tr("Ran for"), .value = duration_text(task.stopped_at - task.started_at) });
    if (reserved.cpu > 0 || reserved.memory > 0)
        facts.push_back({ .label = QObject::tr("Reserved"),
            .value = QObject::tr("%1, %2").arg(
                cpu_text(static_cast<double>(reserved.cpu)), memory_text(static_cast<double>(reserved.memory))) });
    FactSection times{ .title = QObject::tr("Times") };
    times.facts.push_back(age_fact(QObject::tr("Created"), task.created_at, now));
    times.facts.push_back(age_fact(QObject::tr("Started"), task.started_at, now));
    if (task.stopped_at != kNever)
        times.facts.push_back(age_fact(QObject::tr("Stopped"), task.stopped_at, now));
    FactSection identity{ .title = QObject::tr("Identity") };
    identity.facts.push_back({ .label = QObject::tr("Id"), .value = from_utf8(task.id.hex()), .mono = true });
    return with_kept(with_tags({ { .title = {}, .facts = std::move(facts) }, std::move(times), std::move(identity) },
                         task.spec->tags),
        kept_sections(*task.spec));
}

std::vector<FactSection> facts_of(const model::State& state, const model::ContainerInstance& instance, TimePoint now)
{
    const auto& usage = state.usage_of(instance.id);
    const auto share = [](std::int64_t reserved, std::int64_t registered, QString (*text)(double)) {
        return QObject::tr("%1 of %2 reserved")
            .arg(text(static_cast<double>(reserved)), text(static_cast<double>(registered)));
    };
    Facts facts;
    facts.push_back({ .label = QObject::tr("Status"), .value = {}, .state = state_of(instance) });
    facts.push_back({ .label = QObject::tr("Agent"),
        .value = instance.agent_connected ? QObject::tr("connected") : QObject::tr("not connected") });
    facts.push_back({ .label = QObject::tr("Tasks"),
        .value = QObject::tr("%1 running, %2 pending").arg(usage.running).arg(usage.pending) });
    facts.push_back({ .label = QObject::tr("CPU"), .value = share(usage.cpu, instance.registered.cpu, &cpu_text) });
    facts.push_back(
        { .label = QObject::tr("Memory"), .value = share(usage.memory, instance.registered.memory, &memory_text) });
    facts.push_back(cluster_link(instance.cluster));
    if (const auto engine = state.engines().find(instance.engine))
        facts.push_back(
            { .label = QObject::tr("Engine"), .value = from_utf8(engine->name), .link = ObjectRef::to(*engine) });
    add_if(facts, QObject::tr("Zone"), instance.availability_zone);
    facts.push_back({ .label = QObject::tr("Launch type"), .value = launch_type_text(instance.launch_type) });
    if (!instance.capacity_provider.empty())
        facts.push_back({ .label = QObject::tr("Provider"),
            .value = from_utf8(instance.capacity_provider),
            .link = { ObjectRef::Kind::CapacityProvider, instance.capacity_provider, {} } });
    facts.push_back({ .label = QObject::tr("Dynamic ports"),
        .value = QObject::tr("%1 to %2").arg(instance.first_dynamic_port).arg(instance.last_dynamic_port) });
    facts.push_back(age_fact(QObject::tr("Registered"), instance.registered_at, now));
    facts.push_back({ .label = QObject::tr("Id"), .value = from_utf8(instance.id.hex()), .mono = true });
    FactSection attributes{ .title = QObject::tr("Attributes") };
    for (const auto& attribute : instance.attributes)
        attributes.facts.push_back({ .label = from_utf8(attribute.name), .value = from_utf8(attribute.value) });
    return with_tags({ { .title = {}, .facts = std::move(facts) }, std::move(attributes) }, instance.tags);
}

FactSection revisions_section(const model::State& state, const std::string& family)
{
    constexpr std::size_t most = 20;
    FactSection section{ .title = QObject::tr("Revisions") };
    const auto found = state.families().find(family);
    if (found == state.families().end())
        return section;
    for (auto revision = found->second.rbegin(); revision != found->second.rend(); ++revision) {
        if (section.facts.size() == most)
            break;
        section.facts.push_back({ .label = sentence_case(from_utf8(to_string(revision->second->status))),
            .value = from_utf8(model::short_name(*revision->second)),
            .link = ObjectRef::to(*revision->second) });
    }
    return section;
}

std::vector<FactSection> facts_of(const model::State& state, const model::TaskDefinition& definition, TimePoint now)
{
    const auto size = size_of(definition);
    Facts facts;
    facts.push_back({ .label = QObject::tr("Status"), .value = {}, .state = state_of(definition) });
    facts.push_back({ .label = QObject::tr("Size"),
        .value = QObject::tr("%1, %2").arg(
            cpu_text(static_cast<double>(size.cpu)), memory_text(static_cast<double>(size.memory))) });
    facts.push_back({ .label = QObject::tr("Network"), .value = from_utf8(to_string(definition.network_mode)) });
    facts.push_back({ .label = QObject::tr("Containers"), .value = QString::number(definition.containers.size()) });
    facts.push_back(age_fact(QObject::tr("Registered"), definition.registered_at, now));
    add_if(facts, QObject::tr("Note"), definition.note, true);
    return with_kept(
        with_tags({ { .title = {}, .facts = std::move(facts) }, revisions_section(state, definition.family) },
            definition.tags),
        kept_sections(definition));
}

std::vector<FactSection> facts_of(const model::State& state, const model::Cluster& cluster, TimePoint now)
{
    const auto counts = state.counts_in(cluster.name);
    const auto figures = figures_of(state, cluster.name, nullptr);
    Facts facts;
    facts.push_back({ .label = QObject::tr("Status"), .value = {}, .state = state_of(cluster) });
    facts.push_back({ .label = QObject::tr("Tasks"),
        .value = QObject::tr("%1 running, %2 pending").arg(counts.running).arg(counts.pending) });
    facts.push_back({ .label = QObject::tr("Instances"), .value = QString::number(figures.instances) });
    facts.push_back({ .label = QObject::tr("CPU"),
        .value
        = QObject::tr("%1 of %2 reserved").arg(cpu_text(figures.cpu_reserved), cpu_text(figures.cpu_registered)) });
    facts.push_back({ .label = QObject::tr("Memory"),
        .value = QObject::tr("%1 of %2 reserved")
                     .arg(memory_text(figures.memory_reserved), memory_text(figures.memory_registered)) });
    facts.push_back(age_fact(QObject::tr("Created"), cluster.created_at, now));
    return with_tags({ { .title = {}, .facts = std::move(facts) } }, cluster.tags);
}

std::vector<FactSection> facts_of(const model::State& state, const model::Engine& engine, TimePoint now)
{
    Facts facts;
    facts.push_back({ .label = QObject::tr("Status"), .value = {}, .state = state_of(engine) });
    if (!engine.connected)
        add_if(facts, QObject::tr("Problem"), engine.problem, true);
    facts.push_back({ .label = QObject::tr("Kind"), .value = sentence_case(from_utf8(to_string(engine.kind))) });
    add_if(facts, QObject::tr("Endpoint"), engine.endpoint);
    add_if(facts, QObject::tr("Version"), engine.version);
    add_if(facts, QObject::tr("System"), engine.operating_system);
    add_if(facts, QObject::tr("Architecture"), engine.architecture);
    facts.push_back({ .label = QObject::tr("Size"),
        .value = QObject::tr("%1 CPUs, %2").arg(engine.cpus).arg(memory_text(static_cast<double>(engine.memory))) });
    facts.push_back(age_fact(QObject::tr("Added"), engine.registered_at, now));
    if (engine.kind == model::EngineKind::Docker && !reaches_this_machine(engine))
        facts.push_back({ .label = QObject::tr("Inside tasks"),
            .value = QObject::tr("Tasks with a role find the metadata endpoint and their credentials over a relay in a "
                                 "container there. Tasks without a role, or in host mode, find none"),
            .wraps = true });
    FactSection instances{ .title = QObject::tr("Container instances") };
    for (const auto& id : state.instances_of(engine.id))
        if (const auto instance = state.container_instances().find(id))
            instances.facts.push_back({ .label = from_utf8(instance->cluster),
                .value = from_utf8(instance->name),
                .link = ObjectRef::to(*instance) });
    return { { .title = {}, .facts = std::move(facts) }, std::move(instances) };
}

ObjectRef subject_of(const model::State& state, const model::Event& event)
{
    const auto id = Id::parse(event.object);
    if (event.kind == model::EventKind::Service)
        return ObjectRef::to(model::Service::Key{ event.cluster, event.object });
    if (id && event.kind == model::EventKind::Instance)
        return { ObjectRef::Kind::Instance, {}, *id };
    if (id)
        return { ObjectRef::Kind::Task, {}, *id };
    const ObjectRef definition{ ObjectRef::Kind::TaskDefinition, event.object, {} };
    return find_definition(state, definition) ? definition : ObjectRef{};
}

std::vector<FactSection> facts_of(const model::State& state, const model::Event& event)
{
    Facts facts;
    facts.push_back({ .label = QObject::tr("Severity"), .value = {}, .state = state_of(event.severity) });
    facts.push_back({ .label = QObject::tr("Time"), .value = local_date_time(event.at) });
    if (!event.cluster.empty())
        facts.push_back(cluster_link(event.cluster));
    if (const auto subject = subject_of(state, event); exists(state, subject))
        facts.push_back({ .label = QObject::tr("Object"), .value = title_of(state, subject), .link = subject });
    else
        add_if(facts, QObject::tr("Object"), event.object);
    add_if(facts, QObject::tr("Message"), event.message, true);
    if (tells_of_no_place(event)) {
        ObjectRef why = subject_of(state, event);
        why.explain = true;
        facts.push_back({ .label = QObject::tr("Evidence"), .value = QObject::tr("Explain placement"), .link = why });
    }
    return { { .title = {}, .facts = std::move(facts) } };
}

} // namespace

std::vector<FactSection> overview_facts(const model::State& state, const model::Task& task, TimePoint now)
{
    return facts_of(state, task, now);
}

std::vector<FactSection> overview_facts(const model::State& state, const ObjectRef& ref, TimePoint now)
{
    if (const auto task = find_task(state, ref))
        return facts_of(state, *task, now);
    if (const auto instance = find_instance(state, ref))
        return facts_of(state, *instance, now);
    if (const auto definition = find_definition(state, ref))
        return facts_of(state, *definition, now);
    if (const auto cluster = find_cluster(state, ref))
        return facts_of(state, *cluster, now);
    if (const auto engine = find_engine(state, ref))
        return facts_of(state, *engine, now);
    if (const auto event = find_event(state, ref))
        return facts_of(state, *event);
    if (const auto service = find_service(state, ref))
        return service_facts(state, *service, now);
    if (const auto deployment = find_deployment(state, ref))
        return deployment_facts(state, *deployment, now);
    if (const auto provider = find_provider(state, ref))
        return provider_facts(*provider, now);
    return {};
}

} // namespace quayside::ui
