#pragma once

#include "ui/look/palette.h"

#include <QFont>
#include <QObject>

class QApplication;
class QDBusVariant;

namespace quayside::ui {

enum class ThemeChoice { System, Light, Dark, HighContrastLight, HighContrastDark };
enum class Density { Compact, Normal, Comfortable };

// The uses of type; sizes and weights are in theme.cpp.
enum class Type {
    Body, // tables, menus, everything
    Name, // object name in a table, active tab, value in a pair
    DockHeading, // 12 px
    Section, // 13 px heading
    Title, // object title of a page
    Display, // first-run title
    Figure, // key figure in an overview
    Small, // table header is this with weight 500; captions, status bar, legends
    Header,
    Tiny, // axes, key caps
    Mono, // ids, times, JSON, image names
    MonoSmall,
};

// The look of the running program: style, palette, fonts, icon theme, density and zoom. One per process, made on first
// use; GUI thread only. Widgets that paint by hand ask `colour()` each time and update on `changed`.
class Theme : public QObject {
    Q_OBJECT
public:
    static Theme& get();

    // Sets style, palette, fonts and icon theme, and starts to follow the desktop. Once, after the QApplication exists
    // and before the first window. Asks the desktop portal without waiting for it.
    void install(QApplication& application);

    void choose(ThemeChoice choice);
    ThemeChoice choice() const { return choice_; }
    void set_density(Density density);
    Density density() const { return density_; }
    void set_zoom(int percent); // 75 to 200
    int zoom() const { return zoom_; }
    void set_reduced_motion(bool reduced) { reduced_motion_ = reduced; }
    bool reduced_motion() const { return reduced_motion_; }

    const Palette& colours() const { return Palette::of(scheme_); }
    Scheme scheme() const { return scheme_; }

    QFont font(Type type) const;
    int scaled(int pixels) const { return (pixels * zoom_ + 50) / 100; }
    int row_height() const; // tables and trees, with their 1 px line

signals:
    void changed(); // colours, fonts or sizes; after the application's palette and font are set

private:
    explicit Theme(QObject* parent);
    void ask_desktop();
    void apply();
    void apply_scheme(Scheme scheme);
    Scheme wanted() const;
private slots:
    void on_portal_setting(const QString& group, const QString& key, const QDBusVariant& value);

private:
    ThemeChoice choice_ = ThemeChoice::System;
    Density density_ = Density::Normal;
    Scheme scheme_ = Scheme::Light;
    int zoom_ = 100;
    bool system_dark_ = false;
    bool reduced_motion_ = false;
    bool installed_ = false;
};

// Shorthands for painting.
inline const Palette& colours()
{
    return Theme::get().colours();
}
inline const QColor& colour(Role role)
{
    return colours()[role];
}
inline QFont font_of(Type type)
{
    return Theme::get().font(type);
}

} // namespace quayside::ui
