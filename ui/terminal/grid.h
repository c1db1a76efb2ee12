#pragma once

#include <QString>

#include <cstdint>
#include <utility>
#include <vector>

namespace quayside::ui {

// A colour as a program in a terminal names it.
struct GridColour {
    enum class Kind : std::uint8_t { Default, Indexed, True };

    Kind kind = Kind::Default;
    std::uint8_t red = 0; // or the index, 0 to 255
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    bool operator==(const GridColour&) const = default;
};

struct GridPen {
    GridColour ink;
    GridColour ground;
    bool bold : 1 = false;
    bool italic : 1 = false;
    bool underline : 1 = false;
    bool strike : 1 = false;
    bool reverse : 1 = false;

    bool operator==(const GridPen&) const = default;
};

// One place of the grid. A wide character has an empty cell of width 0 behind it.
struct GridCell {
    char32_t character = 0; // 0: nothing has been written here
    GridPen style;
    std::uint8_t width = 1;
};

struct GridLine {
    std::vector<GridCell> cells; // those behind the last may be missing: they are empty
    std::vector<std::pair<int, QString>> marks; // what combines with the character of a cell

    QString text() const; // without the spaces at its end
    QString text(int from, int to) const; // of the columns from `from` up to and without `to`
    QString character(int column) const; // with its marks
};

} // namespace quayside::ui
