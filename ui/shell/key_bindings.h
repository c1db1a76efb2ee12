#pragma once

#include <QKeySequence>
#include <QObject>
#include <QString>

#include <vector>

class QAction;
class QMenu;
class QMenuBar;

namespace quayside::ui {

// The keys of everything in the menus that has a name of its own (QAction::objectName): the usual ones, or those that
// the person chose, which are kept. GUI thread.
class KeyBindings : public QObject {
    Q_OBJECT

public:
    struct Command {
        QAction* action = nullptr;
        QString title; // "Run task"
        QString place; // "Task": the menu
        QList<QKeySequence> usual;
    };

    // Reads the menus, and binds what was chosen before.
    KeyBindings(const QMenuBar& menus, QObject* parent);

    const std::vector<Command>& commands() const { return commands_; } // in the order of the menus
    // Another command that has this key; null: none. Two that never can be run at the same time may share their usual
    // one.
    const Command* holder(const QKeySequence& keys, const QAction* except) const;
    bool is_usual(const Command& command) const;

    // An empty sequence: no key at all. Whoever had it before has none.
    void set(const Command& command, const QKeySequence& keys);
    void reset(const Command& command);
    void reset_all();

signals:
    void changed();

private:
    void collect(const QList<QAction*>& actions, const QString& place);

    std::vector<Command> commands_;
};

} // namespace quayside::ui
