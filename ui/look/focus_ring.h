#pragma once

class QAbstractScrollArea;

namespace quayside::ui {

// From now on a ring around what is scrolled shows that it has the keyboard, where nothing in it does: a text that is
// only read, a list whose current row is out of sight.
void ring_when_focused(QAbstractScrollArea& area);

} // namespace quayside::ui
