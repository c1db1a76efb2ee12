#include "ui/look/style_paint.h"

#include "ui/look/theme.h"

#include <QPainter>

namespace quayside::ui {

void paint_box(
    QPainter& painter, const QRectF& area, const QColor& fill, const QColor& border, qreal radius, qreal width)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.setPen(border.isValid() ? QPen(border, width) : QPen(Qt::NoPen));
    const qreal inset = border.isValid() ? width / 2 : 0;
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

void paint_disabled_box(QPainter& painter, const QRectF& area, const QColor& fill, qreal radius)
{
    if (!colours().is_high_contrast())
        return paint_box(painter, area, fill, colour(Role::Border), radius);
    paint_box(painter, area, fill, {}, radius);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen dashes(colour(Role::Border), 1);
    dashes.setDashPattern({ 3, 3 });
    painter.setPen(dashes);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

void paint_tint(QPainter& painter, const QRectF& area, Role tint, Role state, qreal radius)
{
    const bool high_contrast = colours().is_high_contrast();
    paint_box(painter, area, colour(tint), high_contrast ? colour(Role::Border) : QColor(), radius);
    if (high_contrast)
        painter.fillRect(placed(painter, area, QRectF(area.left(), area.top(), 4, area.height())), colour(state));
}

QRectF placed(const QPainter& painter, const QRectF& area, const QRectF& part)
{
    if (painter.layoutDirection() != Qt::RightToLeft)
        return part;
    return { area.left() + area.right() - part.right(), part.top(), part.width(), part.height() };
}

QRect placed(const QPainter& painter, const QRect& area, const QRect& part)
{
    return placed(painter, QRectF(area), QRectF(part)).toRect();
}

void paint_ring(QPainter& painter, const QRectF& area, qreal radius)
{
    paint_box(painter, area, {}, colour(Role::Accent), radius, 2);
}

void paint_chevron(QPainter& painter, const QRectF& area, Arrow arrow, const QColor& ink, qreal size)
{
    static constexpr int kAngles[] = { 180, 0, 90, -90 };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.center());
    painter.rotate(kAngles[static_cast<int>(arrow)]);
    painter.setPen(QPen(ink, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF({ { -size / 2, -size / 4 }, { 0, size / 4 }, { size / 2, -size / 4 } }));
    painter.restore();
}

} // namespace quayside::ui
