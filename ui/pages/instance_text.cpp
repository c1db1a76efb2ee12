#include "ui/pages/instance_text.h"

#include "ui/look/text.h"

#include <nlohmann/json.hpp>

#include <QObject>
#include <QStringList>

#include <set>

namespace quayside::ui {

QString attributes_text(const model::Attributes& attributes)
{
    QStringList parts;
    for (const auto& attribute : attributes)
        parts << from_utf8(attribute.value.empty() ? attribute.name : attribute.name + "=" + attribute.value);
    return parts.join(QStringLiteral(", "));
}

Result<Json> attributes_from_text(const QString& text)
{
    Json attributes = Json::array();
    std::set<QString> names;
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const QString name = part.section(QLatin1Char('='), 0, 0).trimmed();
        const QString value = part.section(QLatin1Char('='), 1).trimmed();
        if (name.isEmpty() && value.isEmpty())
            continue;
        if (name.isEmpty())
            return fail(Error::invalid_parameter(
                QObject::tr("%1 needs a name before the equals sign.").arg(part.trimmed()).toStdString()));
        if (!names.insert(name).second)
            return fail(Error::invalid_parameter(QObject::tr("%1 stands here twice.").arg(name).toStdString()));
        attributes.push_back({ { "name", name.toStdString() } });
        if (!value.isEmpty())
            attributes.back()["value"] = value.toStdString();
    }
    return attributes;
}

} // namespace quayside::ui
