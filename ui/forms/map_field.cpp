#include "ui/forms/map_field.h"

#include <QHBoxLayout>
#include <QLineEdit>

#include <iterator>

namespace quayside::ui {

namespace {

std::string key_of(const QWidget* first)
{
    return static_cast<const QLineEdit*>(first)->text().toStdString();
}

} // namespace

MapField::MapField(const api::Shape& shape, const Hint& hint, QWidget* parent)
    : RowsField(shape, hint, parent)
{
}

RowsField::Row MapField::make_row(QWidget* line, QHBoxLayout* layout)
{
    auto* key = new QLineEdit(line);
    key->setAccessibleName(tr("%1, key").arg(hint().label));
    key->setPlaceholderText(tr("Key"));
    auto value_hint = hint();
    value_hint.label = tr("%1, value").arg(hint().label);
    value_hint.placeholder = tr("Value");
    value_hint.empty_is_text = true;
    auto* field = make_field(*shape().element, value_hint, line);
    layout->addWidget(key, 2);
    layout->addWidget(field, 3);
    connect(key, &QLineEdit::textEdited, this, &MapField::touch);
    return { line, key, field };
}

void MapField::show_value(const Row& row, const Json& value, std::size_t index)
{
    const auto item = std::next(value.begin(), static_cast<std::ptrdiff_t>(index));
    static_cast<QLineEdit*>(row.first)->setText(QString::fromStdString(item.key()));
    row.field->set_value(&item.value());
}

Json MapField::collect() const
{
    Json object = Json::object();
    for (const auto& row : all_rows())
        if (const auto key = key_of(row.first); !key.empty())
            object[key] = row.field->value().value_or(Json(""));
    return object;
}

Field* MapField::child(const PathStep& step)
{
    for (const auto& row : all_rows())
        if (key_of(row.first) == step.member)
            return row.field;
    return nullptr;
}

} // namespace quayside::ui
