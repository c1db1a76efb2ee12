#pragma once

#include <QDialog>

class QVBoxLayout;

namespace quayside::ui {

class KeyBindings;

// Every key there is, by menu, and those that belong to tables and panes: to read, not to change. GUI thread.
class KeySheet : public QDialog {
    Q_OBJECT

public:
    KeySheet(const KeyBindings& keys, QWidget* parent);

private:
    void add_group(QVBoxLayout& column, const QString& title, const QList<QPair<QString, QString>>& rows);
};

} // namespace quayside::ui
