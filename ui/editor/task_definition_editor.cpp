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

using Severity = DraftProblem::Severity;
using Kind = CanvasTarget::Kind;

constexpr int kCanvas = 528;
constexpr int kForm = 388;
constexpr int kJson = 308;
constexpr int kProblems = 152;
constexpr std::chrono::milliseconds kBeforeSaving{ 1'000 };
constexpr std::chrono::milliseconds kBeforeFitting{ 200 };

Json new_document()
{
    Json document = Json::object();
    document["family"] = "";
    document["networkMode"] = "bridge";
    document["containerDefinitions"] = Json::array();
    return document;
}

std::optional<std::size_t> container_in(const Path& path)
{
    const bool in = path.size() >= 2 && path[0].member == "containerDefinitions" && path[1].member.empty();
    return in ? std::optional(path[1].index) : std::nullopt;
}

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

StateGlyph worse(StateGlyph a, StateGlyph b)
{
    return a == StateGlyph::Failed || b == StateGlyph::None ? a : b;
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

void TaskDefinitionEditor::start(Draft draft, const QString& family, std::int64_t base, bool kept)
{
    keep();
    content_->setCurrentIndex(0);
    draft_ = std::move(draft);
    started_as_ = family;
    base_ = base;
    refusals_.clear();
    renamed_.clear();
    container_ = containers_of(draft_.document().value()).empty() ? std::nullopt : std::optional<std::size_t>(0);
    form_title_->set_info(kept ? tr("the draft you left") : QString());
    notice_->hide();
    changed(From::Elsewhere);
    settle();
    choose_container(container_, From::Elsewhere);
    if (kept)
        notice_->show_notice(tr("This is the draft that you left."),
            { { base > 0 ? tr("Start again from %1:%2").arg(family).arg(base) : tr("Start again"),
                [this] { discard(); } } });
}

void TaskDefinitionEditor::start_new()
{
    Draft draft{ JsonDocument(new_document()) };
    const auto kept = store_.load({});
    if (kept)
        draft.set_text(kept->text);
    start(std::move(draft), {}, 0, kept.has_value());
}

void TaskDefinitionEditor::start_from(const model::TaskDefinition& definition)
{
    const auto family = from_utf8(definition.family);
    Draft draft{ JsonDocument(definition.document) };
    const auto kept = store_.load(family);
    const bool same = !kept || kept->text == draft.text();
    if (!same)
        draft.set_text(kept->text);
    start(std::move(draft), family, same ? definition.revision : kept->base, !same);
}

bool TaskDefinitionEditor::resume()
{
    const auto kept = store_.newest();
    if (!kept)
        return false;
    const auto base = session_.state().task_definitions().find({ kept->family.toStdString(), kept->base });
    Draft draft{ JsonDocument(base ? base->document : new_document()) };
    draft.set_text(kept->text);
    start(std::move(draft), kept->family, kept->base, true);
    return true;
}

void TaskDefinitionEditor::discard()
{
    const auto base = session_.state().task_definitions().find({ started_as_.toStdString(), base_ });
    draft_.set_text(JsonDocument(base ? base->document : new_document()).text());
    changed(From::Elsewhere);
    settle();
    store_.forget(started_as_);
    form_title_->set_info({});
    notice_->hide();
}

// Nobody has written anything that is worth keeping.
void TaskDefinitionEditor::settle()
{
    save_soon_.stop();
    unsaved_ = false;
}

void TaskDefinitionEditor::keep()
{
    json_->flush();
    if (unsaved_)
        store_.save({ started_as_, base_, draft_.text() });
    settle();
}

void TaskDefinitionEditor::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    keep();
}

QString TaskDefinitionEditor::family() const
{
    return from_utf8(text_of(draft_.document().value(), "family"));
}

std::int64_t TaskDefinitionEditor::next_revision() const
{
    const auto& families = session_.state().families();
    const auto found = families.find(text_of(draft_.document().value(), "family"));
    return found == families.end() ? 1 : found->second.rbegin()->first + 1;
}

QString TaskDefinitionEditor::title() const
{
    if (shows_diff())
        return tr("Diff: %1 and %2").arg(diff_->left()->currentText(), diff_->right()->currentText());
    return family().isEmpty() ? tr("New task definition") : tr("%1:%2 draft").arg(family()).arg(next_revision());
}

void TaskDefinitionEditor::set_cluster(const std::string& cluster)
{
    cluster_ = cluster;
    refresh_fit();
}

void TaskDefinitionEditor::take(const model::ChangeSet& changes)
{
    if (!changes.of<model::TaskDefinition>().empty() || changes.full)
        refresh_header();
    if ((!changes.of<model::Task>().empty() || !changes.of<model::ContainerInstance>().empty() || changes.full)
        && !fit_soon_.isActive())
        fit_soon_.start();
}

bool TaskDefinitionEditor::apply(const std::vector<Patch>& patches, const QString& name, const std::string& thread)
{
    json_->flush();
    if (!draft_.apply(patches, name, thread))
        return false;
    changed(From::Canvas);
    return true;
}

void TaskDefinitionEditor::replace(const Json& document, const QString& name)
{
    json_->flush();
    if (draft_.is_valid())
        draft_.become(document, name);
    else
        draft_.set_text(JsonDocument(document).text());
    changed(From::Elsewhere);
}

void TaskDefinitionEditor::undo()
{
    json_->flush();
    draft_.undo();
    changed(From::Elsewhere);
}

void TaskDefinitionEditor::redo()
{
    json_->flush();
    draft_.redo();
    changed(From::Elsewhere);
}

// Everything follows the draft, but for the one that the change came from.
void TaskDefinitionEditor::changed(From from)
{
    unsaved_ = true;
    save_soon_.start();
    refusals_.clear();
    const bool valid = draft_.is_valid();
    form_->set_editable(valid);
    canvas_->set_read_only(!valid);
    const auto count = containers_of(draft_.document().value()).size();
    if (container_ && *container_ >= count)
        container_ = count > 0 ? std::optional(count - 1) : std::nullopt;
    if (from != From::Form)
        refresh_form();
    if (from != From::Text)
        refresh_text();
    refresh_problems();
    refresh_canvas();
    refresh_header();
    show_band();
    fit_soon_.start();
    undo_->setEnabled(draft_.can_undo());
    undo_->setText(draft_.can_undo() ? tr("&Undo: %1").arg(draft_.undo_name()) : tr("&Undo"));
    redo_->setEnabled(draft_.can_redo());
    redo_->setText(draft_.can_redo() ? tr("&Redo: %1").arg(draft_.redo_name()) : tr("&Redo"));
}

void TaskDefinitionEditor::refresh_form()
{
    form_->show_document(draft_.document().value());
    form_->show_container(container_);
}

void TaskDefinitionEditor::refresh_text()
{
    json_->set_text(from_utf8(draft_.text()));
}

void TaskDefinitionEditor::refresh_canvas()
{
    Canvas::Marks marks;
    const auto graph = read_graph(draft_.document().value());
    for (const auto& problem : problems_) {
        const auto glyph = glyph_of(problem.severity);
        if (problem.severity == Severity::Advice)
            continue;
        if (const auto container = container_in(problem.path))
            marks.containers[*container] = worse(marks.containers[*container], glyph);
        for (std::size_t e = 0; e < graph.edges.size(); ++e)
            if (const auto& path = graph.edges[e].path;
                path.size() <= problem.path.size() && std::equal(path.begin(), path.end(), problem.path.begin()))
                marks.edges[e] = worse(marks.edges[e], glyph);
    }
    canvas_->show_graph(graph, marks);
    const bool in_edge = canvas()->selection().kind == Kind::Edge && container_
        && graph.edges[canvas()->selection().index].waits == *container_;
    if (container_ && !in_edge)
        canvas()->select({ Kind::Container, *container_ });
}

void TaskDefinitionEditor::refresh_problems()
{
    if (draft_.is_valid())
        problems_ = find_problems(draft_.document(), cluster_.empty() ? std::nullopt : std::optional(fit_));
    else
        problems_ = { syntax_problem(draft_.error()) };
    problems_.insert(problems_.begin(), refusals_.begin(), refusals_.end());
    problem_list_->show_problems(problems_, tr("Nothing is wrong with this draft."));
    form_->set_problems(draft_.is_valid() ? problems_ : std::vector<DraftProblem>());
    show_problem_marks();
    const auto count
        = [this](Severity severity) { return std::ranges::count(problems_, severity, &DraftProblem::severity); };
    const auto errors = count(Severity::Error);
    QStringList counts;
    for (const auto& [severity, one, many] : { std::tuple{ Severity::Error, tr("error"), tr("errors") },
             { Severity::Warning, tr("warning"), tr("warnings") },
             { Severity::Advice, tr("piece of advice"), tr("pieces of advice") } })
        if (const auto n = count(severity); n > 0)
            counts << counted(n, one, many);
    const auto blocked = errors == 1 ? tr("1 error blocks registering") : tr("%1 errors block registering").arg(errors);
    if (errors > 0)
        counts << blocked;
    problem_title_->set_info(counts.join(QStringLiteral(", ")));
    header_->set_block(registering_ ? tr("It is being registered")
            : errors > 0            ? QStringLiteral("%1: %2").arg(blocked, problems_.front().text)
                                    : ChangeGate::of(session_).why_not({}));
}

void TaskDefinitionEditor::show_problem_marks()
{
    std::vector<JsonEditor::Mark> marks;
    if (!draft_.is_valid()) {
        marks.push_back({ line_in(draft_.error()), StateGlyph::Failed, parser_sentence(draft_.error()) });
        json_title_->set_info(
            tr("JSON has an error at %1:%2").arg(line_in(draft_.error())).arg(column_in(draft_.error())));
    } else {
        for (const auto& problem : problems_)
            if (!problem.path.empty() && problem.severity != Severity::Advice)
                marks.push_back({ draft_.document().line_of(problem.path), glyph_of(problem.severity), problem.text });
        const auto unknown = static_cast<std::int64_t>(count_unknown(draft_.document().value()));
        json_title_->set_info(unknown == 0
                ? tr("in step")
                : tr("in step, %1 kept").arg(counted(unknown, tr("unknown key"), tr("unknown keys"))));
    }
    json_->set_marks(marks);
}

void TaskDefinitionEditor::refresh_header()
{
    const auto& document = draft_.document().value();
    const auto next = next_revision();
    if (shows_diff())
        diff_->set_draft(document, tr("%1:%2 draft").arg(family()).arg(next));
    header_->set_name(family(), next);
    header_->set_size(task_cpu(document), task_memory(document), draft_.is_valid());
    header_->set_previous(next - 1);
    if (const auto now = title(); now != title_) {
        title_ = now;
        emit title_changed();
    }
}

void TaskDefinitionEditor::refresh_fit()
{
    auto fit = fit_of(draft_.document().value(), session_.state(), cluster_);
    header_->set_fit(fit);
    diff_->set_fit(tr("The draft fits on %1").arg(header_->fit_text()));
    if (fit == fit_)
        return;
    fit_ = std::move(fit);
    refresh_problems();
}

void TaskDefinitionEditor::take_form(const Json& document)
{
    const auto& before = draft_.document().value();
    auto patches = changes_between(before, document);
    if (patches.empty())
        return;
    const auto thread = patches.size() == 1 ? "form " + path_text(patches.front().path) : std::string();
    const auto name = tr("Edit %1").arg(place_text(before, patches.front().path));
    // Those that name a container follow when it is renamed, also by way of no name at all.
    if (container_ && *container_ < containers_of(before).size() && *container_ < containers_of(document).size()) {
        const auto old_name = text_of(containers_of(before)[*container_], "name");
        const auto new_name = text_of(containers_of(document)[*container_], "name");
        if (!old_name.empty() && new_name.empty())
            renamed_ = old_name;
        const auto followers = rename_references(document, old_name.empty() ? renamed_ : old_name, new_name);
        if (old_name != new_name)
            patches.insert(patches.end(), followers.begin(), followers.end());
    }
    const bool has_followers = patches.size() > 1;
    if (draft_.apply(patches, name, thread))
        changed(has_followers ? From::Canvas : From::Form);
}

void TaskDefinitionEditor::take_text()
{
    draft_.set_text(json_->text().toStdString());
    changed(From::Text);
}

void TaskDefinitionEditor::choose_target(const CanvasTarget& target)
{
    const auto& graph = canvas()->graph();
    if (target.kind == Kind::Container)
        choose_container(target.index, From::Canvas);
    else if (target.kind == Kind::Edge)
        choose_container(graph.edges[target.index].waits, From::Canvas);
    else if (target.kind == Kind::Shared && graph.shared[target.index].kind == TaskGraph::Shared::Kind::Secret)
        choose_container(container_in(graph.shared[target.index].path), From::Canvas);
    else if (target.kind == Kind::Shared)
        choose_container(std::nullopt, From::Canvas);
}

// The container is marked in all three at once.
void TaskDefinitionEditor::choose_container(std::optional<std::size_t> container, From from)
{
    container_ = container;
    if (from != From::Form)
        form_->show_container(container);
    if (from != From::Canvas)
        canvas()->select(container ? CanvasTarget{ Kind::Container, *container } : CanvasTarget{});
    show_band();
    if (from != From::Text && draft_.is_valid() && container)
        json_->move_caret(draft_.document().span_of(container_path(*container)).begin);
}

void TaskDefinitionEditor::show_band()
{
    if (!container_ || !draft_.is_valid())
        return json_->show_band(0, 0);
    const auto span = draft_.document().span_of(container_path(*container_));
    const auto& text = draft_.text();
    const auto line_of = [&text](std::size_t offset) {
        return static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n')) + 1;
    };
    json_->show_band(line_of(span.begin), line_of(span.end));
}

void TaskDefinitionEditor::remove_target(const CanvasTarget& target)
{
    const auto& graph = canvas()->graph();
    const auto& document = draft_.document().value();
    if (target.kind == Kind::Container)
        apply(remove_container(document, target.index), tr("Remove %1").arg(graph.containers[target.index].title));
    else if (target.kind == Kind::Edge)
        apply({ { Patch::Kind::Remove, graph.edges[target.index].path } }, tr("Remove a dependency"));
    else if (target.kind == Kind::Shared && graph.shared[target.index].kind == TaskGraph::Shared::Kind::Volume)
        apply(remove_volume(document, graph.shared[target.index].path.back().index),
            tr("Remove %1").arg(graph.shared[target.index].name));
    else if (target.kind == Kind::Shared) {
        const auto& path = graph.shared[target.index].path;
        const auto& secret = list_of(containers_of(document)[path[1].index], "secrets")[path.back().index];
        apply(remove_secret(document, text_of(secret, "valueFrom")),
            tr("Remove %1").arg(graph.shared[target.index].name));
    }
}

void TaskDefinitionEditor::go_to(const DraftProblem& problem)
{
    if (!draft_.is_valid()) {
        json_page_->show();
        json_->setCursorPosition(line_in(draft_.error()) - 1, column_in(draft_.error()) - 1);
        json_->setFocus();
        return;
    }
    json_->move_caret(draft_.document().span_of(problem.path).begin);
    focus_form(problem.path);
}

void TaskDefinitionEditor::focus_form(const Path& path)
{
    form_page_->show();
    choose_container(container_in(path), From::Elsewhere);
    form_->focus_path(path);
}

void TaskDefinitionEditor::set_size(const TaskSize& size)
{
    const auto& document = draft_.document().value();
    std::vector<Patch> patches;
    for (const auto& [member, value] : { std::pair{ "cpu", size.cpu }, { "memory", size.memory } })
        if (value > 0)
            patches.push_back({ Patch::Kind::Set, { { member, 0 } }, std::to_string(value) });
        else if (document.contains(member))
            patches.push_back({ Patch::Kind::Remove, { { member, 0 } } });
    if (!patches.empty())
        apply(patches, tr("Size of the task"));
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
