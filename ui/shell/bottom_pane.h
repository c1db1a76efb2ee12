#pragma once

#include "core/model/change_set.h"
#include "ui/pages/event_rows.h"
#include "ui/pages/object_ref.h"
#include "ui/session/terminal_link.h"

#include <QTabWidget>

#include <string>

class QToolButton;

namespace quayside::ui {

class Chip;
class CommandTable;
class ExplainTab;
class FilesPane;
class JobList;
class JobsPane;
class LogPane;
class ObjectActions;
class Session;
class TableView;
class TerminalPane;
class WhyPane;

// Under the views: what happened, what takes its time, and what the person at the window had done. GUI thread.
class BottomPane : public QTabWidget {
    Q_OBJECT

public:
    BottomPane(Session& session, ObjectActions& actions, JobList& jobs, std::shared_ptr<client::Terminals> terminals,
        QWidget* parent = nullptr);

    void set_cluster(const std::string& cluster);
    TableView* events() const { return event_table_; }
    CommandTable* commands() const { return command_table_; }
    JobsPane* jobs() const { return jobs_; }
    void show_jobs();
    // Why something is not steady, and why it is placed as it is, in a tab of its own.
    void explain(const ObjectRef& ref);
    WhyPane* why() const { return why_; }
    ExplainTab* explanation() const; // how it is placed
    // What the containers of a task or service write, likewise.
    void show_logs(const ObjectRef& ref);
    LogPane* logs() const { return logs_; }
    // The files of a task's containers, likewise.
    void show_files(const ObjectRef& ref);
    FilesPane* files() const { return files_; }
    // A command in a container, in a tab of its own each time; closing that ends the command.
    TerminalPane* open_terminal(const TerminalLink::Target& target);
    void close_terminal(TerminalPane* pane);
    // Puts the keyboard into the filter of what is in front, where that has one and the keyboard is in this pane.
    bool focus_filter();
    QSize minimumSizeHint() const override;

signals:
    void close_wanted();
    void event_chosen(const model::Event& event);
    void link_opened(const quayside::ui::ObjectRef& ref);
    void said(const QString& text); // for the status bar

private:
    void make_corner();
    void mark_terminal(TerminalPane* pane, Role role);
    void connect_instant();
    void show_events();
    void take(const model::ChangeSet& changes);
    bool in_scope(const model::Event& event) const;

    Session& session_;
    std::shared_ptr<client::Terminals> terminals_;
    std::string cluster_;
    EventRows event_rows_;
    TableView* event_table_;
    CommandTable* command_table_;
    JobsPane* jobs_;
    WhyPane* why_;
    LogPane* logs_;
    FilesPane* files_;
    Chip* warnings_ = nullptr;
    bool instant_due_ = false; // it moved while the events were out of sight
};

} // namespace quayside::ui
