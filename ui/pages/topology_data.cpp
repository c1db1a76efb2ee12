#include "ui/pages/topology_data.h"

#include "ui/look/icons.h"
#include "ui/look/text.h"
#include "ui/pages/figures.h"
#include "ui/pages/object_ref.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>

namespace quayside::ui {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Topology)
};

bool is_on(const model::Task& task)
{
    return task.last_status < model::TaskStatus::Stopped;
}

double of(const model::Resources& resources, TopologySize size)
{
    return static_cast<double>(size == TopologySize::Cpu ? resources.cpu : resources.memory);
}

double used_share(const LiveUse& use, const Id& id, const model::Resources& reserved, TopologySize size)
{
    const auto* recent = use.find(id);
    const double whole = of(reserved, size);
    if (!recent || whole <= 0)
        return kUnknown;
    return (size == TopologySize::Cpu ? recent->last.cpu : recent->last.memory) / whole;
}

StateGlyph glyph_of_task(const model::Task& task, const model::ContainerInstance& instance)
{
    const auto glyph = state_of(task).glyph;
    if (glyph != StateGlyph::Healthy)
        return glyph;
    return instance.status == model::ContainerInstanceStatus::Draining ? StateGlyph::Draining : StateGlyph::None;
}

QString hue_name(const model::TaskSpec& spec, TopologyHue hue)
{
    const bool by_service = hue == TopologyHue::Service && !spec.service.empty();
    return from_utf8(by_service ? spec.service : spec.definition_key.family);
}

using Hues = std::map<QString, int>;

// The colour of each name is its own while there are enough of them.
Hues hues_of(const model::State& state, const std::string& cluster, TopologyHue hue)
{
    Hues hues;
    for (const auto& [id, task] : state.tasks())
        if (is_on(*task) && task->spec->cluster == cluster)
            hues.emplace(hue_name(*task->spec, hue), 0);
    int next = 0;
    for (auto& [name, number] : hues)
        number = next++ % (kHues - 1);
    return hues;
}

TopologyTask task_of(const model::Task& task, const model::ContainerInstance& instance, const TopologyChoice& choice,
    const Hues& hues, const LiveUse& use)
{
    const auto& spec = *task.spec;
    const auto reserved = model::reservation(spec);
    const double whole = std::max(of(instance.registered, choice.size), 1.0);
    TopologyTask shown;
    shown.id = task.id;
    shown.name = from_utf8(ObjectRef::to(*spec.definition).name);
    shown.hue = hues.at(hue_name(spec, choice.hue));
    shown.share = of(reserved, choice.size) / whole;
    shown.used = used_share(use, task.id, reserved, choice.size);
    shown.glyph = glyph_of_task(task, instance);
    return shown;
}

std::vector<TopologyTask> tasks_on(const model::State& state, const model::ContainerInstance& instance,
    const TopologyChoice& choice, const Hues& hues, const LiveUse& use)
{
    std::vector<TopologyTask> tasks;
    for (const Id& id : state.tasks_on(instance.id))
        if (const auto task = state.tasks().find(id); task && is_on(*task))
            tasks.push_back(task_of(*task, instance, choice, hues, use));
    std::ranges::sort(tasks, [](const TopologyTask& a, const TopologyTask& b) {
        return std::tuple(-a.share, a.name, a.id) < std::tuple(-b.share, b.name, b.id);
    });
    return tasks;
}

QString size_text(const model::Resources& registered)
{
    return QStringLiteral("%1 \u00b7 %2")
        .arg(cpu_text(static_cast<double>(registered.cpu)), memory_text(static_cast<double>(registered.memory)));
}

TopologyInstance instance_of(const model::State& state, const model::ContainerInstance& instance,
    const TopologyChoice& choice, const Hues& hues, const LiveUse& instances, const LiveUse& tasks)
{
    const auto cpu = cpu_of(state, instance, &instances);
    const auto memory = memory_of(state, instance, &instances);
    const bool by_cpu = choice.size == TopologySize::Cpu;
    const auto& usage = state.usage_of(instance.id);
    const auto free = by_cpu ? instance.registered.cpu - usage.cpu : instance.registered.memory - usage.memory;
    TopologyInstance shown;
    shown.id = instance.id;
    shown.name = from_utf8(instance.name);
    shown.state = state_of(instance);
    shown.size = size_text(instance.registered);
    shown.free = Words::tr("%1 free").arg(
        by_cpu ? cpu_text(static_cast<double>(free)) : memory_text(static_cast<double>(free)));
    shown.weight = of(instance.registered, choice.size);
    shown.shown = by_cpu ? cpu : memory;
    shown.other = by_cpu ? memory : cpu;
    shown.tasks = tasks_on(state, instance, choice, hues, tasks);
    return shown;
}

// What the instances of a zone have and have promised.
struct Sums {
    model::Resources registered, reserved;

    QString note() const
    {
        const auto share = [](std::int64_t part, std::int64_t whole) {
            return percent_text(whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : kUnknown);
        };
        return Words::tr("CPU %1 \u00b7 memory %2 reserved")
            .arg(share(reserved.cpu, registered.cpu), share(reserved.memory, registered.memory));
    }
};

QString of_text(double part, double whole)
{
    return Words::tr("%1 of %2 reserved").arg(part, 0, 'f', 0).arg(whole, 0, 'f', 0);
}

QString used_text(double used)
{
    return std::isnan(used) ? QString() : Words::tr("%1 used").arg(percent_text(used));
}

TopologyFacts facts_of_instance(const model::State& state, const model::ContainerInstance& instance, const LiveUse& use)
{
    const auto& usage = state.usage_of(instance.id);
    const auto cpu = cpu_of(state, instance, &use);
    const auto memory = memory_of(state, instance, &use);
    int tasks = 0;
    int pending = 0;
    for (const Id& id : state.tasks_on(instance.id)) {
        const auto task = state.tasks().find(id);
        tasks += is_on(*task) ? 1 : 0;
        pending += task->last_status < model::TaskStatus::Running ? 1 : 0;
    }
    TopologyFacts facts;
    facts.icon = icon(Glyph::Instance, Role::Accent);
    facts.title = from_utf8(instance.name);
    facts.state = state_of(instance);
    facts.note = from_utf8(instance.availability_zone);
    facts.lines = {
        { Words::tr("CPU"), of_text(static_cast<double>(usage.cpu), static_cast<double>(instance.registered.cpu)),
            used_text(cpu.used) },
        { Words::tr("Memory"),
            of_text(static_cast<double>(usage.memory), static_cast<double>(instance.registered.memory)),
            used_text(memory.used) },
        { Words::tr("Tasks"), QString::number(tasks), pending > 0 ? Words::tr("%1 pending").arg(pending) : QString() },
    };
    facts.hint = Words::tr("Enter opens, Menu has more");
    return facts;
}

TopologyFacts facts_of_task(const model::State& state, const model::Task& task, const LiveUse& use)
{
    const auto reserved = model::reservation(*task.spec);
    TopologyFacts facts;
    facts.icon = icon(Glyph::Task, Role::Accent);
    facts.title = from_utf8(ObjectRef::to(*task.spec->definition).name);
    facts.state = state_of(task);
    facts.note = short_id(from_utf8(task.id.hex()));
    const auto instance = state.container_instances().find(task.container_instance);
    facts.lines = {
        { Words::tr("Service"), task.spec->service.empty() ? Words::tr("none") : from_utf8(task.spec->service),
            instance ? Words::tr("on %1").arg(from_utf8(instance->name)) : QString() },
        { Words::tr("CPU"), Words::tr("%1 reserved").arg(reserved.cpu),
            used_text(used_share(use, task.id, reserved, TopologySize::Cpu)) },
        { Words::tr("Memory"), Words::tr("%1 reserved").arg(memory_text(static_cast<double>(reserved.memory))),
            used_text(used_share(use, task.id, reserved, TopologySize::Memory)) },
    };
    facts.hint = Words::tr("Enter opens, Menu has more");
    return facts;
}

} // namespace

TopologyZones topology_of(const model::State& state, const std::string& cluster, const TopologyChoice& choice,
    const LiveUse& instances, const LiveUse& tasks)
{
    const auto hues = hues_of(state, cluster, choice.hue);
    std::map<QString, TopologyZone> zones;
    std::map<QString, Sums> sums;
    for (const Id& id : state.instances_in(cluster)) {
        const auto instance = state.container_instances().find(id);
        if (instance->status == model::ContainerInstanceStatus::Inactive)
            continue;
        const auto name = from_utf8(instance->availability_zone);
        const auto& usage = state.usage_of(id);
        auto& sum = sums[name];
        sum.registered.cpu += instance->registered.cpu;
        sum.registered.memory += instance->registered.memory;
        sum.reserved.cpu += usage.cpu;
        sum.reserved.memory += usage.memory;
        zones[name].instances.push_back(instance_of(state, *instance, choice, hues, instances, tasks));
    }
    TopologyZones topology;
    for (auto& [name, zone] : zones) {
        zone.name = name.isEmpty() ? Words::tr("No zone") : name;
        zone.note = sums[name].note();
        std::ranges::sort(
            zone.instances, {}, [](const auto& instance) { return std::tuple(instance.name, instance.id); });
        topology.push_back(std::move(zone));
    }
    return topology;
}

std::vector<model::TaskPtr> unplaced_tasks(const model::State& state, const std::string& cluster)
{
    std::vector<model::TaskPtr> waiting;
    for (const auto& [id, task] : state.tasks())
        if (task->container_instance.is_null() && is_on(*task) && task->spec->cluster == cluster)
            waiting.push_back(task);
    return waiting;
}

TopologyFacts facts_of(
    const model::State& state, const TopologyItem& item, const LiveUse& instances, const LiveUse& tasks)
{
    if (const auto task = state.tasks().find(item.task))
        return facts_of_task(state, *task, tasks);
    const auto instance = state.container_instances().find(item.instance);
    return instance ? facts_of_instance(state, *instance, instances) : TopologyFacts();
}

} // namespace quayside::ui
