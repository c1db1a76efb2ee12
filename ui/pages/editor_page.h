#pragma once

#include "ui/pages/page.h"

namespace quayside::ui {

class TaskDefinitionEditor;

// The draft of a revision. Shows the one that was written last until another is chosen.
class EditorPage : public Page {
    Q_OBJECT

public:
    EditorPage(Session& session, ObjectActions& actions, QWidget* parent);

    // A task definition: a new revision that starts from it. Nothing: a new family.
    bool select(const ObjectRef& ref) override;
    void focus_content() override;
    QString tab_title() const override;
    bool wants_all_room() const override { return true; }
    TaskDefinitionEditor* editor() const { return editor_; }

protected:
    void cluster_changed() override;
    void take(const model::ChangeSet& changes) override;
    void showEvent(QShowEvent* event) override;

private:
    TaskDefinitionEditor* editor_;
    bool started_ = false;
};

} // namespace quayside::ui
