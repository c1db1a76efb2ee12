#include "ui/terminal/terminal_colours.h"

#include <array>

namespace quayside::ui {

namespace {

constexpr int kBright = 8;
constexpr int kCube = 16; // 6 x 6 x 6 colours
constexpr int kGrey = 232; // 24 of them
constexpr double kSteps = 20;

// Black, red, green, yellow, blue, magenta, cyan, white: what the palette has nearest to them.
constexpr std::array<Role, kBright> kNamed{ Role::Border, Role::Error, Role::Healthy, Role::Warning, Role::Accent,
    Role::Pending, Role::Context, Role::Muted };

int cube_level(int step)
{
    return step == 0 ? 0 : 55 + 40 * step;
}

QColor colour_of(const GridColour& colour, const Palette& palette, const QColor& standard)
{
    switch (colour.kind) {
    case GridColour::Kind::Indexed:
        return indexed_colour(colour.red, palette);
    case GridColour::Kind::True:
        return { colour.red, colour.green, colour.blue };
    default:
        return standard;
    }
}

} // namespace

QColor indexed_colour(int index, const Palette& palette)
{
    if (index == 0 || index == kBright)
        return index == 0 ? palette[palette.is_dark() ? Role::Border : Role::Text] : palette[Role::Muted];
    if (index == kBright - 1 || index == 2 * kBright - 1)
        return index == kBright - 1 ? palette[Role::Muted] : palette[Role::Text];
    if (index < kBright)
        return palette[kNamed[static_cast<std::size_t>(index)]];
    if (index < kCube)
        return blend(palette[Role::Text], palette[kNamed[static_cast<std::size_t>(index - kBright)]], 0.25);
    if (index < kGrey)
        return { cube_level((index - kCube) / 36), cube_level((index - kCube) / 6 % 6),
            cube_level((index - kCube) % 6) };
    const int level = 8 + 10 * (index - kGrey);
    return { level, level, level };
}

QColor readable(const QColor& ink, const QColor& ground, double least)
{
    if (contrast(ink, ground) >= least)
        return ink;
    const QColor goal = contrast(Qt::white, ground) > contrast(Qt::black, ground) ? Qt::white : Qt::black;
    for (double step = 1; step < kSteps; ++step)
        if (const auto nearer = blend(goal, ink, step / kSteps); contrast(nearer, ground) >= least)
            return nearer;
    return goal;
}

GridInk ink_of(const GridPen& style, const Palette& palette)
{
    QColor ink = colour_of(style.ink, palette, palette[Role::Text]);
    QColor ground = colour_of(style.ground, palette, palette[Role::Base]);
    bool own_ground = style.ground.kind != GridColour::Kind::Default;
    if (style.reverse) {
        std::swap(ink, ground);
        own_ground = true;
    }
    return { readable(ink, ground, kReadable), own_ground ? ground : QColor() };
}

} // namespace quayside::ui
