#pragma once

class QCustomPlot;

namespace quayside::ui {

// What stands around a plot looks the same in every chart. Again whenever the theme changes.
void style_axes(QCustomPlot& plot);

} // namespace quayside::ui
