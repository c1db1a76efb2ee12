#pragma once

#include "core/model/state.h"

#include <QDialog>

namespace quayside::ui {

class DiffView;

// Two revisions of task definitions beside each other. GUI thread.
class RevisionsDialog : public QDialog {
    Q_OBJECT

public:
    RevisionsDialog(const model::State& state, const model::TaskDefinition::Key& left,
        const model::TaskDefinition::Key& right, QWidget* parent = nullptr);

    DiffView* diff() const { return diff_; }

private:
    DiffView* diff_;
};

} // namespace quayside::ui
