#include "ui/look/theme.h"

#include "ui/look/language.h"
#include "ui/look/style.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFontDatabase>
#include <QIcon>
#include <QPalette>
#include <QPointer>
#include <QToolTip>

namespace quayside::ui {

namespace {

const QString kAppearance = QStringLiteral("org.freedesktop.appearance");
const QString kColorScheme = QStringLiteral("color-scheme");
const QString kInterface = QStringLiteral("org.gnome.desktop.interface");
const QString kAnimations = QStringLiteral("enable-animations");

QString first_family(const QStringList& wanted, QFontDatabase::SystemFont otherwise)
{
    static const QStringList present = QFontDatabase::families();
    for (const QString& family : wanted)
        if (present.contains(family))
            return family;
    return QFontDatabase::systemFont(otherwise).family();
}

const QString& ui_family()
{
    static const QString family = first_family({ "Inter", "Noto Sans", "DejaVu Sans" }, QFontDatabase::GeneralFont);
    return family;
}

const QString& mono_family()
{
    static const QString family
        = first_family({ "JetBrains Mono", "DejaVu Sans Mono", "Noto Sans Mono" }, QFontDatabase::FixedFont);
    return family;
}

struct Face {
    int pixels;
    int weight;
    bool mono;
};

Face face_of(Type type)
{
    switch (type) {
    case Type::Body:
        return { 13, 400, false };
    case Type::Name:
        return { 13, 500, false };
    case Type::DockHeading:
        return { 12, 600, false };
    case Type::Section:
        return { 13, 600, false };
    case Type::Title:
        return { 15, 600, false };
    case Type::Display:
        return { 22, 600, false };
    case Type::Figure:
        return { 20, 600, false };
    case Type::Small:
        return { 12, 400, false };
    case Type::Header:
        return { 12, 500, false };
    case Type::Tiny:
        return { 11, 400, false };
    case Type::Mono:
        return { 12, 400, true };
    case Type::MonoSmall:
        return { 11, 400, true };
    }
    return { 13, 400, false };
}

QPalette qt_palette(const Palette& c)
{
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, const QColor& colour) { p.setColor(role, colour); };
    set(QPalette::Window, c[Role::Window]);
    set(QPalette::WindowText, c[Role::Text]);
    set(QPalette::Base, c[Role::Base]);
    set(QPalette::AlternateBase, c[Role::Alt]);
    set(QPalette::Text, c[Role::Text]);
    set(QPalette::Button, c[Role::Button]);
    set(QPalette::ButtonText, c[Role::Text]);
    set(QPalette::BrightText, c[Role::OnAccent]);
    set(QPalette::PlaceholderText, c[Role::Muted]);
    set(QPalette::ToolTipBase, c[Role::Button]);
    set(QPalette::ToolTipText, c[Role::Text]);
    set(QPalette::Link, c[Role::Accent]);
    set(QPalette::LinkVisited, c[Role::Accent]);
    set(QPalette::HighlightedText, c[Role::Text]);
    set(QPalette::Light, c[Role::Base]);
    set(QPalette::Midlight, c[Role::Alt]);
    set(QPalette::Mid, c[Role::Border]);
    set(QPalette::Dark, c[Role::FieldBorder]);
    set(QPalette::Shadow, c[Role::Border]);
    p.setColor(QPalette::Active, QPalette::Highlight, c[Role::Selection]);
    p.setColor(QPalette::Inactive, QPalette::Highlight, c[Role::SelectionInactive]);
    p.setColor(QPalette::Disabled, QPalette::Highlight, c[Role::SelectionInactive]);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText })
        p.setColor(QPalette::Disabled, role, c[Role::Disabled]);
    return p;
}

// For desktops without a portal: the palette that the platform gave us before ours.
bool starts_dark(const QApplication& application)
{
    const QPalette palette = application.palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QStringList icon_folders()
{
    QStringList folders = QIcon::themeSearchPaths();
    for (const QString& folder : { QStringLiteral("/usr/local/share/icons"), QStringLiteral("/usr/share/icons") })
        if (!folders.contains(folder))
            folders.append(folder);
    return folders;
}

} // namespace

Theme& Theme::get()
{
    static QPointer<Theme> theme;
    if (!theme)
        theme = new Theme(qApp); // goes with the application
    return *theme;
}

Theme::Theme(QObject* parent)
    : QObject(parent)
{
}

void Theme::install(QApplication& application)
{
    if (installed_)
        return;
    installed_ = true;
    install_english();
    system_dark_ = starts_dark(application);
    QApplication::setStyle(new Style); // owned by the application
    QIcon::setThemeSearchPaths(icon_folders());
    ask_desktop();
    scheme_ = wanted();
    apply();
}

void Theme::choose(ThemeChoice choice)
{
    choice_ = choice;
    apply_scheme(wanted());
}

void Theme::set_density(Density density)
{
    density_ = density;
    apply();
}

void Theme::set_zoom(int percent)
{
    zoom_ = std::clamp(percent, 75, 200);
    apply();
}

QFont Theme::font(Type type) const
{
    const Face face = face_of(type);
    QFont font(face.mono ? mono_family() : ui_family());
    font.setPixelSize(scaled(face.pixels));
    font.setWeight(static_cast<QFont::Weight>(face.weight));
    if (face.mono)
        font.setStyleStrategy(QFont::PreferNoShaping); // no ligatures
    return font;
}

int Theme::row_height() const
{
    return scaled(density_ == Density::Compact ? 22 : density_ == Density::Comfortable ? 30 : 24);
}

void Theme::ask_desktop()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
    const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
    const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
    bus.connect(service, path, interface, QStringLiteral("SettingChanged"), this,
        SLOT(on_portal_setting(QString, QString, QDBusVariant)));
    for (const auto& [group, key] : { std::pair(kAppearance, kColorScheme), std::pair(kInterface, kAnimations) }) {
        QDBusMessage read = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
        read << group << key;
        auto* answer = new QDBusPendingCallWatcher(bus.asyncCall(read, 2000), this);
        connect(answer, &QDBusPendingCallWatcher::finished, this,
            [this, asked = group, member = key](QDBusPendingCallWatcher* watcher) {
                watcher->deleteLater();
                const QDBusPendingReply<QDBusVariant> reply = *watcher;
                if (reply.isError())
                    return;
                // The portal wraps the value twice.
                const QVariant outer = reply.value().variant();
                const QVariant inner = outer.canConvert<QDBusVariant>() ? outer.value<QDBusVariant>().variant() : outer;
                on_portal_setting(asked, member, QDBusVariant(inner));
            });
    }
}

void Theme::on_portal_setting(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group == kInterface && key == kAnimations)
        set_reduced_motion(!value.variant().toBool());
    if (group != kAppearance || key != kColorScheme)
        return;
    const uint preference = value.variant().toUInt(); // 0 none, 1 dark, 2 light
    if (preference == 0)
        return;
    system_dark_ = preference == 1;
    apply_scheme(wanted());
}

Scheme Theme::wanted() const
{
    switch (choice_) {
    case ThemeChoice::Light:
        return Scheme::Light;
    case ThemeChoice::Dark:
        return Scheme::Dark;
    case ThemeChoice::HighContrastLight:
        return Scheme::HighContrastLight;
    case ThemeChoice::HighContrastDark:
        return Scheme::HighContrastDark;
    case ThemeChoice::System:
        break;
    }
    return system_dark_ ? Scheme::Dark : Scheme::Light;
}

void Theme::apply_scheme(Scheme scheme)
{
    if (scheme == scheme_)
        return;
    scheme_ = scheme;
    apply();
}

void Theme::apply()
{
    if (!installed_)
        return;
    QIcon::setThemeName(colours().is_dark() ? QStringLiteral("breeze-dark") : QStringLiteral("breeze"));
    QApplication::setFont(font(Type::Body));
    QApplication::setFont(font(Type::Header), "QHeaderView");
    QApplication::setFont(font(Type::Small), "QStatusBar");
    const QPalette palette = qt_palette(colours());
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QToolTip::setFont(font(Type::Small));
    emit changed();
}

} // namespace quayside::ui
