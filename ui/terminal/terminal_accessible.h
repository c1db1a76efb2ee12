#pragma once

namespace quayside::ui {

// Makes every TerminalView a terminal to screen readers: its text is the lines in sight, with cursor and selection.
// Once is enough, more does nothing.
void install_terminal_accessibility();

} // namespace quayside::ui
