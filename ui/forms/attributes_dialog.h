#pragma once

#include "core/base/id.h"
#include "ui/forms/action_dialog.h"

namespace quayside::ui {

class ListField;

// The attributes of a container instance: its own can be added, changed and removed; built-in ones are shown.
class AttributesDialog : public ActionDialog {
    Q_OBJECT
public:
    AttributesDialog(Session& session, const Id& container_instance, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;

private:
    Json request_for(const std::vector<Json>& attributes) const;

    Id instance_;
    std::string cluster_;
    std::vector<Json> before_;
    ListField* list_;
};

} // namespace quayside::ui
