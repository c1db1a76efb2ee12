#include "ui/pages/instance_text.h"

#include "ui/look/text.h"

#include <QStringList>

namespace quayside::ui {

model::Attributes custom_attributes(const model::ContainerInstance& instance)
{
    model::Attributes custom;
    for (const auto& attribute : instance.attributes)
        if (!attribute.name.starts_with("ecs.") && !attribute.name.starts_with("com.amazonaws.ecs."))
            custom.push_back(attribute);
    return custom;
}

QString attributes_text(const model::Attributes& attributes)
{
    QStringList parts;
    for (const auto& attribute : attributes)
        parts << from_utf8(attribute.value.empty() ? attribute.name : attribute.name + "=" + attribute.value);
    return parts.join(QStringLiteral(", "));
}

} // namespace quayside::ui
