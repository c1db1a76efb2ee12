#include "ui/shell/key_bindings.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSettings>

#include <algorithm>

namespace quayside::ui {

namespace {

QString setting_of(const KeyBindings::Command& command)
{
    return QStringLiteral("keys/") + command.action->objectName();
}

// "&1  Overview" is "Overview", "&Run task…" is "Run task".
QString plain(QString text)
{
    static const QRegularExpression digit(QStringLiteral("^\\d  "));
    return text.remove(u'&').remove(u'…').remove(digit).simplified();
}

void keep(const KeyBindings::Command& command)
{
    QSettings().setValue(setting_of(command), command.action->shortcut().toString(QKeySequence::PortableText));
}

} // namespace

KeyBindings::KeyBindings(const QMenuBar& menus, QObject* parent)
    : QObject(parent)
{
    collect(menus.actions(), {});
    const QSettings settings;
    for (const Command& command : commands_)
        if (const auto chosen = settings.value(setting_of(command)); chosen.isValid())
            command.action->setShortcut(QKeySequence::fromString(chosen.toString(), QKeySequence::PortableText));
}

void KeyBindings::collect(const QList<QAction*>& actions, const QString& place)
{
    for (QAction* action : actions) {
        if (const auto* menu = action->menu()) {
            collect(menu->actions(), place.isEmpty() ? plain(action->text()) : place);
            continue;
        }
        const bool known = std::any_of(
            commands_.begin(), commands_.end(), [action](const Command& command) { return command.action == action; });
        if (!known && !action->objectName().isEmpty())
            commands_.push_back({ action, plain(action->text()), place, action->shortcuts() });
    }
}

const KeyBindings::Command* KeyBindings::holder(const QKeySequence& keys, const QAction* except) const
{
    const auto found = std::find_if(commands_.begin(), commands_.end(), [&](const Command& command) {
        return command.action != except && !keys.isEmpty() && command.action->shortcuts().contains(keys);
    });
    return found == commands_.end() ? nullptr : &*found;
}

bool KeyBindings::is_usual(const Command& command) const
{
    return command.action->shortcuts() == command.usual;
}

void KeyBindings::set(const Command& command, const QKeySequence& keys)
{
    while (const auto* other = holder(keys, command.action)) {
        other->action->setShortcut({});
        keep(*other);
    }
    command.action->setShortcut(keys);
    keep(command);
    emit changed();
}

void KeyBindings::reset(const Command& command)
{
    command.action->setShortcuts(command.usual);
    QSettings().remove(setting_of(command));
    emit changed();
}

void KeyBindings::reset_all()
{
    for (const Command& command : commands_)
        command.action->setShortcuts(command.usual);
    QSettings().remove(QStringLiteral("keys"));
    emit changed();
}

} // namespace quayside::ui
