#pragma once

#include "ui/session/terminal_link.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace quayside::ui {

class FindBar;
class StatusPill;
class TerminalView;
class TextLabel;

// One terminal: a command in a container, how the connection to it stands, and a place to search what it showed. It
// goes on while it is out of sight; destroying it ends the command. GUI thread.
class TerminalPane : public QWidget {
    Q_OBJECT

public:
    TerminalPane(Session& session, std::shared_ptr<client::Terminals> terminals, TerminalLink::Target target,
        QWidget* parent = nullptr);

    QString title() const; // "web 9e41c07b"
    const TerminalLink& link() const { return link_; }
    TerminalView* view() const { return view_; }
    FindBar* find_bar() const { return find_; }
    void connect_again();
    void show_find();

signals:
    void changed(); // how the connection stands
    void bell();

private:
    QWidget* make_strip();
    void show_state();
    void ask_for_consent(const QString& text);
    client::TerminalSize size() const;

    TerminalLink link_;
    TerminalLink::Target target_;
    TerminalView* view_;
    FindBar* find_;
    StatusPill* state_;
    QLabel* words_;
    TextLabel* bell_;
    QPushButton* again_;
};

} // namespace quayside::ui
