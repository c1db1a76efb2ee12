#include "ui/forms/rows_field.h"

#include "ui/look/buttons.h"
#include "ui/look/icons.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

RowsField::RowsField(const api::Shape& shape, const Hint& hint, QWidget* parent)
    : Field(shape, hint, parent)
    , lines_(new QVBoxLayout)
    , below_(new QHBoxLayout)
    , add_(icon_button(theme_icon("list-add"), tr("Add to %1").arg(hint.label.toLower()), this))
{
    lines_->setSpacing(4);
    content()->addLayout(lines_);
    add_->setText(tr("Add"));
    add_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add_->setFocusPolicy(Qt::StrongFocus);
    below_->setSpacing(8);
    below_->addWidget(add_);
    below_->addStretch();
    content()->addLayout(below_);
    connect(add_, &QToolButton::clicked, this, [this] {
        append().first->setFocus();
        touch();
    });
}

const RowsField::Row& RowsField::append()
{
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    const Row row = make_row(line, layout);
    row.field->set_value(nullptr);
    auto* remove_button = icon_button(theme_icon("list-remove"), tr("Remove this row"), line);
    remove_button->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(remove_button, 0, Qt::AlignTop);
    lines_->addWidget(line);
    line->show(); // at once: it gets the keyboard next
    rows_.push_back(row);
    connect(row.field, &Field::edited, this, &RowsField::touch);
    connect(remove_button, &QToolButton::clicked, this, [this, line] { remove(line); });
    rows_changed();
    return rows_.back();
}

void RowsField::remove(QWidget* line)
{
    const auto found = std::find_if(rows_.begin(), rows_.end(), [line](const Row& row) { return row.line == line; });
    const auto index = static_cast<std::size_t>(found - rows_.begin());
    rows_.erase(found);
    line->hide();
    line->deleteLater();
    (index < rows_.size() ? rows_[index].first : add_)->setFocus();
    rows_changed();
    touch();
}

void RowsField::drop_last()
{
    rows_.back().line->hide();
    rows_.back().line->deleteLater();
    rows_.pop_back();
}

void RowsField::add_beside(QWidget* widget)
{
    below_->insertWidget(below_->count() - 1, widget);
}

void RowsField::touch()
{
    touched_ = true;
    emit edited();
}

void RowsField::set_value(const Json* value)
{
    original_ = value ? std::optional<Json>(*value) : std::nullopt;
    touched_ = false;
    const auto count = value ? count_of(*value) : 0;
    while (rows_.size() > count)
        drop_last();
    for (std::size_t i = 0; i < count; ++i)
        show_value(i < rows_.size() ? rows_[i] : append(), *value, i);
    rows_changed();
}

std::optional<Json> RowsField::value() const
{
    if (!touched_)
        return original_;
    Json made = collect();
    return made.empty() ? std::nullopt : std::make_optional(std::move(made));
}

QWidget* RowsField::input()
{
    return rows_.empty() ? static_cast<QWidget*>(add_) : rows_.front().first;
}

void RowsField::clear_problems()
{
    Field::clear_problems();
    for (const auto& row : rows_)
        row.field->clear_problems();
}

} // namespace quayside::ui
