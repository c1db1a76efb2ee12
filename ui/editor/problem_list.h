#pragma once

#include "ui/editor/problems.h"
#include "ui/tables/row_model_of.h"
#include "ui/tables/table_view.h"

namespace quayside::ui {

// What is to be said of a draft, worst first. A click on the fix carries it out; anything else goes to the place.
class ProblemList : public TableView {
    Q_OBJECT

public:
    explicit ProblemList(const model::State& state, QWidget* parent = nullptr);
    void show_problems(const std::vector<DraftProblem>& problems, const QString& when_none);

signals:
    void place_wanted(const quayside::ui::DraftProblem& problem);
    void fix_wanted(const quayside::ui::DraftProblem& problem);

private:
    RowModelOf<DraftProblem> rows_;
};

StateGlyph glyph_of(DraftProblem::Severity severity);

} // namespace quayside::ui
