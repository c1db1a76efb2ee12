#include "ui/forms/register_task_definition_dialog.h"

#include "ui/forms/document_editor.h"
#include "ui/forms/shape_form.h"

namespace quayside::ui {

RegisterTaskDefinitionDialog::RegisterTaskDefinitionDialog(Session& session, QWidget* parent)
    : OperationDialog(session, "RegisterTaskDefinition", tr("Register task definition"), tr("&Register"), parent)
{
    Json container = Json::object();
    container["memory"] = 256;
    Json document = Json::object();
    document["networkMode"] = "bridge";
    document["containerDefinitions"] = Json::array();
    document["containerDefinitions"].push_back(std::move(container));
    set_input(std::move(document));
    editor()->form()->focus_path("family");
}

void RegisterTaskDefinitionDialog::start_from(const Json& document, const QString& short_name)
{
    setWindowTitle(tr("New revision of %1").arg(short_name));
    set_input(document);
}

} // namespace quayside::ui
