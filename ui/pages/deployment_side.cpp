#include "ui/pages/deployment_side.h"

#include "ui/charts/breaker_gauge.h"
#include "ui/look/bars.h"
#include "ui/look/labels.h"
#include "ui/look/spoken_role.h"
#include "ui/look/text.h"
#include "ui/pages/link_label.h"
#include "ui/pages/service_state.h"
#include "ui/tables/table_view.h"

#include <nlohmann/json.hpp>

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

namespace {

using model::Deployment;
using model::MonitorStatus;

constexpr int kHeading = 28;
constexpr int kLine = 20;
constexpr std::size_t kMostFailures = 8;
constexpr int kMostChanges = 8; // rows that are shown at once

QString weight_text(std::int64_t tenths)
{
    return percent_text(static_cast<double>(tenths) / 1000);
}

std::vector<Column<DefinitionChange>> change_columns()
{
    std::vector<Column<DefinitionChange>> columns;
    columns.push_back({ .info = { .id = "field", .title = QObject::tr("Field"), .stretch = true, .width = 128 },
        .text = [](const DefinitionChange& change, const Context&) { return from_utf8(change.field); } });
    const auto value_column = [](const char* id, const QString& title, QString DefinitionChange::*value) {
        return Column<DefinitionChange>{ .info
            = { .id = QLatin1String(id), .title = title, .style = CellStyle::Mono, .width = 100 },
            .text = [value](const DefinitionChange& change,
                        const Context&) { return (change.*value).isEmpty() ? QObject::tr("not set") : change.*value; },
            .tone = [value](const DefinitionChange& change,
                        const Context&) { return (change.*value).isEmpty() ? Role::Muted : Role::Text; } };
    };
    columns.push_back(value_column("before", QObject::tr("Before"), &DefinitionChange::before));
    columns.push_back(value_column("after", QObject::tr("After"), &DefinitionChange::after));
    return columns;
}

void clear(QLayout& layout)
{
    while (auto* item = layout.takeAt(0)) {
        delete item->widget();
        if (item->layout())
            clear(*item->layout());
        delete item;
    }
}

// A glyph before the first of two lines.
QHBoxLayout* glyph_row(StateGlyph glyph, QWidget* first)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* picture = new QLabel;
    picture->setFixedSize(Theme::get().scaled(12), Theme::get().scaled(kLine));
    picture->setPixmap(glyph_icon(glyph).pixmap(QSize(12, 12)));
    row->addWidget(picture);
    row->addWidget(first, 1);
    return row;
}

TextLabel* wrapped(const QString& text, Role role)
{
    auto* label = new TextLabel(text, Type::Body, role);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setContentsMargins(20, 0, 0, 0);
    return label;
}

} // namespace

DeploymentSide::DeploymentSide(const model::State& state, QWidget* parent)
    : QScrollArea(parent)
    , bar_(new ProgressBar)
    , pairs_(new QGridLayout)
    , gauge_(new BreakerGauge)
    , trips_at_(new TextLabel({}, Type::Section))
    , left_(new TextLabel({}, Type::Body, Role::Muted))
    , change_rows_(std::make_unique<RowModelOf<DefinitionChange>>(change_columns(), state))
    , change_table_(new TableView({}, tr("What the new revision changes")))
{
    setAccessibleName(tr("How the deployment goes"));
    speak_as(*this, QAccessible::Grouping);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 12);
    column->setSpacing(0);
    progress_ = add_section(*column, tr("Progress"));
    progress_.content->addWidget(bar_);
    pairs_->setHorizontalSpacing(8);
    pairs_->setVerticalSpacing(0);
    pairs_->setColumnMinimumWidth(0, Theme::get().scaled(108));
    pairs_->setColumnStretch(1, 1);
    progress_.content->addLayout(pairs_);
    breaker_ = add_section(*column, tr("Circuit breaker"));
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(gauge_);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addStretch();
    words->addWidget(trips_at_);
    left_->setWordWrap(true);
    words->addWidget(left_);
    words->addStretch();
    row->addLayout(words, 1);
    breaker_.content->addLayout(row);
    stages_ = add_section(*column, tr("Stages"));
    reasons_ = add_section(*column, tr("Why waiting"));
    changes_ = add_section(*column, tr("Changes"));
    changes_.content->setContentsMargins(0, 0, 0, 0);
    change_rows_->sort(0);
    change_table_->set_rows(change_rows_.get());
    change_table_->set_empty({}, tr("Both revisions are the same."));
    changes_.content->addWidget(change_table_);
    failures_ = add_section(*column, tr("Failed tasks"));
    column->addStretch(1); // none of the sections takes the spare height
    setWidget(content);
}

DeploymentSide::~DeploymentSide()
{
    delete change_table_; // before its rows
}

DeploymentSide::Section DeploymentSide::add_section(QVBoxLayout& column, const QString& title)
{
    Section section;
    section.widget = new QWidget;
    auto* all = new QVBoxLayout(section.widget);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    auto* heading = new QWidget;
    heading->setFixedHeight(Theme::get().scaled(kHeading));
    heading->setBackgroundRole(QPalette::Window);
    heading->setAutoFillBackground(true);
    auto* row = new QHBoxLayout(heading);
    row->setContentsMargins(12, 0, 12, 0);
    row->addWidget(new TextLabel(title, Type::DockHeading));
    row->addStretch();
    section.state = new StatusPill;
    section.state->hide();
    row->addWidget(section.state);
    section.note = new TextLabel({}, Type::Body, Role::Muted);
    row->addWidget(section.note);
    all->addWidget(heading);
    all->addWidget(new ui::HLine);
    section.content = new QVBoxLayout;
    section.content->setContentsMargins(12, 12, 12, 12);
    section.content->setSpacing(8);
    all->addLayout(section.content);
    column.addWidget(section.widget);
    return section;
}

void DeploymentSide::show_deployment(
    const model::State& state, const Deployment& deployment, const std::vector<TaskLane>& lanes, TimePoint now)
{
    show_progress(state, deployment, lanes, now);
    show_breaker(deployment);
    show_stages(deployment, now);
    show_reasons(state, deployment, lanes, now);
    show_changes(state, deployment);
    show_failures(lanes);
}

void DeploymentSide::show_progress(
    const model::State& state, const Deployment& deployment, const std::vector<TaskLane>& lanes, TimePoint now)
{
    const auto counts = counts_of_rollout(state, deployment);
    const bool done = deployment.service_deployment_status == model::ServiceDeploymentStatus::Successful;
    const auto healthy = done ? deployment.desired_count : counts.healthy;
    const auto all = static_cast<double>(std::max<std::int64_t>(1, deployment.desired_count));
    const QString text = tr("%1 of %2 running").arg(healthy).arg(deployment.desired_count);
    progress_.note->setText(text);
    const double share = deployment.desired_count == 0 && done ? 1 : static_cast<double>(healthy) / all;
    bar_->set_progress(share, done ? share : share + static_cast<double>(counts.pending) / all, text);
    struct Pair {
        QString label;
        QString value;
        QString note;
    };
    std::vector<Pair> pairs;
    int runs = 0;
    const auto end = expected_end(state, deployment, now, &runs);
    if (is_over(deployment))
        pairs.push_back({ tr("Ended"), local_time(end_of(deployment, now)),
            tr("after %1").arg(duration_text(end_of(deployment, now) - deployment.created_at)) });
    else
        pairs.push_back({ tr("Expected end"), end ? local_time(*end) : dash(),
            runs == 0 ? tr("no past run to go by")
                : end ? tr("from %n past runs", nullptr, static_cast<int>(runs))
                      : tr("longer than %n past runs", nullptr, static_cast<int>(runs)) });
    const auto draining = std::ranges::count_if(
        lanes, [](const TaskLane& lane) { return !lane.is_new && lane.state.glyph == StateGlyph::Draining; });
    const auto old = std::ranges::count_if(lanes, [](const TaskLane& lane) {
        return !lane.is_new && lane.state.glyph != StateGlyph::Stopped && lane.state.glyph != StateGlyph::Failed
            && lane.state.glyph != StateGlyph::Draining;
    });
    pairs.push_back(
        { tr("Old tasks left"), QString::number(old), draining > 0 ? tr("and %1 draining").arg(draining) : QString() });
    const auto& configuration = deployment.configuration;
    pairs.push_back({ tr("Strategy"), sentence_case(from_utf8(to_string(configuration.strategy))),
        configuration.strategy == model::DeploymentStrategy::Rolling
            ? tr("min %1 %, max %2 %").arg(configuration.minimum_healthy_percent).arg(configuration.maximum_percent)
            : tr("bake time %1 min").arg(configuration.bake_time) });
    if (configuration.strategy != model::DeploymentStrategy::Rolling)
        pairs.push_back({ tr("Traffic"), weight_text(deployment.production_weight),
            tr("new, %1 old; tests %2 new")
                .arg(weight_text(1000 - deployment.production_weight), weight_text(deployment.test_weight)) });
    if (!deployment.rollback_reason.empty())
        pairs.push_back({ tr("Rollback"), from_utf8(deployment.rollback_reason), {} });
    if (deployment.alarms != MonitorStatus::Disabled) {
        QStringList names;
        for (const auto& name : deployment.triggered_alarms)
            names << from_utf8(name);
        pairs.push_back({ tr("Alarms"), sentence_case(from_utf8(to_string(deployment.alarms))), names.join(u' ') });
    }
    while (pairs_->count() > static_cast<int>(pairs.size()) * 3) {
        auto* item = pairs_->takeAt(pairs_->count() - 1);
        delete item->widget();
        delete item;
    }
    for (int i = 0; i < static_cast<int>(pairs.size()); ++i) {
        if (!pairs_->itemAtPosition(i, 0)) {
            auto* label = new TextLabel({}, Type::Body, Role::Muted);
            label->setMinimumHeight(Theme::get().scaled(kLine));
            auto* value = new ElidedLabel({}, Type::Name);
            value->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
            pairs_->addWidget(label, i, 0);
            auto* both = new QWidget;
            auto* row = new QHBoxLayout(both);
            row->setContentsMargins(0, 0, 0, 0);
            row->setSpacing(6);
            row->addWidget(value);
            row->addWidget(new ElidedLabel({}, Type::Body, Role::Muted), 1);
            pairs_->addWidget(both, i, 1);
            pairs_->addWidget(new QWidget, i, 2);
        }
        const auto& pair = pairs[static_cast<std::size_t>(i)];
        static_cast<TextLabel*>(pairs_->itemAtPosition(i, 0)->widget())->setText(pair.label);
        const auto parts = pairs_->itemAtPosition(i, 1)->widget()->findChildren<ElidedLabel*>();
        parts[0]->set_text(pair.value);
        parts[1]->set_text(pair.note);
    }
}

void DeploymentSide::show_breaker(const Deployment& deployment)
{
    const auto& configuration = deployment.configuration;
    breaker_.widget->setVisible(configuration.circuit_breaker || deployment.failed_tasks > 0);
    const bool tripped = deployment.circuit_breaker == MonitorStatus::Triggered;
    const auto threshold = std::max<std::int64_t>(1, deployment.circuit_breaker_threshold);
    gauge_->set_failures(
        static_cast<int>(std::min(deployment.failed_tasks, threshold)), static_cast<int>(threshold), tripped);
    breaker_.state->show();
    breaker_.note->hide();
    if (!configuration.circuit_breaker)
        breaker_.state->set_state({ StateGlyph::Stopped, tr("off"), 0 });
    else if (tripped)
        breaker_.state->set_state({ StateGlyph::Failed, tr("tripped"), 0 });
    else
        breaker_.state->set_state({ StateGlyph::Healthy,
            configuration.circuit_breaker_rollback ? tr("on, rolls back by itself") : tr("on"), 0 });
    trips_at_->setText(tripped ? tr("Tripped at %1").arg(threshold) : tr("Trips at %1").arg(threshold));
    const auto left = std::max<std::int64_t>(0, threshold - deployment.failed_tasks);
    left_->setText(tripped ? from_utf8(deployment.rollout_state_reason)
                           : tr("%n failures left. It counts tasks in a row that failed to start or to stay healthy.",
                               nullptr, static_cast<int>(left)));
}

void DeploymentSide::show_stages(const Deployment& deployment, TimePoint now)
{
    const auto lines = stage_lines(deployment, now);
    stages_.widget->setVisible(!lines.empty());
    clear(*stages_.content);
    stages_.content->setSpacing(0);
    for (const auto& line : lines) {
        const bool future = line.glyph == StateGlyph::None;
        auto* name = new TextLabel(line.name, future ? Type::Body : Type::Name, future ? Role::Muted : Role::Text);
        name->setMinimumHeight(Theme::get().scaled(kLine));
        auto* row = glyph_row(line.glyph, name);
        row->addWidget(new TextLabel(line.note, Type::Body, Role::Muted));
        stages_.content->addLayout(row);
    }
}

// Links hold the keyboard: they are made anew only when they change.
void DeploymentSide::show_reasons(
    const model::State& state, const Deployment& deployment, const std::vector<TaskLane>& lanes, TimePoint now)
{
    const auto reasons = wait_reasons(state, deployment, lanes, now);
    reasons_.widget->setVisible(!reasons.empty());
    QStringList shown;
    for (const auto& reason : reasons)
        shown << reason.what << reason.more;
    if (shown == shown_)
        return;
    shown_ = shown;
    clear(*reasons_.content);
    reasons_.content->setSpacing(2);
    for (const auto& reason : reasons) {
        reasons_.content->addLayout(glyph_row(reason.glyph, new ElidedLabel(reason.what, Type::Name)));
        if (!reason.more.isEmpty())
            reasons_.content->addWidget(wrapped(reason.more, Role::Muted));
        if (!reason.is_placement)
            continue;
        auto* link = new LinkLabel;
        ObjectRef target = ObjectRef::to(model::Service::Key{ deployment.cluster, deployment.service });
        target.explain = true;
        link->set_target(tr("Explain placement"), target);
        connect(link, &LinkLabel::opened, this, &DeploymentSide::opened);
        auto* row = new QHBoxLayout;
        row->setContentsMargins(20, 0, 0, 0);
        row->addWidget(link);
        row->addStretch();
        reasons_.content->addLayout(row);
    }
}

void DeploymentSide::show_changes(const model::State& state, const Deployment& deployment)
{
    if (changes_of_ == deployment.number)
        return;
    changes_of_ = deployment.number;
    const auto before = rollback_target(state, deployment);
    changes_.widget->setVisible(before && deployment.revision);
    if (!before || !deployment.revision)
        return;
    const auto changes = definition_changes(before->definition->document, deployment.revision->definition->document);
    std::vector<std::shared_ptr<const DefinitionChange>> rows;
    for (const auto& change : changes)
        rows.push_back(std::make_shared<const DefinitionChange>(change));
    changes_.note->setText(
        tr("from %1:%2").arg(from_utf8(before->definition_key.family)).arg(before->definition_key.revision));
    change_rows_->set_rows(std::move(rows));
    const int count = std::clamp(static_cast<int>(changes.size()), changes.empty() ? 4 : 1, kMostChanges);
    change_table_->setFixedHeight((count + 1) * Theme::get().row_height() + 1);
}

void DeploymentSide::show_failures(const std::vector<TaskLane>& lanes)
{
    std::vector<const TaskLane*> failed;
    for (const auto& lane : lanes)
        if (lane.is_new && lane.has_failed())
            failed.push_back(&lane);
    std::ranges::sort(failed, [](const TaskLane* a, const TaskLane* b) { return a->failed_at > b->failed_at; });
    failures_.widget->setVisible(!failed.empty());
    if (failures_.note->text() == QString::number(failed.size()))
        return;
    failures_.note->setText(QString::number(failed.size()));
    clear(*failures_.content);
    failures_.content->setSpacing(2);
    for (std::size_t i = 0; i < std::min(kMostFailures, failed.size()); ++i) {
        const auto& lane = *failed[i];
        auto* link = new LinkLabel;
        link->set_target(short_id(from_utf8(lane.id.hex())), { ObjectRef::Kind::Task, {}, lane.id });
        connect(link, &LinkLabel::opened, this, &DeploymentSide::opened);
        auto* row = glyph_row(StateGlyph::Failed, link);
        row->setStretch(1, 0);
        row->addWidget(
            new ElidedLabel(tr("on %1, ran %2").arg(lane.instance, duration_text(lane.failed_at - lane.created_at)),
                Type::Body, Role::Muted),
            1);
        failures_.content->addLayout(row);
        failures_.content->addWidget(wrapped(lane.failure + QStringLiteral(": ") + lane.reason, Role::Text));
    }
}

} // namespace quayside::ui
