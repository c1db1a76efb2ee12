#include "ui/forms/register_task_definition_dialog.h"

#include "ui/forms/document_editor.h"
#include "ui/forms/shape_form.h"

namespace quayside::ui {

namespace {

// The model calls these optional; no container can do without.
std::vector<api::Problem> check_containers(const Json& document)
{
    std::vector<api::Problem> problems;
    const auto& containers = document["containerDefinitions"];
    if (containers.empty())
        problems.push_back({ api::Problem::Kind::Missing, "containerDefinitions", "needs one container at least" });
    for (std::size_t i = 0; i < containers.size(); ++i)
        for (const char* member : { "name", "image" })
            if (containers[i].value(member, std::string()).empty())
                problems.push_back({ api::Problem::Kind::Missing,
                    "containerDefinitions[" + std::to_string(i) + "]." + member, "is required" });
    return problems;
}

} // namespace

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
    editor()->set_more_checks(check_containers);
    editor()->form()->focus_path("family");
}

void RegisterTaskDefinitionDialog::start_from(const Json& document, const QString& short_name)
{
    setWindowTitle(tr("New revision of %1").arg(short_name));
    set_input(document);
}

} // namespace quayside::ui
