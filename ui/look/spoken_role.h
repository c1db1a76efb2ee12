#pragma once

#include <QAccessible>

class QWidget;

namespace quayside::ui {

// What a widget of our own is to a screen reader, for which Qt has no better word than "client".
void speak_as(QWidget& widget, QAccessible::Role role);

} // namespace quayside::ui
