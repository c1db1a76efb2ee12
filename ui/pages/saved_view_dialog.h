#pragma once

#include <QDialog>
#include <QString>

#include <functional>

class QDialogButtonBox;
class QLineEdit;

namespace quayside::ui {

class TextLabel;

// Asks for the name of a view; what is wrong with it is told as it is typed. GUI thread.
class SavedViewDialog : public QDialog {
    Q_OBJECT

public:
    // `why_not` says why a name will not do, with an empty text where it does.
    SavedViewDialog(const QString& title, const QString& verb, const QString& name,
        std::function<QString(const QString&)> why_not, QWidget* parent);

    QString name() const;

private:
    void check();

    std::function<QString(const QString&)> why_not_;
    QLineEdit* field_;
    TextLabel* problem_;
    QDialogButtonBox* buttons_;
};

} // namespace quayside::ui
