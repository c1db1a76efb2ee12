#pragma once

#include <QString>

namespace quayside::ui {

// A tool tip that says `text` as it is, whatever it may be: Qt would take what looks like markup for markup. Lines stay
// lines, and long ones are broken.
QString plain_tip(const QString& text);

} // namespace quayside::ui
