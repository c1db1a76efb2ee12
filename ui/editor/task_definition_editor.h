#pragma once

#include "core/model/change_set.h"
#include "core/model/task_definition.h"
#include "ui/editor/canvas.h"
#include "ui/editor/draft.h"
#include "ui/editor/draft_store.h"
#include "ui/editor/problems.h"

#include <QTimer>
#include <QWidget>

#include <string>

class QAction;
class QMenu;
class QSplitter;
class QStackedWidget;

namespace quayside::ui {

class CanvasPane;
class DiffView;
class EditorHeader;
class FormPane;
class JsonEditor;
class NoticeBar;
class PaneTitle;
class ProblemList;
class Session;
struct TaskSize;

// A revision that is being written: as a picture, as a form and as JSON, which say the same at any time, and what is
// to be said of it. While the text is no JSON, picture and form show what was there before and cannot be changed.
// Drafts are kept on disk, one for each family, until they are registered or discarded. GUI thread.
class TaskDefinitionEditor : public QWidget {
    Q_OBJECT

public:
    explicit TaskDefinitionEditor(Session& session, QWidget* parent = nullptr);

    // A new family; a draft of one that was left comes back.
    void start_new();
    // A new revision that starts from this one; a draft of the family that was left comes back.
    void start_from(const model::TaskDefinition& definition);
    // The draft that was written last; false if there is none.
    bool resume();
    void set_cluster(const std::string& cluster); // where it would run
    void take(const model::ChangeSet& changes);
    void keep(); // writes the draft, if it was changed
    // Back to the revision that it started from, or to nothing; that can be undone.
    void discard();

    const Draft& draft() const { return draft_; }
    QString title() const; // "web:14 draft"
    QString family() const;
    std::int64_t next_revision() const;
    const std::vector<DraftProblem>& problems() const { return problems_; }

    EditorHeader* header() const { return header_; }
    Canvas* canvas() const;
    FormPane* form() const { return form_; }
    JsonEditor* json() const { return json_; }
    ProblemList* problem_list() const { return problem_list_; }
    NoticeBar* notice() const { return notice_; }
    DiffView* diff() const { return diff_; }
    bool shows_diff() const;
    // What the draft changes, in place of the panes; and back.
    void compare();
    void edit_again();

    // Carried out by the person: patches with a name that Undo shows.
    bool apply(const std::vector<Patch>& patches, const QString& name, const std::string& thread = {});
    // Replaces all of the draft, which can be undone.
    void replace(const Json& document, const QString& name);
    void undo();
    void redo();
    void register_draft();
    void import();
    enum class Export { Json, Cli, DockerRun, Compose };
    QString exported(Export as) const;

signals:
    void title_changed();
    void said(const QString& sentence); // for the status bar
    void create_service_wanted(const QString& definition);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    enum class From { Elsewhere, Form, Text, Canvas };

    void build();
    void fill_menu();
    void fill_exports(QMenu& menu);
    QAction* add_action(const QString& text, const QKeySequence& keys, void (TaskDefinitionEditor::*run)());
    void connect_parts();
    void start(Draft draft, const QString& family, std::int64_t base, bool kept);
    void changed(From from);
    void settle();
    void refresh_form();
    void refresh_canvas();
    void refresh_text();
    void refresh_problems();
    void refresh_header();
    void refresh_fit();
    void show_problem_marks();
    void take_form(const Json& document);
    void take_text();
    void choose_target(const CanvasTarget& target);
    void remove_target(const CanvasTarget& target);
    void choose_container(std::optional<std::size_t> container, From from);
    void go_to(const DraftProblem& problem);
    void focus_form(const Path& path);
    void set_size(const TaskSize& size);
    void show_band();
    void explain_fit();
    void registered(const Json& reply, const QString& of, const std::string& text);
    void refused(const Error& error);
    void offer_deployment(const std::string& family, std::int64_t revision);
    void deploy(const std::vector<model::Service::Key>& services, const std::string& definition);
    std::vector<model::Service::Key> services_of(const std::string& family) const;

    Session& session_;
    DraftStore store_;
    Draft draft_;
    QString started_as_; // the family whose draft this is; empty: a new one
    std::int64_t base_ = 0;
    std::string cluster_;
    std::vector<DraftProblem> problems_;
    std::vector<DraftProblem> refusals_; // of the last attempt to register, until the draft is changed
    Fit fit_;
    std::optional<std::size_t> container_; // what canvas, form and text have in common
    std::string renamed_; // the name of the container whose name is being typed
    QString title_;
    bool registering_ = false;
    bool unsaved_ = false;

    EditorHeader* header_;
    NoticeBar* notice_;
    QStackedWidget* content_; // panes and problems, or the comparison
    DiffView* diff_;
    QSplitter* panes_;
    CanvasPane* canvas_;
    QWidget* form_page_ = nullptr;
    QWidget* json_page_ = nullptr;
    QWidget* problem_page_ = nullptr;
    PaneTitle* form_title_;
    PaneTitle* json_title_;
    PaneTitle* problem_title_;
    FormPane* form_;
    JsonEditor* json_;
    ProblemList* problem_list_;
    QAction* undo_ = nullptr;
    QAction* redo_ = nullptr;
    QTimer save_soon_;
    QTimer fit_soon_;
};

} // namespace quayside::ui
