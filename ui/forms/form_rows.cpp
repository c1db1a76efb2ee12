#include "ui/forms/form_rows.h"

#include "ui/forms/field.h"
#include "ui/look/labels.h"

#include <QGridLayout>

namespace quayside::ui {

namespace {

Field* descend(const Fields& fields, const std::string& path)
{
    const auto steps = parse_path(path);
    const auto found = steps.empty() ? fields.end() : fields.find(steps.front().member);
    Field* field = found == fields.end() ? nullptr : found->second;
    for (std::size_t i = 1; field && i < steps.size(); ++i) {
        auto* next = field->child(steps[i]);
        if (!next)
            break;
        field->reveal(next);
        field = next;
    }
    return field;
}

} // namespace

QGridLayout* form_grid()
{
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, Theme::get().scaled(132));
    grid->setColumnStretch(1, 1);
    return grid;
}

QLabel* form_row(QGridLayout* grid, const QString& label, QWidget* widget, QWidget* input)
{
    auto* text = new TextLabel(label, Type::Body, Role::Muted);
    text->setMinimumHeight(Theme::get().scaled(28));
    text->setBuddy(input ? input : widget);
    const int row = grid->rowCount();
    grid->addWidget(text, row, 0, Qt::AlignTop);
    grid->addWidget(widget, row, 1);
    return text;
}

QLabel* form_row(QGridLayout* grid, const QString& label, Field* field)
{
    return form_row(grid, label, field, field->input());
}

void mark_problems(const Fields& fields, const std::vector<api::Problem>& problems)
{
    for (const auto& [name, field] : fields)
        field->clear_problems();
    QWidget* first = nullptr;
    for (const auto& problem : problems) {
        auto* field = descend(fields, problem.path);
        if (!field)
            continue;
        auto text = QString::fromStdString(problem.reason);
        if (!text.isEmpty())
            text[0] = text[0].toUpper();
        field->set_problem(text);
        first = first ? first : field->input();
    }
    if (first)
        first->setFocus();
}

} // namespace quayside::ui
