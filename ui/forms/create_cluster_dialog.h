#pragma once

#include "ui/forms/operation_dialog.h"

namespace quayside::ui {

class CreateClusterDialog : public OperationDialog {
    Q_OBJECT
public:
    explicit CreateClusterDialog(Session& session, QWidget* parent = nullptr);
};

} // namespace quayside::ui
