#include "ui/editor/task_definition_editor.h"

#include "ui/editor/canvas_pane.h"
#include "ui/editor/diff_view.h"
#include "ui/editor/document_parts.h"
#include "ui/editor/editor_header.h"
#include "ui/editor/edits.h"
#include "ui/editor/fit_meter.h"
#include "ui/editor/form_pane.h"
#include "ui/editor/notice_bar.h"
#include "ui/editor/pane_title.h"
#include "ui/editor/problem_list.h"
#include "ui/forms/json_editor.h"
#include "ui/forms/json_text.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/text_link.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTime>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace quayside::ui {

namespace {

using Kind = CanvasTarget::Kind;

constexpr int kCanvas = 528;
constexpr int kForm = 388;
constexpr int kJson = 308;
constexpr int kProblems = 152;
constexpr std::chrono::milliseconds kBeforeSaving{ 1'000 };
constexpr std::chrono::milliseconds kBeforeFitting{ 200 };

QWidget* page_of(PaneTitle* title, QWidget* content)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(content, 1);
    return page;
}

} // namespace

TaskDefinitionEditor::TaskDefinitionEditor(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , store_(this)
    , draft_(JsonDocument(new_document()))
    , header_(new EditorHeader(this))
    , notice_(new NoticeBar(this))
    , content_(new QStackedWidget)
    , diff_(new DiffView(session.state()))
    , panes_(new QSplitter(Qt::Horizontal))
    , canvas_(new CanvasPane)
    , form_title_(new PaneTitle(tr("Form")))
    , json_title_(new PaneTitle(tr("JSON")))
    , problem_title_(new PaneTitle(tr("Problems")))
    , form_(new FormPane)
    , json_(new JsonEditor)
    , problem_list_(new ProblemList(session.state()))
{
    build();
    fill_menu();
    connect_parts();
    changed(From::Elsewhere);
    settle();
}

void TaskDefinitionEditor::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header_);
    column->addWidget(new HLine(this));
    column->addWidget(notice_);
    json_->show_gutter();
    json_->leave_undo_to_window();
    json_->setMinimumWidth(Theme::get().scaled(160));
    form_page_ = page_of(form_title_, form_);
    json_page_ = page_of(json_title_, json_);
    problem_page_ = page_of(problem_title_, problem_list_);
    for (QWidget* page : std::initializer_list<QWidget*>{ canvas_, form_page_, json_page_ })
        panes_->addWidget(page);
    panes_->setChildrenCollapsible(false);
    panes_->setStretchFactor(0, 3);
    panes_->setStretchFactor(1, 2);
    panes_->setStretchFactor(2, 2);
    panes_->setSizes({ Theme::get().scaled(kCanvas), Theme::get().scaled(kForm), Theme::get().scaled(kJson) });
    auto* all = new QSplitter(Qt::Vertical);
    all->setChildrenCollapsible(false);
    all->addWidget(panes_);
    all->addWidget(problem_page_);
    all->setStretchFactor(0, 1);
    all->setStretchFactor(1, 0);
    all->setSizes({ 1000, Theme::get().scaled(kProblems) });
    content_->addWidget(all);
    content_->addWidget(diff_);
    column->addWidget(content_, 1);
    setFocusProxy(form_);
}

QAction* TaskDefinitionEditor::add_action(
    const QString& text, const QKeySequence& keys, void (TaskDefinitionEditor::*run)())
{
    auto* action = new QAction(text, this);
    action->setObjectName("draft-action"); // has a place in the window's menus
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    header_->menu_button()->menu()->addAction(action);
    return action;
}

void TaskDefinitionEditor::fill_menu()
{
    auto* menu = new QMenu(this);
    header_->menu_button()->setMenu(menu);
    undo_ = add_action(tr("&Undo"), QKeySequence::Undo, &TaskDefinitionEditor::undo);
    redo_ = add_action(tr("&Redo"), QKeySequence::Redo, &TaskDefinitionEditor::redo);
    menu->addSeparator();
    add_action(tr("&Compare with a revision"), QKeySequence(Qt::CTRL | Qt::Key_D), &TaskDefinitionEditor::compare);
    menu->addSeparator();
    const std::tuple<QString, QWidget*> panes[] = { { tr("&Canvas"), canvas_ }, { tr("&Form"), form_page_ },
        { tr("&JSON"), json_page_ }, { tr("&Problems"), problem_page_ } };
    for (const auto& [name, page] : panes) {
        auto* action = menu->addAction(name);
        action->setCheckable(true);
        connect(action, &QAction::triggered, page, &QWidget::setVisible);
        connect(menu, &QMenu::aboutToShow, action, [action, pane = page] { action->setChecked(!pane->isHidden()); });
    }
    menu->addSeparator();
    add_action(tr("&Import…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I), &TaskDefinitionEditor::import);
    fill_exports(*menu->addMenu(theme_icon("document-export"), tr("Copy &as")));
    menu->addSeparator();
    add_action(tr("&Discard this draft"), {}, &TaskDefinitionEditor::discard);
    auto* enter = new QAction(this);
    enter->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    enter->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(enter, &QAction::triggered, this, &TaskDefinitionEditor::register_draft);
    addAction(enter);
}

void TaskDefinitionEditor::connect_parts()
{
    connect(canvas_, &CanvasPane::close_wanted, canvas_, &QWidget::hide);
    connect(form_title_, &PaneTitle::close_wanted, form_page_, &QWidget::hide);
    connect(json_title_, &PaneTitle::close_wanted, json_page_, &QWidget::hide);
    connect(problem_title_, &PaneTitle::close_wanted, problem_page_, &QWidget::hide);
    connect(form_, &FormPane::edited, this, &TaskDefinitionEditor::take_form);
    connect(form_, &FormPane::container_chosen, this, [this] { choose_container(form_->container(), From::Form); });
    connect(json_, &JsonEditor::edited, this, &TaskDefinitionEditor::take_text);
    connect(json_, &JsonEditor::caret_moved, this, [this] {
        // It also moves because something else was chosen, and tells so later.
        const auto container = container_in(draft_.document().path_at(json_->caret()));
        if (draft_.is_valid() && container != container_)
            choose_container(container, From::Text);
    });
    connect(canvas(), &Canvas::chosen, this, &TaskDefinitionEditor::choose_target);
    connect(canvas(), &Canvas::remove_wanted, this, &TaskDefinitionEditor::remove_target);
    connect(canvas(), &Canvas::edit_wanted, this, [this](const CanvasTarget& target) {
        const auto& graph = canvas()->graph();
        if (target.kind == Kind::Container)
            focus_form(container_path(target.index) / "name");
        else if (target.kind == Kind::Edge)
            focus_form(graph.edges[target.index].path);
        else if (target.kind == Kind::Shared)
            focus_form(graph.shared[target.index].path);
    });
    connect(canvas(), &Canvas::connected, this, [this](std::size_t first, std::size_t waits, const QString& condition) {
        apply(connect_containers(draft_.document().value(), first, waits, condition.toStdString()),
            tr("Dependency on %1").arg(canvas()->graph().containers[first].title));
    });
    connect(canvas_, &CanvasPane::add_wanted, this, [this] {
        const auto count = containers_of(draft_.document().value()).size();
        if (!apply(add_container(draft_.document().value()), tr("Add a container")))
            return;
        choose_container(count, From::Elsewhere);
        focus_form(container_path(count) / "name");
    });
    connect(problem_list_, &ProblemList::place_wanted, this, &TaskDefinitionEditor::go_to);
    connect(problem_list_, &ProblemList::fix_wanted, this, [this](const DraftProblem& problem) {
        if (problem.fix)
            apply(problem.fix->patches, problem.fix->title);
    });
    connect(header_->import_button(), &QPushButton::clicked, this, &TaskDefinitionEditor::import);
    connect(header_->diff_button(), &QPushButton::clicked, this, &TaskDefinitionEditor::compare);
    connect(diff_, &DiffView::edit_wanted, this, &TaskDefinitionEditor::edit_again);
    connect(diff_, &DiffView::undo_wanted, this, &TaskDefinitionEditor::undo);
    connect(diff_, &DiffView::take_wanted, this,
        [this](const std::vector<Patch>& patches, const QString& name) { apply(patches, name); });
    connect(header_, &EditorHeader::size_chosen, this, &TaskDefinitionEditor::set_size);
    connect(header_->register_button(), &QPushButton::clicked, this, &TaskDefinitionEditor::register_draft);
    connect(&ChangeGate::of(session_), &ChangeGate::changed, this, &TaskDefinitionEditor::refresh_problems);
    connect(header_->explain_link(), &QAbstractButton::clicked, this, &TaskDefinitionEditor::explain_fit);
    connect(&store_, &DraftStore::saved, this,
        [this] { form_title_->set_info(tr("draft saved at %1").arg(QTime::currentTime().toString("HH:mm:ss"))); });
    connect(&store_, &DraftStore::failed, this, [this](const QString& reason) {
        notice_->show_notice(tr("The draft could not be kept on disk: %1").arg(reason), {}, true);
    });
    save_soon_.setSingleShot(true);
    save_soon_.setInterval(kBeforeSaving);
    connect(&save_soon_, &QTimer::timeout, this, &TaskDefinitionEditor::keep);
    fit_soon_.setSingleShot(true);
    fit_soon_.setInterval(kBeforeFitting);
    connect(&fit_soon_, &QTimer::timeout, this, &TaskDefinitionEditor::refresh_fit);
}

Canvas* TaskDefinitionEditor::canvas() const
{
    return canvas_->canvas();
}

bool TaskDefinitionEditor::shows_diff() const
{
    return content_->currentWidget() == diff_;
}

// With the revision that it started from, else the newest of the family.
void TaskDefinitionEditor::compare()
{
    json_->flush();
    const auto& families = session_.state().families();
    const auto found = families.find(family().toStdString());
    if (found == families.end())
        return;
    const bool based = family() == started_as_ && found->second.contains(base_);
    const auto name = tr("%1:%2 draft").arg(family()).arg(next_revision());
    diff_->show_draft(draft_.document().value(), name, { found->first, based ? base_ : found->second.rbegin()->first });
    content_->setCurrentWidget(diff_);
    diff_->tree()->setFocus();
    refresh_header();
}

void TaskDefinitionEditor::edit_again()
{
    content_->setCurrentIndex(0);
    refresh_header();
    form_->setFocus();
}

void TaskDefinitionEditor::explain_fit()
{
    (new FitPopup(fit_, this))->show_below(*header_->explain_link());
}

} // namespace quayside::ui
