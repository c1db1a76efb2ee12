#pragma once

#include "ui/look/icons.h"

#include <QByteArray>

namespace quayside::ui {

// The inside of an SVG of 16 by 16; stroke and fill colours are added by whoever draws it. Elements with class "f" are
// filled, all others stroked with 1.2 px.
QByteArray glyph_shape(Glyph glyph);
QByteArray stand_in_shape(const QString& theme_name); // empty: none
QByteArray mark_shape();

// A whole SVG document from a shape.
QByteArray svg_document(const QByteArray& shape, const QColor& colour);

} // namespace quayside::ui
