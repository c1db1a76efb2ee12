#pragma once

#include "core/model/service.h"
#include "ui/forms/action_dialog.h"

#include <vector>

class QLabel;
class QSpinBox;

namespace quayside::ui {

// How many tasks services keep running: one number for all of them.
class ScaleDialog : public ActionDialog {
    Q_OBJECT
public:
    ScaleDialog(Session& session, std::vector<model::ServicePtr> services, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;

private:
    void say_effect();

    std::vector<model::ServicePtr> services_;
    QSpinBox* count_;
    QLabel* effect_;
};

} // namespace quayside::ui
