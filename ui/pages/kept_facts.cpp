#include "ui/pages/kept_facts.h"

#include "ui/look/text.h"

#include <QObject>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside::ui {

namespace {

// Of "containerDefinitions[1].image" the name of the second container; of a volume likewise.
QString owner_of(const QString& path, const Json& definition)
{
    static const QRegularExpression element("^(containerDefinitions|volumes)\\[(\\d+)\\]");
    const auto match = element.match(path);
    if (!match.hasMatch())
        return {};
    const auto list = definition.find(match.captured(1).toStdString());
    const auto index = match.captured(2).toUInt();
    if (list == definition.end() || !list->is_array() || index >= list->size())
        return {};
    const Json name = (*list)[index].value("name", Json());
    return name.is_string() ? from_utf8(name.get<std::string>()) : QString();
}

Fact fact_of(const model::KeptField& field, const Json& definition)
{
    const QString path = from_utf8(field.path);
    const QString owner = owner_of(path, definition);
    const QString reason = from_utf8(field.reason);
    return { .label = path.section('.', -1),
        .value = owner.isEmpty() ? reason : QObject::tr("%1: %2").arg(owner, reason),
        .wraps = true };
}

std::vector<FactSection> sections_of(const std::vector<model::KeptField>& fields, const Json& definition)
{
    FactSection none{ .title = QObject::tr("Kept, no effect here") };
    FactSection differs{ .title = QObject::tr("Otherwise than on ECS") };
    for (const auto& field : fields)
        (field.effect == model::FieldEffect::None ? none : differs).facts.push_back(fact_of(field, definition));
    std::vector<FactSection> sections;
    for (auto* section : { &none, &differs })
        if (!section->facts.empty())
            sections.push_back(std::move(*section));
    return sections;
}

} // namespace

std::vector<FactSection> kept_sections(const model::TaskDefinition& definition)
{
    return sections_of(model::kept_fields(definition.document), definition.document);
}

std::vector<FactSection> kept_sections(const model::TaskSpec& spec)
{
    auto fields = model::kept_fields(spec.definition->document);
    std::ranges::move(model::kept_override_fields(spec.overrides), std::back_inserter(fields));
    return sections_of(fields, spec.definition->document);
}

} // namespace quayside::ui
