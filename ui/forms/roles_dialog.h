#pragma once

#include "ui/forms/action_dialog.h"

#include <QStringList>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QTreeWidget;

namespace quayside::ui {

class EmptyState;
class TextLabel;

// The roles that definitions name as taskRoleArn: what the credentials of their tasks are good for, and who names them.
class RolesDialog : public ActionDialog {
    Q_OBJECT
public:
    explicit RolesDialog(Session& session, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;
    void succeeded(const std::vector<Json>& replies) override;

private:
    QWidget* make_list();
    QWidget* make_form();
    void load();
    void show_roles(const Json& roles);
    void take_selection();
    void set_actions(const QStringList& actions);
    QStringList actions() const;
    void show_source();
    void set_creates_missing(bool on);
    void copy_arn();
    void delete_selected();

    QTreeWidget* list_;
    EmptyState* empty_;
    TextLabel* users_; // of the selected one
    TextLabel* no_endpoint_;
    QCheckBox* create_missing_;
    QLineEdit* name_;
    QLineEdit* description_;
    QComboBox* good_for_;
    QLineEdit* actions_;
    QCheckBox* from_profile_;
    QLineEdit* profile_;
    QPushButton* copy_;
    QPushButton* delete_;
};

} // namespace quayside::ui
