#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QColor;
class QPainter;

namespace quayside::ui {

// Numbers with digits of one width, which the UI face does not have by default and this Qt cannot ask for: each digit
// advances by the widest one. Right-aligned columns then line up. GUI thread only (keeps a cache per font).
qreal digits_width(const QFont& font, const QString& text);

// Draws one line of `text` in `area`, vertically centred, with the painter's pen; returns its width.
qreal draw_digits(
    QPainter& painter, const QRectF& area, Qt::Alignment alignment, const QFont& font, const QString& text);

} // namespace quayside::ui
