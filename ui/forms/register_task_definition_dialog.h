#pragma once

#include "ui/forms/operation_dialog.h"

namespace quayside::ui {

// A new revision of a family: from an empty container, or from the document of an earlier revision.
class RegisterTaskDefinitionDialog : public OperationDialog {
    Q_OBJECT
public:
    explicit RegisterTaskDefinitionDialog(Session& session, QWidget* parent = nullptr);

    // Starts from what was registered as `short_name` ("web:3"), members that the API does not know included.
    void start_from(const Json& document, const QString& short_name);
};

} // namespace quayside::ui
