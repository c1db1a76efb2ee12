#pragma once

#include "ui/forms/action_dialog.h"

class QComboBox;
class QLineEdit;

namespace quayside::ui {

// A repository in the registry that Quayside runs.
class CreateRepositoryDialog : public ActionDialog {
    Q_OBJECT
public:
    explicit CreateRepositoryDialog(Session& session, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;

private:
    QLineEdit* name_;
};

// Gives an image of an engine a name in a repository, and pushes it there.
class PushToRepositoryDialog : public ActionDialog {
    Q_OBJECT
public:
    struct Source {
        QString image; // one of its names
        QString engine; // that has it
    };
    // `uri` of the repository. Engines elsewhere than on this machine cannot reach it: `sources` are of others.
    PushToRepositoryDialog(
        Session& session, const QString& uri, std::vector<Source> sources, QWidget* parent = nullptr);

protected:
    std::optional<std::vector<Call>> calls() override;
    void succeeded(const std::vector<Json>& replies) override;

private:
    std::string target() const;

    QString uri_;
    std::vector<Source> sources_;
    QComboBox* image_;
    QLineEdit* tag_;
};

} // namespace quayside::ui
