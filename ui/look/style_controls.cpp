#include "ui/look/buttons.h"
#include "ui/look/style.h"
#include "ui/look/style_paint.h"
#include "ui/look/theme.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QPainter>
#include <QStyleOption>

namespace quayside::ui {

namespace {

constexpr qreal kRadius = 6;

bool has(const QStyleOption* option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

QColor pressed_or_hovered(const QStyleOption* option, const QColor& ground)
{
    if (!has(option, QStyle::State_Enabled))
        return ground;
    if (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On))
        return colour(Role::SelectionInactive);
    return has(option, QStyle::State_MouseOver) ? colour(Role::Hover) : ground;
}

void paint_push_button(const QStyleOption* option, QPainter& p, const QWidget* widget)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const Emphasis emphasis = emphasis_of(widget);
    if (emphasis == Emphasis::Primary && enabled) {
        const bool low = has(option, QStyle::State_Sunken);
        const bool hovered = has(option, QStyle::State_MouseOver);
        paint_box(p, option->rect,
            blend(colour(Role::Text), colour(Role::Accent),
                low           ? 0.2
                    : hovered ? 0.1
                              : 0),
            {}, kRadius);
    } else if (!enabled) {
        paint_disabled_box(p, option->rect, colour(Role::Button), kRadius);
    } else {
        const QColor edge = colour(emphasis == Emphasis::Destructive ? Role::Error : Role::Border);
        paint_box(p, option->rect, pressed_or_hovered(option, colour(Role::Button)), edge, kRadius);
    }
    if (has(option, QStyle::State_HasFocus)) {
        const bool on_accent = emphasis == Emphasis::Primary && enabled;
        paint_ring(p, option->rect, kRadius);
        if (on_accent) // the ring alone would drown in the fill
            paint_box(p, QRectF(option->rect).adjusted(2, 2, -2, -2), {}, colour(Role::OnAccent), kRadius - 2, 1);
    }
}

// The frame of a field, by focus and mark.
void paint_field(QPainter& p, const QRectF& area, const QStyleOption* option, FieldMark mark, const QColor& ground)
{
    const QColor error = colour(Role::Error);
    if (!has(option, QStyle::State_Enabled))
        paint_disabled_box(p, area, colour(Role::Window), kRadius);
    else if (mark == FieldMark::Invalid)
        paint_box(p, area, ground, error, kRadius, has(option, QStyle::State_HasFocus) ? 2 : 1);
    else if (has(option, QStyle::State_HasFocus))
        paint_box(p, area, ground, colour(Role::Accent), kRadius, 2);
    else if (mark == FieldMark::Valid)
        paint_box(p, area, ground, colour(Role::Healthy), kRadius);
    else
        paint_box(p, area, ground, colour(Role::FieldBorder), kRadius);
}

void paint_check(const QStyleOption* option, QPainter& p, bool round)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const bool half = has(option, QStyle::State_NoChange);
    const qreal side = std::min(option->rect.width(), option->rect.height());
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option->rect).center());
    const qreal radius = round ? side / 2 : 3;
    const QColor accent = colour(enabled ? Role::Accent : Role::Disabled);
    if (on || half)
        paint_box(p, box, accent, {}, radius);
    else if (enabled)
        paint_box(p, box, colour(Role::Base), colour(Role::FieldBorder), radius);
    else
        paint_disabled_box(p, box, colour(Role::Window), radius);
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.translate(box.center());
    const QColor mark = colour(Role::OnAccent);
    if (on && round) {
        p.setPen(Qt::NoPen);
        p.setBrush(mark);
        p.drawEllipse(QPointF(), side / 5, side / 5);
    } else if (on || half) {
        p.setPen(QPen(mark, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        p.setBrush(Qt::NoBrush);
        p.drawPolyline(
            half ? QPolygonF({ { -3, 0 }, { 3, 0 } }) : QPolygonF({ { -3.4, 0.2 }, { -1, 2.6 }, { 3.4, -2.4 } }));
    }
    p.restore();
    if (has(option, QStyle::State_HasFocus))
        paint_ring(p, box.adjusted(-2, -2, 2, 2), radius + 2);
}

} // namespace

bool Style::draw_button_part(PrimitiveElement element, const QStyleOption* option, QPainter* p, const QWidget* w) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        paint_push_button(option, *p, w);
        return true;
    case PE_FrameDefaultButton:
        return true;
    case PE_PanelButtonTool: {
        const QColor fill = pressed_or_hovered(option, QColor());
        if (fill.isValid())
            paint_box(*p, option->rect, fill, {}, kRadius);
        if (has(option, State_HasFocus))
            paint_ring(*p, option->rect, kRadius);
        return true;
    }
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paint_check(option, *p, false);
        return true;
    case PE_IndicatorRadioButton:
        paint_check(option, *p, true);
        return true;
    default:
        return false;
    }
}

bool Style::draw_field_part(PrimitiveElement element, const QStyleOption* option, QPainter* p, const QWidget* w) const
{
    switch (element) {
    case PE_PanelLineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame != nullptr && frame->lineWidth > 0)
            paint_field(*p, option->rect, option, field_mark_of(w), option->palette.color(QPalette::Base));
        return true;
    }
    case PE_FrameLineEdit:
        return true;
    case PE_FrameFocusRect:
        // Item views and buttons draw their own; everything else gets the ring.
        if (qobject_cast<const QAbstractItemView*>(w) == nullptr)
            paint_ring(*p, option->rect, 4);
        return true;
    default:
        return false;
    }
}

bool Style::draw_label(ControlElement element, const QStyleOption* option, QPainter* p, const QWidget* w) const
{
    // Flat buttons have no box otherwise; in high contrast nothing else tells that they cannot be used.
    if (element == CE_ToolButtonLabel && !has(option, State_Enabled) && colours().is_high_contrast())
        paint_disabled_box(*p, option->rect, {}, kRadius);
    if (element != CE_PushButtonLabel)
        return false;
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    if (button == nullptr || !has(option, State_Enabled) || emphasis_of(w) == Emphasis::Normal)
        return false;
    QStyleOptionButton copy = *button;
    const Role ink = emphasis_of(w) == Emphasis::Primary ? Role::OnAccent : Role::Error;
    copy.palette.setColor(QPalette::ButtonText, colour(ink));
    QProxyStyle::drawControl(element, &copy, p, w);
    return true;
}

void Style::draw_combo_box(const QStyleOptionComplex* option, QPainter* p, const QWidget* w) const
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (combo == nullptr)
        return;
    const QColor ground = combo->editable ? colour(Role::Base) : pressed_or_hovered(option, colour(Role::Button));
    if (combo->frame)
        paint_field(*p, option->rect, option, field_mark_of(w), ground);
    const QRect arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, w);
    paint_chevron(*p, arrow, Arrow::Down, colour(has(option, State_Enabled) ? Role::Text : Role::Disabled));
}

void Style::draw_spin_box(const QStyleOptionComplex* option, QPainter* p, const QWidget* w) const
{
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (spin == nullptr)
        return;
    if (spin->frame)
        paint_field(*p, option->rect, option, field_mark_of(w), colour(Role::Base));
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto ink = [spin](QAbstractSpinBox::StepEnabledFlag flag) {
        return colour(spin->stepEnabled.testFlag(flag) && has(spin, State_Enabled) ? Role::Text : Role::Disabled);
    };
    paint_chevron(
        *p, subControlRect(CC_SpinBox, option, SC_SpinBoxUp, w), Arrow::Up, ink(QAbstractSpinBox::StepUpEnabled), 6);
    paint_chevron(*p, subControlRect(CC_SpinBox, option, SC_SpinBoxDown, w), Arrow::Down,
        ink(QAbstractSpinBox::StepDownEnabled), 6);
}

void Style::draw_scroll_bar(const QStyleOptionComplex* option, QPainter* p, const QWidget* w) const
{
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (bar == nullptr || bar->maximum <= bar->minimum)
        return;
    p->fillRect(option->rect, colour(Role::Base));
    const bool lively = has(option, State_Enabled)
        && (bar->activeSubControls.testFlag(SC_ScrollBarSlider) || has(option, State_Sunken));
    QRectF grip = subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, w);
    grip.adjust(3, 3, -3, -3);
    const bool full = lively || colours().is_high_contrast();
    const QColor ink = blend(colour(Role::FieldBorder), colour(Role::Base), full ? 1 : 0.55);
    paint_box(*p, grip, ink, {}, std::min(grip.width(), grip.height()) / 2);
}

} // namespace quayside::ui
