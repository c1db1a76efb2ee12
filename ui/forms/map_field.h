#pragma once

#include "ui/forms/rows_field.h"

namespace quayside::ui {

// Keys and values in rows. A row without a key is not part of the value.
class MapField : public RowsField {
    Q_OBJECT
public:
    MapField(const api::Shape& shape, const Hint& hint, QWidget* parent = nullptr);
    Field* child(const PathStep& step) override;

protected:
    Row make_row(QWidget* line, QHBoxLayout* layout) override;
    std::size_t count_of(const Json& value) const override { return value.is_object() ? value.size() : 0; }
    void show_value(const Row& row, const Json& value, std::size_t index) override;
    Json collect() const override;
};

} // namespace quayside::ui
