#include "ui/forms/scale_dialog.h"

#include "ui/forms/form_rows.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"

#include <QGridLayout>
#include <QSpinBox>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

constexpr int kMostTasks = 5'000; // of one service

QString title_for(const std::vector<model::ServicePtr>& services)
{
    return services.size() == 1 ? ScaleDialog::tr("Scale %1").arg(from_utf8(services.front()->name))
                                : ScaleDialog::tr("Scale %1 services").arg(services.size());
}

} // namespace

ScaleDialog::ScaleDialog(Session& session, std::vector<model::ServicePtr> services, QWidget* parent)
    : ActionDialog(session, title_for(services), tr("&Scale"), parent)
    , services_(std::move(services))
    , count_(new QSpinBox(this))
    , effect_(new TextLabel({}, Type::Body, Role::Muted, this))
{
    std::erase_if(services_,
        [](const auto& service) { return service->scheduling_strategy != model::SchedulingStrategy::Replica; });
    count_->setRange(0, kMostTasks);
    count_->setAlignment(Qt::AlignRight);
    count_->setAccessibleName(tr("Desired tasks"));
    if (!services_.empty())
        count_->setValue(static_cast<int>(services_.front()->desired_count));
    count_->selectAll();
    auto* grid = form_grid();
    form_row(grid, tr("&Desired tasks"), count_);
    content()->addLayout(grid);
    effect_->setWordWrap(true);
    add(effect_);
    content()->addStretch();
    setMinimumWidth(Theme::get().scaled(400));
    connect(count_, &QSpinBox::valueChanged, this, &ScaleDialog::say_effect);
    say_effect();
    count_->setFocus();
}

void ScaleDialog::say_effect()
{
    std::int64_t more = 0;
    std::int64_t fewer = 0;
    for (const auto& service : services_) {
        more += std::max<std::int64_t>(0, count_->value() - service->desired_count);
        fewer += std::max<std::int64_t>(0, service->desired_count - count_->value());
    }
    QStringList parts;
    if (more > 0)
        parts << tr("%n tasks are started", nullptr, static_cast<int>(more));
    if (fewer > 0)
        parts << tr("%n tasks are stopped", nullptr, static_cast<int>(fewer));
    effect_->setText(parts.isEmpty() ? tr("As it is now.") : parts.join(QStringLiteral(", ")) + u'.');
}

std::optional<std::vector<ActionDialog::Call>> ScaleDialog::calls()
{
    std::vector<Call> calls;
    for (const auto& service : services_)
        calls.push_back({ "UpdateService",
            { { "cluster", service->cluster }, { "service", service->name }, { "desiredCount", count_->value() } } });
    return calls;
}

} // namespace quayside::ui
