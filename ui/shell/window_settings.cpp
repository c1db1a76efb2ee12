#include "ui/shell/window_settings.h"

#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/session/change_gate.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QSettings>
#include <QTemporaryDir>

namespace quayside::ui {

namespace {

constexpr int kLayoutVersion = 1;

} // namespace

WindowSettings::WindowSettings(const QString& directory)
    : temporary_(directory.isEmpty() ? std::make_unique<QTemporaryDir>() : nullptr)
{
    QCoreApplication::setOrganizationName("window");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, temporary_ ? temporary_->path() : directory);
}

WindowSettings::~WindowSettings() = default;

bool WindowSettings::restore(QMainWindow& window) const
{
    const QSettings settings;
    const auto geometry = settings.value("window/geometry").toByteArray();
    if (geometry.isEmpty())
        return false;
    window.restoreGeometry(geometry);
    return window.restoreState(settings.value("window/docks").toByteArray(), kLayoutVersion);
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
    gate.set_read_only(settings.value("safety/readOnly", false).toBool());
    for (const auto& cluster : settings.value("safety/protected").toStringList())
        gate.set_protected(cluster.toStdString(), true);
}

void WindowSettings::save_gate(const ChangeGate& gate) const
{
    QSettings settings;
    settings.setValue("safety/readOnly", gate.is_read_only());
    QStringList clusters;
    for (const auto& cluster : gate.protected_clusters())
        clusters << from_utf8(cluster);
    settings.setValue("safety/protected", clusters);
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
    const QSettings settings;
    const auto kind = [](int number) { return static_cast<PageKind>(std::clamp(number, 0, kPages - 1)); };
    Views views;
    views.cluster = settings.value("views/cluster").toString().toStdString();
    for (const auto& number : settings.value("views/open").toStringList())
        views.open.push_back(kind(number.toInt()));
    views.current = kind(settings.value("views/current", 0).toInt());
    return views;
}

void WindowSettings::save(const QMainWindow& window, const Views& views) const
{
    QSettings settings;
    settings.setValue("window/geometry", window.saveGeometry());
    settings.setValue("window/docks", window.saveState(kLayoutVersion));
    settings.setValue("look/theme", static_cast<int>(Theme::get().choice()));
    settings.setValue("look/density", static_cast<int>(Theme::get().density()));
    settings.setValue("views/cluster", from_utf8(views.cluster));
    settings.setValue("views/current", static_cast<int>(views.current));
    QStringList open;
    for (const auto kind : views.open)
        open << QString::number(static_cast<int>(kind));
    settings.setValue("views/open", open);
}

} // namespace quayside::ui
