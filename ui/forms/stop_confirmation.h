#pragma once

#include "core/base/id.h"
#include "ui/forms/confirmation_dialog.h"

namespace quayside::ui {

// "Stop 3 tasks": names each with its definition, instance and state. Tasks that have stopped by now are left out.
class StopConfirmation : public ConfirmationDialog {
    Q_OBJECT
public:
    StopConfirmation(Session& session, const std::vector<Id>& tasks, QWidget* parent = nullptr);
};

} // namespace quayside::ui
