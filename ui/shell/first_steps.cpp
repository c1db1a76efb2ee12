#include "ui/shell/first_steps.h"

#include "ui/look/buttons.h"
#include "ui/look/glyphs.h"
#include "ui/look/text_link.h"
#include "ui/look/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

FirstSteps::FirstSteps(ObjectActions& actions, QWidget* parent)
    : QWidget(parent)
{
    using Id = ObjectActions::Id;
    steps_ = { { actions.action(Id::RunTask), tr("Run a task") },
        { actions.action(Id::ScaleService), tr("Scale a service") },
        { actions.action(Id::ShowDeployment), tr("Watch a deployment") },
        { actions.action(Id::Explain), tr("Ask why a task is where it is") },
        { actions.action(Id::NewRevision), tr("Write a new revision") },
        { actions.action(Id::ShowLogs), tr("Read the logs of a service") } };
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const QSettings settings;
    for (auto& step : steps_) {
        step.done = settings.value(key_of(step)).toBool();
        add_row(step);
        column->addWidget(step.link->parentWidget());
        connect(step.action, &QAction::changed, this, [this, &step] { show_step(step); });
        connect(step.action, &QAction::triggered, this, [this, &step] {
            step.done = true;
            QSettings().setValue(key_of(step), true);
            show_step(step);
        });
    }
}

QString FirstSteps::key_of(const Step& step) const
{
    return QStringLiteral("first-steps/%1").arg(&step - steps_.data());
}

int FirstSteps::done() const
{
    return static_cast<int>(std::ranges::count_if(steps_, &Step::done));
}

void FirstSteps::add_row(Step& step)
{
    auto* row = new QWidget;
    row->setFixedHeight(Theme::get().scaled(24));
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    step.tick = new QLabel;
    step.link = new TextLink(step.text);
    line->addWidget(step.tick);
    line->addWidget(step.link);
    line->addStretch(1);
    connect(step.link, &QAbstractButton::clicked, step.action, &QAction::trigger);
    connect(&Theme::get(), &Theme::changed, this, [this, &step] { show_step(step); });
    show_step(step);
}

void FirstSteps::show_step(Step& step)
{
    const auto glyph = step.done ? StateGlyph::Pass : StateGlyph::Stopped;
    step.tick->setPixmap(glyph_icon(glyph).pixmap(QSize(12, 12)));
    step.link->setAccessibleName(step.done ? tr("%1, done").arg(step.text) : step.text);
    set_blocked(
        step.link, step.action->isEnabled() ? QString() : step.text + QStringLiteral(": ") + step.action->toolTip());
}

} // namespace quayside::ui
