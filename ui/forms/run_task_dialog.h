#pragma once

#include "ui/forms/action_dialog.h"
#include "ui/forms/form_rows.h"

class QComboBox;
class QSpinBox;

namespace quayside::ui {

class Field;
class LazyField;

// Tasks of a definition: placed by the scheduler (RunTask), or on one container instance (StartTask).
class RunTaskDialog : public ActionDialog {
    Q_OBJECT
public:
    RunTaskDialog(Session& session, const QString& cluster, QWidget* parent = nullptr);

    // "web:3", or a family for its latest revision.
    void set_task_definition(const QString& name);

    // What is asked for so far, as the input of RunTask; with the strategy and constraints.
    Json request() const;
    // Shown at the right of the form.
    void set_preview(QWidget* preview);

signals:
    void request_changed(const quayside::Json& request);

protected:
    std::optional<std::vector<Call>> calls() override;
    void succeeded(const std::vector<Json>& replies) override;

private:
    void fill_definitions();
    void fill_clusters(const QString& preferred);
    void fill_instances();
    void offer_containers();
    Json overrides() const;
    void announce();

    QComboBox* definition_;
    QSpinBox* count_;
    QComboBox* cluster_;
    QComboBox* place_;
    Field* strategy_;
    Field* constraints_;
    LazyField* overrides_;
    QWidget* form_;
};

} // namespace quayside::ui
