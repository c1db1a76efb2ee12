#pragma once

#include "core/base/json.h"
#include "ui/pages/page.h"
#include "ui/session/terminal_link.h"

#include <QObject>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

class QAction;
class QDialog;
class QMenu;

namespace quayside::ui {

class Session;

// Everything that can be done to what is selected, as actions that menus, toolbar and context menus share. An action
// that cannot be used says why in its tool tip. GUI thread.
class ObjectActions : public QObject {
    Q_OBJECT

public:
    enum class Id {
        RunTask,
        StopTasks,
        CreateService,
        UpdateService,
        ScaleService,
        ForceDeployment,
        ShowDeployment,
        RollBack,
        StopDeployment,
        ContinueDeployment,
        DeleteService,
        Explain,
        ShowLogs,
        OpenTerminal,
        ShowFiles,
        Protect,
        Unprotect,
        RegisterTaskDefinition,
        ImportTaskDefinition,
        NewRevision,
        EditNote,
        Deregister,
        AddEngine,
        UpdateEngine,
        RemoveEngine,
        CreateCluster,
        DeleteCluster,
        Drain,
        Activate,
        EditAttributes,
        WhatIf,
        CopyArn,
        CopyName,
    };
    Q_ENUM(Id)
    static constexpr int kActions = static_cast<int>(Id::CopyName) + 1;

    // Dialogs are children of `window` and open without waiting.
    ObjectActions(Session& session, QWidget* window);

    QAction* action(Id id) const { return actions_[static_cast<std::size_t>(id)]; }

    // The window over which dialogs open.
    void set_window(QWidget* window) { window_ = window; }
    // What the actions apply to. `cluster` may be empty: there is none yet.
    void set_context(const std::string& cluster, std::vector<ObjectRef> selection);
    const std::string& cluster() const { return cluster_; }
    const std::vector<ObjectRef>& selection() const { return selection_; }

    // The context menu of an object; None: of the empty part of a page.
    void fill_menu(QMenu& menu, const ObjectRef& object, PageKind page) const;
    // The same actions, for the "…" button of the details pane.
    static std::vector<Id> actions_for(ObjectRef::Kind kind);

    // The dialog that creates a service, of this task definition.
    void create_service_of(const QString& definition);

    // The dialog that adds an engine, at this socket.
    void add_docker(const QString& endpoint);

    // Opens a dialog as every action does.
    void open(QDialog* dialog);

signals:
    void dialog_opened(QDialog* dialog);
    void said(const QString& sentence); // for the status bar
    void wanted(const quayside::ui::ObjectRef& ref); // to be shown
    // A new revision of a task definition, or of none yet, is to be written.
    void draft_wanted(const quayside::ui::ObjectRef& ref);
    void import_wanted(); // a task definition from a compose file, a docker run line and the like
    void logs_wanted(const quayside::ui::ObjectRef& ref); // of a task or service
    void terminal_wanted(const quayside::ui::TerminalLink::Target& target);
    void files_wanted(const quayside::ui::ObjectRef& ref); // of a task

private:
    QAction* add(Id id, const QString& text, const QString& icon, const QString& tip, void (ObjectActions::*run)());
    void refresh();
    void block(Id id, const QString& reason); // empty: it can be used
    std::vector<ObjectRef> selected(ObjectRef::Kind kind) const;
    // Why none of the selected ones of a kind will do; empty: `count(ref)` is true of one.
    template <class Count>
    QString why_not(ObjectRef::Kind kind, const QString& none, Count count) const
    {
        const auto refs = selected(kind);
        return std::any_of(refs.begin(), refs.end(), count) ? QString() : none;
    }
    std::string arn_of(const ObjectRef& ref) const;
    void add_service_actions();
    void refresh_services();
    std::vector<model::ServicePtr> services() const; // that are selected, or whose deployment is
    model::DeploymentPtr deployment() const; // that is selected, or the one of the service
    QString why_no_deployment() const;

    model::TaskDefinition::Key definition_to_run() const; // as what is selected says; without family: none
    void run_task();
    void stop_tasks();
    void create_service();
    void update_service();
    void scale_service();
    void force_deployment();
    void show_deployment();
    void roll_back();
    void stop_deployment();
    void end_deployment(const char* stop_type);
    void continue_deployment();
    void delete_services();
    void explain();
    void show_logs();
    QString why_no_terminal() const;
    void open_terminal();
    QString why_no_files() const;
    void show_files();
    void protect();
    void unprotect();
    void set_protection(bool enabled);
    void register_definition();
    void new_revision();
    void edit_note();
    void deregister();
    void add_engine();
    void update_engine();
    void remove_engine();
    void create_cluster();
    void delete_cluster();
    void drain();
    void show_what_if();
    void activate();
    void set_instances(const char* status);
    void edit_attributes();
    void copy_arn();
    void copy_name();
    void copy(const QStringList& lines);

    Session& session_;
    QWidget* window_;
    std::array<QAction*, kActions> actions_{};
    std::string cluster_;
    std::vector<ObjectRef> selection_;
};

} // namespace quayside::ui
