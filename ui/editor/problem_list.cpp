#include "ui/editor/problem_list.h"

#include "ui/look/icons.h"
#include "ui/look/text.h"

#include <nlohmann/json.hpp>

namespace quayside::ui {

namespace {

std::vector<Column<DraftProblem>> problem_columns()
{
    using Row = DraftProblem;
    std::vector<Column<Row>> columns;
    columns.push_back(
        { .info = { .id = "severity", .title = QObject::tr("Severity"), .style = CellStyle::State, .width = 92 },
            .key = [](const Row& row, const Context&) { return number_key(row.rank); },
            .state =
                [](const Row& row, const Context&) {
                    return StateWord{ glyph_of(row.severity), words_of(row.severity), row.rank };
                } });
    columns.push_back({ .info = { .id = "class", .title = QObject::tr("Class"), .width = 104 },
        .text = [](const Row& row, const Context&) { return words_of(row.in); } });
    columns.push_back({ .info = { .id = "code", .title = QObject::tr("Code"), .style = CellStyle::Mono, .width = 80 },
        .text = [](const Row& row, const Context&) { return from_utf8(row.code); },
        .tone = [](const Row&, const Context&) { return Role::Muted; } });
    columns.push_back({ .info = { .id = "where", .title = QObject::tr("Where"), .width = 176 },
        .text = [](const Row& row, const Context&) { return row.where; } });
    columns.push_back({ .info = { .id = "problem", .title = QObject::tr("Problem"), .stretch = true, .width = 320 },
        .text = [](const Row& row, const Context&) { return row.text; } });
    columns.push_back({ .info = { .id = "fix", .title = QObject::tr("Fix"), .link = true, .width = 136 },
        .text = [](const Row& row, const Context&) { return row.fix ? row.fix->title : QString(); },
        .tone = [](const Row&, const Context&) { return Role::Accent; } });
    return columns;
}

} // namespace

StateGlyph glyph_of(DraftProblem::Severity severity)
{
    switch (severity) {
    case DraftProblem::Severity::Error:
        return StateGlyph::Failed;
    case DraftProblem::Severity::Warning:
        return StateGlyph::Warning;
    case DraftProblem::Severity::Advice:
        return StateGlyph::Info;
    }
    return StateGlyph::None;
}

ProblemList::ProblemList(const model::State& state, QWidget* parent)
    : TableView("draft-problems", tr("Problems"), parent)
    , rows_(problem_columns(), state)
{
    rows_.sort(0, Qt::AscendingOrder);
    set_rows(&rows_);
    connect(this, &TableView::opened, this, [this](int row) {
        const auto problem = rows_.value(row);
        if (!problem)
            return;
        if (problem->fix && currentIndex().column() == rows_.column_of(QStringLiteral("fix")))
            emit fix_wanted(*problem);
        else
            emit place_wanted(*problem);
    });
}

void ProblemList::show_problems(const std::vector<DraftProblem>& problems, const QString& when_none)
{
    set_empty(glyph_icon(StateGlyph::Healthy), when_none);
    std::vector<std::shared_ptr<const DraftProblem>> rows;
    for (const auto& problem : problems)
        if (const auto known = rows_.find(problem.key()); known && *known == problem)
            rows.push_back(known);
        else
            rows.push_back(std::make_shared<const DraftProblem>(problem));
    rows_.set_rows(std::move(rows));
}

} // namespace quayside::ui
