#pragma once

#include "ui/forms/action_dialog.h"

class QComboBox;
class QLineEdit;
class QTreeWidget;

namespace quayside::ui {

class EmptyState;

// The secrets that definitions can name: set, set anew, deleted. A value that was set is not shown again.
class SecretsDialog : public ActionDialog {
    Q_OBJECT
public:
    explicit SecretsDialog(Session& session, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;
    void succeeded(const std::vector<Json>& replies) override;

private:
    QWidget* make_list();
    QWidget* make_form();
    void load();
    void show_secrets(const Json& secrets);
    void take_selection();
    void copy_arn();
    void delete_selected();

    QTreeWidget* list_;
    EmptyState* empty_;
    QComboBox* kind_;
    QLineEdit* name_;
    QLineEdit* value_;
    QPushButton* copy_;
    QPushButton* delete_;
};

} // namespace quayside::ui
