#pragma once

#include <QList>
#include <QRect>

namespace quayside::ui {

// A window's place that is inside of one of the screens, moved and made smaller as little as that takes: in the screen
// that has most of it, else in the first one. Pure.
QRect fitted(const QRect& wanted, const QList<QRect>& screens);

// What the screens that are there now leave for windows, the primary one first.
QList<QRect> screens();

} // namespace quayside::ui
