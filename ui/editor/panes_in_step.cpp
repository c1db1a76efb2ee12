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
#include "ui/editor/task_definition_editor.h"
#include "ui/forms/json_editor.h"
#include "ui/forms/json_text.h"
#include "ui/look/text.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"

#include <QAction>
#include <QStackedWidget>

#include <algorithm>

// What is changed in one pane of the editor is shown by all: form, canvas, JSON, problems and header.
namespace quayside::ui {

namespace {

using Severity = DraftProblem::Severity;
using Kind = CanvasTarget::Kind;

StateGlyph worse(StateGlyph a, StateGlyph b)
{
    return a == StateGlyph::Failed || b == StateGlyph::None ? a : b;
}

} // namespace

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

} // namespace quayside::ui
