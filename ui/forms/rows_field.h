#pragma once

#include "ui/forms/field.h"

#include <vector>

class QHBoxLayout;
class QToolButton;
class QVBoxLayout;

namespace quayside::ui {

// What lists and maps have in common: rows with a button to remove each and one to add another. As long as nobody
// touches it, its value is the one that was set, to the letter; rows that are left empty are not part of it.
class RowsField : public Field {
    Q_OBJECT
public:
    void set_value(const Json* value) override;
    std::optional<Json> value() const override;
    QWidget* input() override;
    void clear_problems() override;

    int rows() const { return static_cast<int>(rows_.size()); }
    QToolButton* add_button() const { return add_; }

protected:
    struct Row {
        QWidget* line;
        QWidget* first; // where the keyboard goes
        Field* field;
    };

    RowsField(const api::Shape& shape, const Hint& hint, QWidget* parent);
    void mark(bool) override { }

    // Fills the line of a new row, all but the button that removes it.
    virtual Row make_row(QWidget* line, QHBoxLayout* layout) = 0;
    // How many rows a value has, what row `index` of it shows, and the value that the rows make; empty: none.
    virtual std::size_t count_of(const Json& value) const = 0;
    virtual void show_value(const Row& row, const Json& value, std::size_t index) = 0;
    virtual Json collect() const = 0;
    virtual void rows_changed() { } // there is another number of them

    const std::vector<Row>& all_rows() const { return rows_; }
    void touch();
    void add_beside(QWidget* widget); // right of the button that adds a row

private:
    const Row& append();
    void remove(QWidget* line);
    void drop_last();

    std::vector<Row> rows_;
    QVBoxLayout* lines_;
    QHBoxLayout* below_;
    QToolButton* add_;
    std::optional<Json> original_;
    bool touched_ = false;
};

} // namespace quayside::ui
