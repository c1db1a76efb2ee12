#pragma once

class QAction;
class QPushButton;
class QWidget;

namespace quayside::ui {

// A small button that does what an action does, and is blocked with it.
QPushButton* action_button(QAction& action, QWidget* parent);

} // namespace quayside::ui
