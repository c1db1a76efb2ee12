#include "ui/pages/action_button.h"

#include "ui/look/buttons.h"

#include <QAction>
#include <QPushButton>

namespace quayside::ui {

QPushButton* action_button(QAction& action, QWidget* parent)
{
    auto* button = new QPushButton(action.icon(), action.text(), parent);
    set_small(button);
    const auto follow = [&action, button] {
        button->setEnabled(action.isEnabled());
        button->setToolTip(action.toolTip());
    };
    QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    QObject::connect(&action, &QAction::changed, button, follow);
    follow();
    return button;
}

} // namespace quayside::ui
