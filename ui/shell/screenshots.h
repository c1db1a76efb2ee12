#pragma once

#include "ui/shell/window_parts.h"

class QMainWindow;
class QString;

namespace quayside::ui {

// Writes <view>-<theme>.png, 1440 x 900, for every view and dialog of a window that has data, light and dark. See
// MainWindow::render_screenshots.
bool render_screenshots(QMainWindow& window, const WindowParts& parts, const QString& directory);

} // namespace quayside::ui
