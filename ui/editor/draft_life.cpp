#include "ui/editor/diff_view.h"
#include "ui/editor/document_parts.h"
#include "ui/editor/notice_bar.h"
#include "ui/editor/pane_title.h"
#include "ui/editor/task_definition_editor.h"
#include "ui/forms/json_editor.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QComboBox>
#include <QStackedWidget>
#include <QTime>

// How a draft begins, is kept, comes back after it was left, and is given up.
namespace quayside::ui {

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

} // namespace quayside::ui
