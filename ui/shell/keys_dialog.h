#pragma once

#include "ui/shell/key_bindings.h"

#include <QDialog>

class QKeySequenceEdit;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace quayside::ui {

class TextLabel;

// Chooses other keys: the command is found by a few letters, a key that another one has is told before it is taken.
// What is chosen is bound at once. GUI thread.
class KeysDialog : public QDialog {
    Q_OBJECT

public:
    KeysDialog(KeyBindings& keys, QWidget* parent);

    QTreeWidget* list() const { return list_; }
    QLineEdit* search_field() const { return search_; }
    QKeySequenceEdit* key_field() const { return field_; }

private:
    QWidget* make_editor();
    void fill();
    void filter();
    void show_current();
    void check();
    void use();
    const KeyBindings::Command* current() const;

    KeyBindings& keys_;
    QLineEdit* search_;
    QTreeWidget* list_;
    QKeySequenceEdit* field_;
    TextLabel* said_;
    QPushButton* use_;
    QPushButton* none_;
    QPushButton* reset_;
};

} // namespace quayside::ui
