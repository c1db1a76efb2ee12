#pragma once

#include "ui/look/palette.h"
#include "ui/terminal/grid.h"

#include <QColor>

namespace quayside::ui {

struct GridInk {
    QColor ink;
    QColor ground; // invalid: that of the terminal
};

// The colours of a cell in this palette. What a program names by number follows the palette; what it names exactly
// stays, as far as the text can be read on its ground. Pure.
GridInk ink_of(const GridPen& style, const Palette& palette);

// The colour that an index from 0 to 255 means.
QColor indexed_colour(int index, const Palette& palette);

// `ink`, as much lighter or darker as it takes to have this contrast on `ground`.
QColor readable(const QColor& ink, const QColor& ground, double least);

inline constexpr double kReadable = 4.5;

} // namespace quayside::ui
