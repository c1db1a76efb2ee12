#include "ui/pages/facts_of.h"

#include "ui/look/text.h"

#include <QObject>
#include <QStringList>

namespace quayside::ui {

namespace {

QString joined(const std::vector<std::string>& words)
{
    QStringList parts;
    for (const auto& word : words)
        parts << from_utf8(word);
    return parts.join(u' ');
}

QString limits_text(const model::ContainerDefinition& container)
{
    QStringList parts;
    if (container.cpu > 0)
        parts << cpu_text(static_cast<double>(container.cpu));
    if (container.memory_reservation > 0)
        parts << QObject::tr("%1 reserved").arg(memory_text(static_cast<double>(container.memory_reservation)));
    if (container.memory > 0)
        parts << QObject::tr("%1 at most").arg(memory_text(static_cast<double>(container.memory)));
    return parts.isEmpty() ? QObject::tr("not set") : parts.join(QStringLiteral(", "));
}

void add_definition_facts(std::vector<Fact>& facts, const model::ContainerDefinition& container)
{
    facts.push_back(
        { .label = QObject::tr("Image"), .value = from_utf8(container.image), .mono = true, .wraps = true });
    facts.push_back({ .label = QObject::tr("Size"), .value = limits_text(container) });
    facts.push_back(
        { .label = QObject::tr("Essential"), .value = container.essential ? QObject::tr("yes") : QObject::tr("no") });
    if (!container.command.empty())
        facts.push_back(
            { .label = QObject::tr("Command"), .value = joined(container.command), .mono = true, .wraps = true });
    for (const auto& variable : container.environment)
        facts.push_back(
            { .label = from_utf8(variable.name), .value = from_utf8(variable.value), .mono = true, .wraps = true });
}

QString port_text(const model::NetworkBinding& binding)
{
    return QObject::tr("%1 on host port %2, %3")
        .arg(binding.container_port)
        .arg(binding.host_port)
        .arg(from_utf8(to_string(binding.protocol)));
}

void add_running_facts(std::vector<Fact>& facts, const model::Container& container, TimePoint now)
{
    if (container.exit_code)
        facts.push_back({ .label = QObject::tr("Exit code"), .value = QString::number(*container.exit_code) });
    if (!container.reason.empty())
        facts.push_back({ .label = QObject::tr("Reason"), .value = from_utf8(container.reason), .wraps = true });
    if (container.health != model::HealthStatus::Unknown)
        facts.push_back({ .label = QObject::tr("Health"), .value = {}, .state = state_of(container.health) });
    for (const auto& binding : container.network_bindings)
        facts.push_back({ .label = QObject::tr("Port"), .value = port_text(binding) });
    if (container.started_at != kNever)
        facts.push_back({ .label = QObject::tr("Started"),
            .value = QObject::tr("%1 ago").arg(age_text(container.started_at, now)) });
    if (!container.runtime_id.empty())
        facts.push_back(
            { .label = QObject::tr("Container id"), .value = from_utf8(container.runtime_id).left(12), .mono = true });
}

std::vector<FactSection> facts_of_task(const model::Task& task, TimePoint now)
{
    std::vector<FactSection> sections;
    const auto& definitions
        = task.spec->definition ? task.spec->definition->containers : std::vector<model::ContainerDefinition>();
    for (std::size_t i = 0; i < task.containers.size() && i < definitions.size(); ++i) {
        FactSection section{ .title = from_utf8(definitions[i].name), .state = state_of(task.containers[i]) };
        add_running_facts(section.facts, task.containers[i], now);
        add_definition_facts(section.facts, model::effective_container(*task.spec, i));
        sections.push_back(std::move(section));
    }
    return sections;
}

} // namespace

std::vector<FactSection> container_facts(const model::State& state, const ObjectRef& ref, TimePoint now)
{
    if (const auto task = find_task(state, ref))
        return facts_of_task(*task, now);
    std::vector<FactSection> sections;
    if (const auto definition = find_definition(state, ref)) {
        for (const auto& container : definition->containers) {
            FactSection section{ .title = from_utf8(container.name) };
            add_definition_facts(section.facts, container);
            sections.push_back(std::move(section));
        }
    }
    return sections;
}

} // namespace quayside::ui
