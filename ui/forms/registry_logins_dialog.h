#pragma once

#include "core/base/error.h"
#include "ui/forms/action_dialog.h"

class QLineEdit;
class QListWidget;

namespace quayside::ui {

// The registries that Quayside logs in to: adds one, changes a password, removes one. Passwords are never shown.
class RegistryLoginsDialog : public ActionDialog {
    Q_OBJECT
public:
    explicit RegistryLoginsDialog(Session& session, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;
    void succeeded(const std::vector<Json>& replies) override; // stays open for the next

private:
    void ask();
    void take(const Result<Json>& reply);
    void remove();

    QListWidget* list_;
    QPushButton* remove_;
    QLineEdit* registry_;
    QLineEdit* username_;
    QLineEdit* password_;
};

} // namespace quayside::ui
