#pragma once

#include "ui/forms/action_dialog.h"

class QLineEdit;

namespace quayside::ui {

class EngineBox;

// Fetches an image from its registry to an engine.
class PullImageDialog : public ActionDialog {
    Q_OBJECT
public:
    PullImageDialog(Session& session, const QString& image, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;

private:
    QLineEdit* image_;
    EngineBox* engine_;
};

// Gives an image another name, on an engine that has it.
class TagImageDialog : public ActionDialog {
    Q_OBJECT
public:
    // `image`: one of its names, or its id.
    TagImageDialog(Session& session, const QString& image, const QStringList& engines, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;

private:
    QString old_;
    QLineEdit* image_;
    EngineBox* engine_;
};

} // namespace quayside::ui
