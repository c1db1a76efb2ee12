#include "ui/look/buttons.h"

#include <QAbstractButton>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace quayside::ui {

namespace {

constexpr const char* kEmphasis = "quayside_emphasis";
constexpr const char* kSmall = "quayside_small";
constexpr const char* kMark = "quayside_mark";
constexpr const char* kToolTip = "quayside_tool_tip";

QPushButton* button_with(Emphasis emphasis, const QString& text, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    set_emphasis(button, emphasis);
    return button;
}

} // namespace

void set_emphasis(QAbstractButton* button, Emphasis emphasis)
{
    button->setProperty(kEmphasis, static_cast<int>(emphasis));
    button->update();
}

Emphasis emphasis_of(const QWidget* widget)
{
    return widget == nullptr ? Emphasis::Normal : static_cast<Emphasis>(widget->property(kEmphasis).toInt());
}

void set_small(QWidget* control, bool small)
{
    control->setProperty(kSmall, small);
    control->updateGeometry();
}

bool is_small(const QWidget* widget)
{
    return widget != nullptr && widget->property(kSmall).toBool();
}

void set_field_mark(QWidget* field, FieldMark mark)
{
    field->setProperty(kMark, static_cast<int>(mark));
    field->update();
}

FieldMark field_mark_of(const QWidget* widget)
{
    return widget == nullptr ? FieldMark::None : static_cast<FieldMark>(widget->property(kMark).toInt());
}

QPushButton* primary_button(const QString& text, QWidget* parent)
{
    return button_with(Emphasis::Primary, text, parent);
}

QPushButton* destructive_button(const QString& text, QWidget* parent)
{
    return button_with(Emphasis::Destructive, text, parent);
}

QToolButton* icon_button(const QIcon& icon, const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon);
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void set_blocked(QWidget* control, const QString& reason)
{
    const bool was_blocked = control->property(kToolTip).isValid();
    if (reason.isEmpty()) {
        control->setEnabled(true);
        if (was_blocked)
            control->setToolTip(control->property(kToolTip).toString());
        control->setProperty(kToolTip, {});
        return;
    }
    if (!was_blocked)
        control->setProperty(kToolTip, control->toolTip());
    control->setEnabled(false);
    control->setToolTip(reason);
}

} // namespace quayside::ui
