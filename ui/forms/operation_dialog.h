#pragma once

#include "ui/forms/action_dialog.h"

namespace quayside::ui {

class DocumentEditor;

// Any operation of the API model: its input as a form and as JSON.
class OperationDialog : public ActionDialog {
    Q_OBJECT
public:
    // `operation` must exist in one of the models.
    OperationDialog(Session& session, const std::string& operation, const QString& title, const QString& verb,
        QWidget* parent = nullptr);

    void set_input(Json input);
    DocumentEditor* editor() const { return editor_; }

protected:
    std::optional<std::vector<Call>> calls() override;
    void failed(const Error& error) override;

private:
    std::string operation_;
    DocumentEditor* editor_;
};

} // namespace quayside::ui
