#include "ui/forms/operation_dialog.h"

#include "ui/forms/document_editor.h"
#include "ui/forms/error_path.h"
#include "ui/forms/field.h"
#include "ui/forms/message_area.h"
#include "ui/forms/shape_form.h"
#include "ui/look/theme.h"

namespace quayside::ui {

OperationDialog::OperationDialog(
    Session& session, const std::string& operation, const QString& title, const QString& verb, QWidget* parent)
    : ActionDialog(session, title, verb, parent)
    , operation_(operation)
    , editor_(new DocumentEditor(*api::find_operation(operation)->input, this))
{
    add(editor_, 1);
    resize(Theme::get().scaled(720), Theme::get().scaled(640));
    connect(editor_, &DocumentEditor::edited, this, [this] { message()->clear(); });
}

void OperationDialog::set_input(Json input)
{
    editor_->set_document(std::move(input));
}

std::optional<std::vector<ActionDialog::Call>> OperationDialog::calls()
{
    if (const auto problems = editor_->check(true); !problems.empty()) {
        message()->show_problems(problems);
        return std::nullopt;
    }
    const auto document = editor_->document();
    if (!document) {
        message()->show_problem(editor_->error());
        return std::nullopt;
    }
    return std::vector<Call>{ { operation_, *document } };
}

void OperationDialog::failed(const Error& error)
{
    ActionDialog::failed(error);
    const auto place = error_path(error.message);
    if (!place.path.empty() && editor_->form()->field(place.path))
        editor_->set_problems({ { api::Problem::Kind::Type, place.path, place.reason } }, true);
}

} // namespace quayside::ui
