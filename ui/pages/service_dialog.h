#pragma once

#include "core/model/service.h"
#include "core/model/state.h"
#include "ui/forms/operation_dialog.h"
#include "ui/session/service_input.h"

#include <nlohmann/json.hpp>

namespace quayside::ui {

class PlacementPreview;

// Creates a service, or changes one: the form of the API model, and beside it where the tasks would go. Of an update
// only what was changed is sent. GUI thread.
class ServiceDialog : public OperationDialog {
    Q_OBJECT

public:
    static ServiceDialog* to_create(Session& session, const std::string& cluster, QWidget* parent = nullptr);
    static ServiceDialog* to_update(Session& session, const model::Service& service, QWidget* parent = nullptr);

    void set_task_definition(const QString& name);
    PlacementPreview* preview() const { return preview_; }

protected:
    std::optional<std::vector<Call>> calls() override;

private:
    ServiceDialog(Session& session, const std::string& operation, const QString& title, const QString& verb, Json input,
        QWidget* parent);
    void arrange();
    void ask();
    void mark_refusal(const Error& error);
    Json request(); // what is typed, over what the service has

    Json fixed_; // of an update: cluster and service
    Json before_; // of an update: what the service has
    PlacementPreview* preview_;
};

} // namespace quayside::ui
