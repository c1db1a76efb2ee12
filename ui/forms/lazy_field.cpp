#include "ui/forms/lazy_field.h"

#include "ui/look/labels.h"

#include <QStyleOptionToolButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

// Open is no state to be pressed in: the triangle tells it.
class FoldingButton : public QToolButton {
public:
    using QToolButton::QToolButton;

protected:
    void initStyleOption(QStyleOptionToolButton* option) const override
    {
        QToolButton::initStyleOption(option);
        option->state &= ~QStyle::State_On;
    }
};

} // namespace

QToolButton* folding_button(const QString& text, QWidget* parent)
{
    auto* button = new FoldingButton(parent);
    button->setText(text);
    button->setAccessibleName(text);
    button->setCheckable(true);
    button->setArrowType(Qt::RightArrow);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    QObject::connect(button, &QToolButton::toggled, button,
        [button](bool open) { button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow); });
    return button;
}

LazyField::LazyField(const api::Shape& shape, const Hint& hint, QWidget* parent)
    : Field(shape, hint, parent)
    , heading_(folding_button(hint.label, this))
{
    content()->addWidget(heading_);
    connect(heading_, &QToolButton::toggled, this, [this](bool open) {
        if (open)
            build();
        if (inner_)
            inner_->setVisible(open);
        refresh_heading();
        emit toggled(open);
    });
}

void LazyField::build()
{
    if (inner_)
        return;
    inner_ = make_field(shape(), hint(), this);
    inner_->set_value(held_ ? &*held_ : nullptr);
    inner_->setContentsMargins(20, 4, 0, 4);
    content()->addWidget(inner_);
    connect(inner_, &Field::edited, this, [this] {
        refresh_heading();
        emit edited();
    });
}

void LazyField::refresh_heading()
{
    const bool set = value().has_value();
    heading_->setText(set && !is_open() ? tr("%1, set").arg(hint().label) : hint().label);
}

void LazyField::set_value(const Json* value)
{
    held_ = value ? std::optional<Json>(*value) : std::nullopt;
    if (inner_)
        inner_->set_value(value);
    refresh_heading();
}

std::optional<Json> LazyField::value() const
{
    return inner_ ? inner_->value() : held_;
}

Field* LazyField::child(const PathStep& step)
{
    build();
    inner_->setVisible(is_open());
    return inner_->child(step);
}

void LazyField::reveal(Field* child)
{
    set_open(true);
    if (child != inner_)
        inner_->reveal(child);
}

QWidget* LazyField::input()
{
    return heading_;
}

void LazyField::clear_problems()
{
    Field::clear_problems();
    if (inner_)
        inner_->clear_problems();
}

void LazyField::set_open(bool open)
{
    heading_->setChecked(open);
}

bool LazyField::is_open() const
{
    return heading_->isChecked();
}

} // namespace quayside::ui
