#pragma once

#include "ui/forms/field.h"

#include <vector>

class QTabBar;
class QToolButton;

namespace quayside::ui {

// A list of large structures, such as containers: one tab each, named after its element. A tab's fields are built when
// it is first shown.
class TabbedListField : public Field {
    Q_OBJECT
public:
    TabbedListField(const api::Shape& shape, const Hint& hint, QWidget* parent = nullptr);
    void set_value(const Json* value) override;
    std::optional<Json> value() const override;
    Field* child(const PathStep& step) override;
    void reveal(Field* child) override;
    QWidget* input() override;
    void clear_problems() override;

    int count() const { return static_cast<int>(elements_.size()); }
    void select(int index);
    QToolButton* add_button() const { return add_; }

protected:
    void mark(bool) override { }

private:
    struct Element {
        std::optional<Json> held;
        Field* field = nullptr; // built lazily; then it holds the value
        std::optional<Json> value() const { return field ? field->value() : held; }
    };

    void append(std::optional<Json> value);
    void remove_current();
    Field* build(std::size_t index);
    void show_current();
    void refresh_titles();
    void touch();

    std::vector<Element> elements_;
    QTabBar* tabs_;
    QToolButton* add_;
    QToolButton* remove_;
    std::optional<Json> original_;
    bool touched_ = false;
};

} // namespace quayside::ui
