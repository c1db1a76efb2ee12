#include "ui/look/spoken_role.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace quayside::ui {

namespace {

constexpr const char* kRole = "quayside_spoken_role";

QAccessibleInterface* make_interface(const QString&, QObject* object)
{
    const auto role = object ? object->property(kRole) : QVariant();
    auto* widget = qobject_cast<QWidget*>(object);
    return widget && role.isValid() ? new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt()))
                                    : nullptr;
}

} // namespace

void speak_as(QWidget& widget, QAccessible::Role role)
{
    static const bool installed = [] {
        QAccessible::installFactory(make_interface);
        return true;
    }();
    static_cast<void>(installed);
    widget.setProperty(kRole, static_cast<int>(role));
    // Naming it may have made it known already.
    if (auto* known = QAccessible::queryAccessibleInterface(&widget))
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(known));
}

} // namespace quayside::ui
