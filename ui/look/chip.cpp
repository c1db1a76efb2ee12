#include "ui/look/chip.h"

#include "ui/look/style_paint.h"
#include "ui/look/theme.h"

#include <QEvent>
#include <QPainter>

namespace quayside::ui {

namespace {
constexpr int kPadding = 8;
}

Chip::Chip(const QString& text, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
    connect(&Theme::get(), &Theme::changed, this, [this] { updateGeometry(); });
}

void Chip::set_count(int count)
{
    if (count == count_)
        return;
    count_ = count;
    setAccessibleDescription(count < 0 ? QString() : QString::number(count));
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    const QFontMetrics metrics(font_of(Type::Body));
    const int count = count_ < 0 ? 0 : metrics.horizontalAdvance(QString::number(count_)) + 4;
    return { metrics.horizontalAdvance(text()) + count + 2 * kPadding, Theme::get().scaled(24) };
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool high_contrast = colours().is_high_contrast();
    if (isChecked())
        paint_box(painter, rect(), colour(Role::AccentBg), high_contrast ? colour(Role::Accent) : QColor(), 4);
    else if (underMouse() && isEnabled())
        paint_box(painter, rect(), colour(Role::Hover), {}, 4);
    if (hasFocus())
        paint_ring(painter, rect(), 4);
    painter.setFont(font_of(Type::Body));
    const QColor ink = colour(!isEnabled() ? Role::Disabled : isChecked() ? Role::Accent : Role::Muted);
    painter.setPen(ink);
    const QRect inside = rect().adjusted(kPadding, 0, -kPadding, 0);
    painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text());
    if (count_ >= 0)
        painter.drawText(inside, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, QString::number(count_));
}

bool Chip::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::HoverEnter:
    case QEvent::HoverLeave:
        update();
        break;
    default:
        break;
    }
    return QAbstractButton::event(event);
}

} // namespace quayside::ui
