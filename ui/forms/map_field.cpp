#include "ui/forms/map_field.h"

#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

MapField::MapField(const api::Shape& shape, const Hint& hint, QWidget* parent)
    : Field(shape, hint, parent)
    , lines_(new QVBoxLayout)
    , add_(icon_button(theme_icon("list-add"), tr("Add to %1").arg(hint.label.toLower()), this))
{
    lines_->setSpacing(4);
    content()->addLayout(lines_);
    add_->setText(tr("Add"));
    add_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add_->setFocusPolicy(Qt::StrongFocus);
    content()->addWidget(add_, 0, Qt::AlignLeft);
    connect(add_, &QToolButton::clicked, this, [this] {
        append({}, nullptr)->setFocus();
        touch();
    });
}

QLineEdit* MapField::append(const QString& key, const Json* value)
{
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto* key_line = new QLineEdit(key, line);
    key_line->setAccessibleName(tr("%1, key").arg(hint().label));
    key_line->setPlaceholderText(tr("Key"));
    auto value_hint = hint();
    value_hint.label = tr("%1, value").arg(hint().label);
    value_hint.placeholder = tr("Value");
    value_hint.empty_is_text = true;
    auto* field = make_field(*shape().element, value_hint, line);
    field->set_value(value);
    row->addWidget(key_line, 2);
    row->addWidget(field, 3);
    auto* remove_button = icon_button(theme_icon("list-remove"), tr("Remove this row"), line);
    remove_button->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(remove_button, 0, Qt::AlignTop);
    lines_->addWidget(line);
    line->show(); // at once: it gets the keyboard next
    rows_.push_back({ line, key_line, field });
    connect(key_line, &QLineEdit::textEdited, this, &MapField::touch);
    connect(field, &Field::edited, this, &MapField::touch);
    connect(remove_button, &QToolButton::clicked, this, [this, line] { remove(line); });
    return key_line;
}

void MapField::remove(QWidget* line)
{
    rows_.erase(std::find_if(rows_.begin(), rows_.end(), [line](const Row& row) { return row.line == line; }));
    line->hide();
    line->deleteLater();
    add_->setFocus();
    touch();
}

void MapField::touch()
{
    touched_ = true;
    emit edited();
}

void MapField::set_value(const Json* value)
{
    original_ = value ? std::optional<Json>(*value) : std::nullopt;
    touched_ = false;
    for (const auto& row : rows_) {
        row.line->hide();
        row.line->deleteLater();
    }
    rows_.clear();
    if (value && value->is_object())
        for (const auto& item : value->items())
            append(QString::fromStdString(item.key()), &item.value());
}

std::optional<Json> MapField::value() const
{
    if (!touched_)
        return original_;
    Json object = Json::object();
    for (const auto& row : rows_)
        if (const auto key = row.key->text().toStdString(); !key.empty())
            object[key] = row.field->value().value_or(Json(""));
    if (object.empty())
        return std::nullopt;
    return object;
}

Field* MapField::child(const PathStep& step)
{
    for (const auto& row : rows_)
        if (row.key->text().toStdString() == step.member)
            return row.field;
    return nullptr;
}

QWidget* MapField::input()
{
    return rows_.empty() ? static_cast<QWidget*>(add_) : rows_.front().key;
}

void MapField::clear_problems()
{
    Field::clear_problems();
    for (const auto& row : rows_)
        row.field->clear_problems();
}

} // namespace quayside::ui
