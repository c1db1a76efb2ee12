#pragma once

#include "ui/look/palette.h"

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace quayside::ui {

// The program's own pictures: what no icon theme has. 16 px, one colour, 1.2 px stroke.
enum class Glyph {
    Cluster,
    Service,
    Task,
    Instance,
    TaskDefinition,
    Deployment,
    Event,
    Image,
    Network,
    Overview,
    SavedView,
    Zone,
    Topology,
    Explain,
    WhatIf,
    Volume,
    SecretKey,
    HealthCheck,
    Port,
    Star,
    TakeArrow,
    Close,
    Terminal,
    Engine,
    Container,
};
inline constexpr int kGlyphs = static_cast<int>(Glyph::Container) + 1;

// An own picture in the colour of `role`; disabled in the disabled colour. Follows the theme by itself.
QIcon icon(Glyph glyph, Role role = Role::Text);

// An icon of the desktop theme by its freedesktop name ("list-add"). Where the theme lacks it, one of ours; never
// blank.
QIcon theme_icon(const QString& name);

// True if we have a stand-in for the name, so that its button is not blank without an icon theme.
bool has_stand_in(const QString& name);

// The mark of the program in the accent colour; as window icon and on the first-run page.
QIcon app_icon();
QPixmap app_mark(int size, qreal device_pixel_ratio);

} // namespace quayside::ui
