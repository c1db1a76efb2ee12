#include "ui/pages/editor_page.h"

#include "ui/editor/canvas.h"
#include "ui/editor/task_definition_editor.h"
#include "ui/look/theme.h"
#include "ui/pages/object_actions.h"
#include "ui/session/session.h"

#include <QVBoxLayout>

namespace quayside::ui {

namespace {

constexpr int kLeastWidth = 600;

} // namespace

EditorPage::EditorPage(Session& session, ObjectActions& actions, QWidget* parent)
    : Page(PageKind::Editor, session, actions, parent)
    , editor_(new TaskDefinitionEditor(session, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(editor_);
    // The panes beside it make room a moment after it is opened; until then it must not squeeze them.
    setMinimumWidth(Theme::get().scaled(kLeastWidth));
    connect(editor_, &TaskDefinitionEditor::title_changed, this, &Page::tab_title_changed);
    connect(editor_, &TaskDefinitionEditor::said, &actions, &ObjectActions::said);
    connect(editor_, &TaskDefinitionEditor::create_service_wanted, &actions, &ObjectActions::create_service_of);
}

bool EditorPage::select(const ObjectRef& ref)
{
    const auto definition = find_definition(session().state(), ref);
    if (ref && !definition)
        return false;
    started_ = true;
    if (definition)
        editor_->start_from(*definition);
    else
        editor_->start_new();
    return true;
}

void EditorPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (!started_ && !editor_->resume())
        editor_->start_new();
    started_ = true;
}

void EditorPage::focus_content()
{
    if (editor_->canvas()->isHidden())
        editor_->setFocus();
    else
        editor_->canvas()->setFocus();
}

QString EditorPage::tab_title() const
{
    return editor_->title();
}

void EditorPage::cluster_changed()
{
    editor_->set_cluster(cluster());
}

void EditorPage::take(const model::ChangeSet& changes)
{
    editor_->take(changes);
}

} // namespace quayside::ui
