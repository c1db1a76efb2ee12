#include "ui/pages/facts_of.h"

#include "ui/look/text.h"
#include "ui/pages/exit_words.h"

#include <nlohmann/json.hpp>

#include <QObject>
#include <QStringList>

namespace quayside::ui {

namespace {

std::string text_in(const Json& object, const char* member)
{
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

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

// Which variables hold secrets; never what is in them.
void add_secret_facts(std::vector<Fact>& facts, const model::TaskDefinition& definition, std::size_t index)
{
    const auto containers = definition.document.find("containerDefinitions");
    if (containers == definition.document.end() || !containers->is_array() || index >= containers->size())
        return;
    const Json& container = (*containers)[index];
    const auto secrets = container.find("secrets");
    if (secrets == container.end() || !secrets->is_array())
        return;
    for (const Json& secret : *secrets)
        if (secret.is_object())
            facts.push_back({ .label = from_utf8(text_in(secret, "name")),
                .value = QObject::tr("•••••• from %1").arg(from_utf8(text_in(secret, "valueFrom"))),
                .mono = true,
                .wraps = true });
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
    if (container.exit_code) {
        const QString words = exit_words(*container.exit_code);
        const QString code = QString::number(*container.exit_code);
        facts.push_back({ .label = QObject::tr("Exit code"),
            .value = words.isEmpty() ? code : code + QStringLiteral(": ") + words,
            .wraps = true });
    }
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

} // namespace

std::vector<FactSection> container_facts(const model::Task& task, TimePoint now)
{
    std::vector<FactSection> sections;
    const auto& definitions
        = task.spec->definition ? task.spec->definition->containers : std::vector<model::ContainerDefinition>();
    for (std::size_t i = 0; i < task.containers.size() && i < definitions.size(); ++i) {
        FactSection section{ .title = from_utf8(definitions[i].name), .state = state_of(task.containers[i]) };
        add_running_facts(section.facts, task.containers[i], now);
        add_definition_facts(section.facts, model::effective_container(*task.spec, i));
        add_secret_facts(section.facts, *task.spec->definition, i);
        sections.push_back(std::move(section));
    }
    return sections;
}

std::vector<FactSection> container_facts(const model::State& state, const ObjectRef& ref, TimePoint now)
{
    if (const auto task = find_task(state, ref))
        return container_facts(*task, now);
    std::vector<FactSection> sections;
    if (const auto definition = find_definition(state, ref)) {
        for (std::size_t i = 0; i < definition->containers.size(); ++i) {
            const auto& container = definition->containers[i];
            FactSection section{ .title = from_utf8(container.name) };
            add_definition_facts(section.facts, container);
            add_secret_facts(section.facts, *definition, i);
            sections.push_back(std::move(section));
        }
    }
    return sections;
}

} // namespace quayside::ui
