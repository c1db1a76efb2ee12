#pragma once

namespace quayside::ui {

// Makes every Chart a chart to screen readers: one object whose name is its title and whose description holds the
// current, the least and the greatest value. Once is enough, more does nothing.
void install_chart_accessibility();

} // namespace quayside::ui
