#pragma once

#include "ui/session/installation.h"

#include <QDialog>
#include <QStringList>

#include <vector>

class QPlainTextEdit;
class QTreeWidget;

namespace quayside::ui {

// What Quayside is made of: itself first, then what it links or draws with.
struct Component {
    QString name;
    QString version; // of the build; empty where it does not matter
    QString licence;
    QString package; // of Debian; its copyright file has the texts
    QStringList libraries; // what their file names begin with
};
const std::vector<Component>& components();

// Version, build, where the state is, and the licences of all that is linked, with their texts.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(const Installation& installation, QWidget* parent = nullptr);

    QString text() const; // what Copy copies

private:
    QWidget* make_head();
    QWidget* make_components();
    void show_licence(int row);

    QString facts_;
    QTreeWidget* list_;
    QPlainTextEdit* licence_;
};

} // namespace quayside::ui
