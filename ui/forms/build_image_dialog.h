#pragma once

#include "ui/forms/action_dialog.h"

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;

namespace quayside::ui {

class EngineBox;

// Builds an image from a folder of this machine that has a Dockerfile.
class BuildImageDialog : public ActionDialog {
    Q_OBJECT
public:
    explicit BuildImageDialog(Session& session, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;

private:
    QWidget* make_folder_row();
    void choose_folder();
    // NAME=value, one a line; nothing if a line is none, which is said.
    std::optional<Json> arguments();

    EngineBox* engine_;
    QLineEdit* folder_;
    QLineEdit* image_;
    QLineEdit* dockerfile_;
    QLineEdit* target_;
    QPlainTextEdit* arguments_;
    QCheckBox* anew_;
};

} // namespace quayside::ui
