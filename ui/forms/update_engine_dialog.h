#pragma once

#include "core/model/engine.h"
#include "ui/forms/action_dialog.h"

class QLineEdit;

namespace quayside::ui {

class EngineWay;

// Changes what a Docker engine is called, how it is reached and where its published ports listen. It stays the engine
// that it is: another one at the new endpoint is refused.
class UpdateEngineDialog : public ActionDialog {
    Q_OBJECT
public:
    UpdateEngineDialog(Session& session, const model::Engine& engine, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;
    void failed(const Error& error) override;

private:
    std::string engine_; // its name
    QLineEdit* name_;
    EngineWay* way_;
    QLineEdit* bind_address_;
};

} // namespace quayside::ui
