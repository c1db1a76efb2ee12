#include "ui/shell/window_settings.h"

#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/session/change_gate.h"
#include "ui/shell/screen_fit.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QSettings>
#include <QTemporaryDir>
#include <QUrl>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kLayoutVersion = 1;

// A view as it is written: the number of its kind and, behind a space, the cluster with which it stays.
QString written(const View& view)
{
    const QString kind = QString::number(static_cast<int>(view.kind));
    return view.cluster.empty() ? kind : kind + u' ' + from_utf8(view.cluster);
}

View read_view(const QString& text)
{
    const int kind = std::clamp(text.section(u' ', 0, 0).toInt(), 0, kPages - 1);
    return { static_cast<PageKind>(kind), text.section(u' ', 1).toStdString() };
}

WindowSettings::Place read_place(const QSettings& settings, const QString& key)
{
    WindowSettings::Place place;
    for (const auto& text : settings.value(key).toStringList())
        place.open.push_back(read_view(text));
    place.current = read_view(settings.value(key + QStringLiteral("_current")).toString());
    return place;
}

void write_place(QSettings& settings, const QString& key, const WindowSettings::Place& place)
{
    QStringList open;
    for (const auto& view : place.open)
        open << written(view);
    settings.setValue(key, open);
    settings.setValue(key + QStringLiteral("_current"), written(place.current));
}

} // namespace

WindowSettings::WindowSettings(const QString& directory, const QString& endpoint)
    : temporary_(directory.isEmpty() ? std::make_unique<QTemporaryDir>() : nullptr)
    , endpoint_(endpoint)
{
    QCoreApplication::setOrganizationName("window");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, temporary_ ? temporary_->path() : directory);
}

WindowSettings::~WindowSettings() = default;

QString WindowSettings::here(const char* key) const
{
    if (endpoint_.isEmpty())
        return QLatin1String(key);
    return QStringLiteral("endpoints/%1/%2")
        .arg(QString::fromLatin1(QUrl::toPercentEncoding(endpoint_)), QLatin1String(key));
}

bool WindowSettings::restore(QMainWindow& window) const
{
    const QSettings settings;
    const auto geometry = settings.value("window/geometry").toByteArray();
    if (geometry.isEmpty())
        return false;
    put(window, geometry);
    return window.restoreState(settings.value("window/docks").toByteArray(), kLayoutVersion);
}

void WindowSettings::put(QMainWindow& window, const QByteArray& geometry)
{
    window.restoreGeometry(geometry);
    if (!window.isMaximized() && !window.isFullScreen())
        window.setGeometry(fitted(window.geometry(), screens()));
}

void WindowSettings::restore_theme() const
{
    const QSettings settings;
    auto& theme = Theme::get();
    theme.choose(static_cast<ThemeChoice>(settings.value("look/theme", static_cast<int>(theme.choice())).toInt()));
    theme.set_density(static_cast<Density>(settings.value("look/density", static_cast<int>(theme.density())).toInt()));
}

void WindowSettings::restore_gate(ChangeGate& gate) const
{
    const QSettings settings;
    gate.set_read_only(settings.value(here("safety/readOnly"), !endpoint_.isEmpty()).toBool());
    for (const auto& cluster : settings.value(here("safety/protected")).toStringList())
        gate.set_protected(cluster.toStdString(), true);
}

void WindowSettings::save_gate(const ChangeGate& gate) const
{
    QSettings settings;
    settings.setValue(here("safety/readOnly"), gate.is_read_only());
    QStringList clusters;
    for (const auto& cluster : gate.protected_clusters())
        clusters << from_utf8(cluster);
    settings.setValue(here("safety/protected"), clusters);
}

QString WindowSettings::language() const
{
    return QSettings().value("look/language").toString();
}

void WindowSettings::set_language(const QString& code) const
{
    QSettings().setValue("look/language", code);
}

WindowSettings::Views WindowSettings::views() const
{
    QSettings settings;
    Views views;
    views.cluster = settings.value(here("views/cluster")).toString().toStdString();
    views.first = read_place(settings, here("views/first"));
    views.beside = read_place(settings, here("views/beside"));
    views.split = settings.value(here("views/split")).toByteArray();
    const int count = settings.beginReadArray(here("windows"));
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        views.windows.push_back({ settings.value("geometry").toByteArray(), settings.value("docks").toByteArray(),
            read_place(settings, "views") });
    }
    settings.endArray();
    return views;
}

void WindowSettings::save(const QMainWindow& window, const Views& views) const
{
    QSettings settings;
    settings.setValue("window/geometry", window.saveGeometry());
    settings.setValue("window/docks", window.saveState(kLayoutVersion));
    settings.setValue("look/theme", static_cast<int>(Theme::get().choice()));
    settings.setValue("look/density", static_cast<int>(Theme::get().density()));
    settings.setValue(here("views/cluster"), from_utf8(views.cluster));
    settings.setValue(here("views/split"), views.split);
    write_place(settings, here("views/first"), views.first);
    write_place(settings, here("views/beside"), views.beside);
    settings.remove(here("windows"));
    settings.beginWriteArray(here("windows"), static_cast<int>(views.windows.size()));
    for (int i = 0; i < static_cast<int>(views.windows.size()); ++i) {
        const auto& torn = views.windows[static_cast<std::size_t>(i)];
        settings.setArrayIndex(i);
        settings.setValue("geometry", torn.geometry);
        settings.setValue("docks", torn.docks);
        write_place(settings, "views", torn.place);
    }
    settings.endArray();
}

} // namespace quayside::ui
