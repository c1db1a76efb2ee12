#pragma once

#include "ui/look/glyphs.h"
#include "ui/look/palette.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace quayside::ui {

// The insides of table cells; `area` is without padding. Text is cut with an ellipsis where it does not fit.
struct CellInk {
    QColor text;
    QColor muted;
    bool bold = false; // high contrast: the selected row
};

void paint_text_cell(QPainter& painter, const QRectF& area, const QString& text, const QFont& font, const QColor& ink);
void paint_state_cell(QPainter& painter, const QRectF& area, StateGlyph glyph, const QString& word, const CellInk& ink);
// Right-aligned, digits of one width, the unit after the last space muted.
void paint_number_cell(QPainter& painter, const QRectF& area, const QString& text, const CellInk& ink);
// Old value struck out, new one behind it in the accent colour.
void paint_edited_cell(
    QPainter& painter, const QRectF& area, const QString& before, const QString& after, bool right, const CellInk& ink);

} // namespace quayside::ui
