#include "ui/pages/service_dialog.h"

#include "ui/forms/document_editor.h"
#include "ui/forms/error_path.h"
#include "ui/forms/field.h"
#include "ui/forms/message_area.h"
#include "ui/forms/scalar_fields.h"
#include "ui/forms/shape_form.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/pages/explain_view.h"
#include "ui/pages/placement_preview.h"
#include "ui/pages/service_state.h"
#include "ui/session/session.h"

#include <QLineEdit>
#include <QSplitter>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

QStringList active_definitions(const model::State& state)
{
    QStringList names;
    for (const auto& [family, revisions] : state.families())
        for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision)
            if (!is_daemon_name(family) && revision->second->status == model::TaskDefinitionStatus::Active)
                names << from_utf8(model::short_name(*revision->second));
    return names;
}

} // namespace

ServiceDialog* ServiceDialog::to_create(Session& session, const std::string& cluster, QWidget* parent)
{
    Json input = { { "desiredCount", 1 } };
    if (!cluster.empty())
        input["cluster"] = cluster;
    input["placementStrategy"] = Json::parse(
        templates_of(*api::find_operation("CreateService")->input->find("placementStrategy")->shape).front().json);
    input["deploymentConfiguration"] = { { "deploymentCircuitBreaker", { { "enable", true }, { "rollback", true } } } };
    return new ServiceDialog(
        session, "CreateService", tr("Create service"), tr("&Create service"), std::move(input), parent);
}

ServiceDialog* ServiceDialog::to_update(Session& session, const model::Service& service, QWidget* parent)
{
    auto* dialog = new ServiceDialog(session, "UpdateService", tr("Update service %1").arg(from_utf8(service.name)),
        tr("&Update service"), update_input_of(session.state(), service), parent);
    dialog->before_ = update_input_of(session.state(), service);
    for (const char* member : { "cluster", "service" })
        if (auto* line = qobject_cast<QLineEdit*>(dialog->editor()->form()->field(member)->input()))
            line->setReadOnly(true);
    dialog->fixed_ = { { "cluster", service.cluster }, { "service", service.name } };
    return dialog;
}

ServiceDialog::ServiceDialog(Session& session, const std::string& operation, const QString& title, const QString& verb,
    Json input, QWidget* parent)
    : OperationDialog(session, operation, title, verb, parent)
    , preview_(new PlacementPreview(session, this))
{
    arrange();
    set_input(std::move(input));
    if (auto* definition = qobject_cast<TextField*>(editor()->form()->field("taskDefinition")))
        definition->suggest(active_definitions(session.state()));
    editor()->form()->field(operation == "CreateService" ? "serviceName" : "taskDefinition")->input()->setFocus();
    connect(editor(), &DocumentEditor::edited, this, &ServiceDialog::ask);
    connect(preview_, &PlacementPreview::refused, this, &ServiceDialog::mark_refusal);
    QMetaObject::invokeMethod(this, &ServiceDialog::ask, Qt::QueuedConnection);
}

void ServiceDialog::arrange()
{
    auto* split = new QSplitter(Qt::Horizontal, this);
    content()->removeWidget(editor());
    editor()->setContentsMargins(0, 0, 12, 0);
    split->addWidget(editor());
    split->addWidget(preview_);
    split->setChildrenCollapsible(false);
    split->setSizes({ Theme::get().scaled(560), Theme::get().scaled(520) });
    add(split, 1);
    resize(Theme::get().scaled(1120), Theme::get().scaled(680));
}

void ServiceDialog::set_task_definition(const QString& name)
{
    Json input = editor()->document().value_or(Json::object());
    input["taskDefinition"] = name.toStdString();
    set_input(std::move(input));
    ask();
}

Json ServiceDialog::request()
{
    Json request = before_.is_object() ? before_ : Json::object();
    if (const auto typed = editor()->document())
        for (const auto& [name, value] : typed->items())
            request[name] = value;
    return request;
}

void ServiceDialog::ask()
{
    preview_->ask(request());
}

// What the preview finds wrong with an expression is said at its field as well, while it is typed.
void ServiceDialog::mark_refusal(const Error& error)
{
    const auto place = error_path(error.message);
    if (!place.path.empty() && editor()->form()->field(place.path))
        editor()->set_problems({ { api::Problem::Kind::Type, place.path, place.reason } }, false);
}

std::optional<std::vector<ActionDialog::Call>> ServiceDialog::calls()
{
    auto wanted = OperationDialog::calls();
    if (!wanted || !before_.is_object())
        return wanted;
    Json& input = wanted->front().input;
    const Json changed = changed_members(before_, input);
    if (changed.empty()) {
        message()->show_problem(tr("Nothing is changed yet."));
        return std::nullopt;
    }
    input = fixed_;
    input.update(changed);
    return wanted;
}

} // namespace quayside::ui
