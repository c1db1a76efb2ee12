#pragma once

#include "ui/look/palette.h"

#include <QIcon>
#include <QRectF>

class QPainter;

namespace quayside::ui {

// The shape that goes with a state word. Each is drawn 12 px wide and always stands before its word.
enum class StateGlyph {
    None,
    Healthy,
    Pending,
    Warning,
    Failed,
    Stopped,
    Draining,
    Info,
    Pass,
    Fail,
    Changed,
    Added,
    Removed,
    Same
};

Role role_of(StateGlyph glyph);

// Draws the glyph centred in `area`, scaled to its shorter side, in the colour of its role or the one given.
void paint_glyph(QPainter& painter, const QRectF& area, StateGlyph glyph);
void paint_glyph(QPainter& painter, const QRectF& area, StateGlyph glyph, const QColor& colour);

// Follows the theme: an icon made once is right in every scheme.
QIcon glyph_icon(StateGlyph glyph);

} // namespace quayside::ui
