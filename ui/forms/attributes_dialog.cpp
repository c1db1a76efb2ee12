#include "ui/forms/attributes_dialog.h"

#include "ui/forms/attribute_calls.h"
#include "ui/forms/list_field.h"
#include "ui/forms/message_area.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace quayside::ui {

namespace {

const api::Shape& attributes_shape()
{
    return *api::ecs_model().operation("PutAttributes")->input->find("attributes")->shape;
}

std::string name_of(const Json& attribute)
{
    return attribute.contains("name") && attribute["name"].is_string() ? attribute["name"].get<std::string>() : "";
}

} // namespace

AttributesDialog::AttributesDialog(
    Session& session, std::shared_ptr<const model::ContainerInstance> instance, QWidget* parent)
    : ActionDialog(session, tr("Attributes"), tr("&Save attributes"), parent)
    , instance_(std::move(instance))
    , list_(new ListField(attributes_shape(), { .label = tr("Attributes") }, this))
{
    QStringList built_in;
    Json shown = Json::array();
    setWindowTitle(tr("Attributes of %1").arg(from_utf8(instance_->name)));
    const auto custom = custom_attributes(*instance_);
    for (const auto& attribute : custom) {
        shown.push_back({ { "name", attribute.name } });
        if (!attribute.value.empty())
            shown.back()["value"] = attribute.value;
    }
    for (const auto& attribute : instance_->attributes)
        if (std::find(custom.begin(), custom.end(), attribute) == custom.end())
            built_in.append(
                from_utf8(attribute.name) + (attribute.value.empty() ? QString() : " = " + from_utf8(attribute.value)));
    list_->set_value(&shown);
    auto* scroll = new QScrollArea(this);
    scroll->setFocusPolicy(Qt::NoFocus); // its fields take the keyboard
    auto* page = new QWidget(scroll);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new TextLabel(
        tr("Placement constraints can name them, as in attribute:rack == a."), Type::Body, Role::Muted, page));
    layout->addWidget(list_);
    layout->addSpacing(8);
    layout->addWidget(new SectionHeading(tr("Set by the engine"), page));
    for (const auto& line : built_in)
        layout->addWidget(new ElidedLabel(line, Type::Mono, Role::Muted, page));
    layout->addStretch();
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    add(scroll, 1);
    resize(Theme::get().scaled(520), Theme::get().scaled(480));
    list_->input()->setFocus();
}

std::optional<std::vector<ActionDialog::Call>> AttributesDialog::calls()
{
    const auto after = list_->value().value_or(Json::array());
    std::set<std::string> names;
    list_->clear_problems();
    for (std::size_t i = 0; i < after.size(); ++i) {
        const auto name = name_of(after[i]);
        if (!name.empty() && names.insert(name).second)
            continue;
        if (auto* row = list_->child({ {}, i }))
            row->set_problem(name.empty() ? tr("Needs a name") : tr("Stands here twice"));
        return std::nullopt;
    }
    auto calls = attribute_calls(*instance_, after);
    if (calls.empty())
        accept();
    return calls;
}

} // namespace quayside::ui
