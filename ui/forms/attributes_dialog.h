#pragma once

#include "core/model/container_instance.h"
#include "ui/forms/action_dialog.h"

namespace quayside::ui {

class ListField;

// The attributes of a container instance: its own can be added, changed and removed; built-in ones are shown.
class AttributesDialog : public ActionDialog {
    Q_OBJECT
public:
    AttributesDialog(
        Session& session, std::shared_ptr<const model::ContainerInstance> instance, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;

private:
    std::shared_ptr<const model::ContainerInstance> instance_; // as it was when the dialog opened
    ListField* list_;
};

} // namespace quayside::ui
