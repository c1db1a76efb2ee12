#pragma once

#include "ui/forms/rows_field.h"

#include <vector>

class QMenu;

namespace quayside::ui {

// A structure that is small enough for one row of a table.
bool fits_in_row(const api::Shape& shape);

// One row of a ListField: the members of a small structure side by side. What has no column is kept.
class RowField : public Field {
    Q_OBJECT
public:
    RowField(const api::Shape& shape, const Hint& hint, QWidget* parent = nullptr);
    void set_value(const Json* value) override;
    std::optional<Json> value() const override;
    Field* child(const PathStep& step) override;
    QWidget* input() override;
    void clear_problems() override;

protected:
    void mark(bool) override { }

private:
    std::vector<std::pair<const api::Member*, Field*>> cells_;
    std::optional<Json> original_;
};

// A list as rows. Rows that are left empty are not part of the value.
class ListField : public RowsField {
    Q_OBJECT
public:
    ListField(const api::Shape& shape, const Hint& hint, QWidget* parent = nullptr);
    Field* child(const PathStep& step) override;
    QMenu* templates() const { return templates_; } // null: the list has none

protected:
    Row make_row(QWidget* line, QHBoxLayout* layout) override;
    std::size_t count_of(const Json& value) const override { return value.is_array() ? value.size() : 0; }
    void show_value(const Row& row, const Json& value, std::size_t index) override;
    Json collect() const override;
    void rows_changed() override;

private:
    void add_header();
    QToolButton* offer_templates(); // null: there are none

    QWidget* header_ = nullptr;
    QMenu* templates_ = nullptr;
};

} // namespace quayside::ui
