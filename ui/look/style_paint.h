#pragma once

#include "ui/look/palette.h"

#include <QColor>
#include <QRect>

class QPainter;
class QPalette;

namespace quayside::ui {

// A rounded rectangle with a 1 px (or wider) border that lies inside `area`; invalid colours are left out.
void paint_box(
    QPainter& painter, const QRectF& area, const QColor& fill, const QColor& border, qreal radius, qreal width = 1);

// The box of a control that cannot be used; in high contrast its outline is dashed, because its colours are not paler.
void paint_disabled_box(QPainter& painter, const QRectF& area, const QColor& fill, qreal radius);

// The ground of a message in its state's tint. High contrast has no tints: an outline, and a 4 px bar in the state's
// colour where it begins.
void paint_tint(QPainter& painter, const QRectF& area, Role tint, Role state, qreal radius);

// The focus ring: 2 px accent, inside `area`.
void paint_ring(QPainter& painter, const QRectF& area, qreal radius);

// Where a part of `area` lies: as it is, or mirrored where the painter's direction is from right to left.
QRectF placed(const QPainter& painter, const QRectF& area, const QRectF& part);
QRect placed(const QPainter& painter, const QRect& area, const QRect& part);

enum class Arrow { Up, Down, Left, Right };
// A chevron of `size` px in the middle of `area`.
void paint_chevron(QPainter& painter, const QRectF& area, Arrow arrow, const QColor& ink, qreal size = 8);

} // namespace quayside::ui
