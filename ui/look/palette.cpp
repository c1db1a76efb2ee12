#include "ui/look/palette.h"

#include <cmath>

namespace quayside::ui {

namespace {

// In the order of Role.
constexpr std::array<QRgb, kRoles> kLight = { 0xffF5F7FA, 0xffFFFFFF, 0xffEEF2F6, 0xffFFFFFF, 0xff17202A, 0xff55636F,
    0xff8A96A1, 0xff0A63BD, 0xffFFFFFF, 0xff1A7537, 0xff8A5A00, 0xffC0262D, 0xff6B3FB5, 0xffE3F3E8, 0xffFBF0D9,
    0xffFBE6E6, 0xffEEE7F9, 0xffE3EEFA, 0xffD8E7F8, 0xffE2E8EE, 0xffEAF0F6, 0xffCFD7DF, 0xff808E9B, 0xffE8EDF2,
    0xffE8EDF2, 0xffF3D98F, 0xff2B8C86, 0x38101C28 };
constexpr std::array<QRgb, kRoles> kDark = { 0xff141A21, 0xff0F141A, 0xff1A222B, 0xff1E2731, 0xffE6EDF3, 0xff9BA9B7,
    0xff66737F, 0xff5AA9FF, 0xff08131F, 0xff4CC26B, 0xffE3B341, 0xffFF7B72, 0xffB794F6, 0xff12281B, 0xff2C2412,
    0xff341A1C, 0xff251E38, 0xff14283F, 0xff1A3A5E, 0xff25303C, 0xff1C2630, 0xff2C3743, 0xff5E6D7C, 0xff1C252F,
    0xff1E2731, 0xff5C4712, 0xff3BB3A8, 0x99000000 };
// High contrast: no tints; a selected row has a frame and bold text instead.
constexpr std::array<QRgb, kRoles> kHighLight = { 0xffFFFFFF, 0xffFFFFFF, 0xffFFFFFF, 0xffFFFFFF, 0xff000000,
    0xff2B2B2B, 0xff2B2B2B, 0xff003E8A, 0xffFFFFFF, 0xff00501C, 0xff5A3A00, 0xff8F0010, 0xff43178F, 0xffFFFFFF,
    0xffFFFFFF, 0xffFFFFFF, 0xffFFFFFF, 0xffFFFFFF, 0xffFFFFFF, 0xffFFFFFF, 0xffFFFFFF, 0xff000000, 0xff000000,
    0xff000000, 0xff000000, 0xffFFFFFF, 0xff003E8A, 0xff000000 };
constexpr std::array<QRgb, kRoles> kHighDark = { 0xff000000, 0xff000000, 0xff000000, 0xff000000, 0xffFFFFFF, 0xffE0E0E0,
    0xffE0E0E0, 0xff6CC4FF, 0xff000000, 0xff5CFF8A, 0xffFFD83D, 0xffFF9C96, 0xffD8B4FF, 0xff000000, 0xff000000,
    0xff000000, 0xff000000, 0xff000000, 0xff000000, 0xff000000, 0xff000000, 0xffFFFFFF, 0xffFFFFFF, 0xff808080,
    0xff808080, 0xff000000, 0xff6CC4FF, 0xff000000 };

constexpr std::array<QRgb, kHues> kLightHues
    = { 0xff0072B2, 0xffB85300, 0xff00795A, 0xffA0527F, 0xff5B63C4, 0xff7A7000, 0xff5A6875, 0xff94572E, 0xff7C8894 };
constexpr std::array<QRgb, kHues> kDarkHues
    = { 0xff56B4E9, 0xffF08A4B, 0xff2FBF97, 0xffE08FBD, 0xff9AA6F5, 0xffD9CC4A, 0xff9BA9B7, 0xffD3A27C, 0xff7F8C99 };

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

Palette::Palette(Scheme scheme, const std::array<QRgb, kRoles>& colours, const std::array<QRgb, kHues>& hues)
    : scheme_(scheme)
{
    for (std::size_t i = 0; i < colours.size(); ++i)
        colours_[i] = QColor::fromRgba(colours[i]);
    for (std::size_t i = 0; i < hues.size(); ++i)
        hues_[i] = QColor::fromRgba(hues[i]);
}

const Palette& Palette::of(Scheme scheme)
{
    static const std::array<Palette, 4> palettes = { Palette(Scheme::Light, kLight, kLightHues),
        Palette(Scheme::Dark, kDark, kDarkHues), Palette(Scheme::HighContrastLight, kHighLight, kLightHues),
        Palette(Scheme::HighContrastDark, kHighDark, kDarkHues) };
    return palettes[static_cast<std::size_t>(scheme)];
}

const QColor& Palette::hue_of(const QString& name) const
{
    std::uint32_t hash = 2166136261U; // FNV-1a: the same on every machine and in every run
    for (const QChar c : name)
        hash = (hash ^ c.unicode()) * 16777619U;
    return hue(static_cast<int>(hash % static_cast<std::uint32_t>(kHues - 1)));
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QColor blend(const QColor& top, const QColor& ground, double alpha)
{
    const auto mix
        = [alpha](float over, float under) { return static_cast<float>(over * alpha + under * (1 - alpha)); };
    return QColor::fromRgbF(
        mix(top.redF(), ground.redF()), mix(top.greenF(), ground.greenF()), mix(top.blueF(), ground.blueF()));
}

} // namespace quayside::ui
