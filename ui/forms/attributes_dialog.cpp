#include "ui/forms/attributes_dialog.h"

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

// ECS reserves these names for itself.
bool is_built_in(const model::Attribute& attribute)
{
    return attribute.name.starts_with("ecs.") || attribute.name.starts_with("com.amazonaws.ecs.");
}

Json to_json(const model::Attribute& attribute)
{
    Json value = Json::object();
    value["name"] = attribute.name;
    if (!attribute.value.empty())
        value["value"] = attribute.value;
    return value;
}

const api::Shape& attributes_shape()
{
    return *api::ecs_model().operation("PutAttributes")->input->find("attributes")->shape;
}

std::string name_of(const Json& attribute)
{
    return attribute.contains("name") && attribute["name"].is_string() ? attribute["name"].get<std::string>() : "";
}

} // namespace

AttributesDialog::AttributesDialog(Session& session, const Id& container_instance, QWidget* parent)
    : ActionDialog(session, tr("Attributes"), tr("&Save attributes"), parent)
    , instance_(container_instance)
    , list_(new ListField(attributes_shape(), { .label = tr("Attributes") }, this))
{
    QStringList built_in;
    if (const auto instance = session.state().container_instances().find(container_instance)) {
        cluster_ = instance->cluster;
        setWindowTitle(tr("Attributes of %1").arg(from_utf8(instance->name)));
        for (const auto& attribute : instance->attributes) {
            if (is_built_in(attribute))
                built_in.append(from_utf8(attribute.name)
                    + (attribute.value.empty() ? QString() : " = " + from_utf8(attribute.value)));
            else
                before_.push_back(to_json(attribute));
        }
    }
    const Json shown = before_;
    list_->set_value(&shown);
    auto* scroll = new QScrollArea(this);
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

Json AttributesDialog::request_for(const std::vector<Json>& attributes) const
{
    Json input = Json::object();
    input["cluster"] = cluster_;
    input["attributes"] = Json::array();
    for (auto attribute : attributes) {
        attribute["targetType"] = "container-instance";
        attribute["targetId"] = instance_.hex();
        input["attributes"].push_back(std::move(attribute));
    }
    return input;
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
    std::vector<Json> changed;
    std::vector<Json> removed;
    for (const auto& attribute : after)
        if (std::find(before_.begin(), before_.end(), attribute) == before_.end())
            changed.push_back(attribute);
    for (const auto& attribute : before_)
        if (!names.contains(name_of(attribute)))
            removed.push_back({ { "name", name_of(attribute) } });
    std::vector<Call> calls;
    if (!changed.empty())
        calls.push_back({ "PutAttributes", request_for(changed) });
    if (!removed.empty())
        calls.push_back({ "DeleteAttributes", request_for(removed) });
    if (calls.empty())
        accept();
    return calls;
}

} // namespace quayside::ui
