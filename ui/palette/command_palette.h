#pragma once

#include "ui/palette/palette_entry.h"

#include <QPointer>
#include <QStringList>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;

namespace quayside::ui {

class PaletteModel;
class TextLabel;

// The command palette, over its window: everything that can be done or gone to, found by a few letters of its name. A
// letter in front narrows it: > actions, @ objects, # task definitions, ? keys. GUI thread.
class CommandPalette : public QWidget {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget* window);

    void open(PaletteContent content, const QString& typed = {});

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* make_field();
    QWidget* make_footer();
    void search();
    void fit();
    void step(int rows);
    void choose();
    void ask_argument(const PaletteEntry& entry);
    void run_with_argument();
    void run(const QString& title, const std::function<void()>& work);
    void leave();
    bool on_key(int key);

    QWidget* window_;
    QWidget* frame_;
    TextLabel* prompt_; // of the argument that is asked for
    QLineEdit* field_;
    TextLabel* scope_;
    QListView* list_;
    TextLabel* said_; // nothing found; what is wrong with an argument
    PaletteModel* model_;
    PaletteEntry asking_; // the action whose argument is being typed; no title: none
    QStringList recent_; // titles of what was run, the last first
    QPointer<QWidget> before_; // had the keyboard
};

} // namespace quayside::ui
