#pragma once

#include "ui/forms/field.h"

#include <vector>

class QHBoxLayout;
class QToolButton;

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

// A list as rows with a button to remove each and one to add another. Rows that are left empty are not part of the
// value.
class ListField : public Field {
    Q_OBJECT
public:
    ListField(const api::Shape& shape, const Hint& hint, QWidget* parent = nullptr);
    void set_value(const Json* value) override;
    std::optional<Json> value() const override;
    Field* child(const PathStep& step) override;
    QWidget* input() override;
    void clear_problems() override;

    int rows() const { return static_cast<int>(rows_.size()); }
    QToolButton* add_button() const { return add_; }

protected:
    void mark(bool) override { }

private:
    struct Row {
        QWidget* line;
        Field* field;
    };

    void add_header();
    Field* append(const Json* value);
    void remove(QWidget* line);
    void refresh_names();

    std::vector<Row> rows_;
    QWidget* header_ = nullptr;
    QVBoxLayout* lines_;
    QToolButton* add_;
    std::optional<Json> original_;
    bool touched_ = false;
};

} // namespace quayside::ui
