#pragma once

#include "ui/forms/field.h"

class QToolButton;

namespace quayside::ui {

// A deep value behind its heading. It is held as it is until somebody opens it; only then its fields are built.
class LazyField : public Field {
    Q_OBJECT
public:
    LazyField(const api::Shape& shape, const Hint& hint, QWidget* parent = nullptr);
    void set_value(const Json* value) override;
    std::optional<Json> value() const override;
    Field* child(const PathStep& step) override;
    void reveal(Field* child) override;
    QWidget* input() override;
    void clear_problems() override;

    void set_open(bool open);
    bool is_open() const;

signals:
    void toggled(bool open);

protected:
    void mark(bool) override { }

private:
    void build();
    void refresh_heading();

    QToolButton* heading_;
    Field* inner_ = nullptr;
    std::optional<Json> held_;
};

// The button over what can be folded: a triangle and words.
QToolButton* folding_button(const QString& text, QWidget* parent);

} // namespace quayside::ui
