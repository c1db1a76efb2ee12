#include "ui/pages/overview_page.h"

#include "ui/look/capacity_legend.h"
#include "ui/look/chip.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/pages/figures.h"
#include "ui/pages/key_figures.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/service_state.h"
#include "ui/pages/zone_loss.h"
#include "ui/session/session.h"
#include "ui/tables/table_view.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

namespace quayside::ui {

namespace {

constexpr std::size_t kShownInstances = 200;
constexpr std::size_t kShownDeployments = 20;
constexpr std::size_t kMostLost = 2'000; // tasks of a cluster, up to which it is asked what a loss would mean

std::vector<Column<model::Deployment>> shown_of_deployments()
{
    auto columns = deployment_columns();
    std::erase_if(columns, [](const auto& column) {
        return column.info.id == QLatin1String("trigger") || column.info.id == QLatin1String("duration");
    });
    return columns;
}

// How many services there are, how many of them are in trouble, and how many deployments are under way.
struct ServiceFigures {
    int services = 0;
    int unsteady = 0;
    int deploying = 0;
    QString how_far; // of the one that is under way
};

ServiceFigures service_figures(const model::State& state, const std::string& cluster)
{
    ServiceFigures figures;
    for (const auto& name : state.services_in(cluster)) {
        const auto service = state.services().find({ cluster, name });
        if (!service || service->status == model::ServiceStatus::Inactive)
            continue;
        ++figures.services;
        const auto glyph = state_of(state, *service).glyph;
        figures.unsteady += glyph == StateGlyph::Warning || glyph == StateGlyph::Failed ? 1 : 0;
        const auto primary = primary_of(state, *service);
        if (!primary || is_over(*primary))
            continue;
        ++figures.deploying;
        const auto counts = counts_of_rollout(state, *primary);
        figures.how_far = QObject::tr("%1 %2 of %3").arg(from_utf8(name)).arg(counts.healthy).arg(counts.desired);
    }
    if (figures.deploying > 1)
        figures.how_far = QObject::tr("under way");
    return figures;
}

TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

QWidget* heading(const QString& text, QWidget* aside)
{
    auto* bar = new QWidget;
    bar->setFixedHeight(Theme::get().scaled(28));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 0, 12, 0);
    row->addWidget(new SectionHeading(text));
    row->addStretch();
    if (aside)
        row->addWidget(aside);
    return bar;
}

QString used_note(const Capacity& capacity)
{
    return std::isnan(capacity.used) ? QObject::tr("reserved")
                                     : QObject::tr("%1 used").arg(percent_text(capacity.used));
}

Capacity sum(const Capacity& share, const Capacity& more, double weight)
{
    return { share.used + more.used * weight, share.reserved + more.reserved * weight };
}

} // namespace

OverviewPage::OverviewPage(Session& session, ObjectActions& actions, QWidget* parent)
    : Page(PageKind::Overview, session, actions, parent)
    , use_(session, LiveUse::Subject::Instance)
    , figures_(new KeyFigures(this))
    , attention_rows_(attention_columns(), session.state())
    , deployment_rows_(shown_of_deployments(), session.state())
    , capacity_rows_(capacity_columns(), session.state())
    , event_rows_(event_columns(), session.state())
    , zone_loss_(new ZoneLoss(session))
{
    auto* left = new QSplitter(Qt::Vertical);
    left->addWidget(
        make_part(tr("Needs attention"), "attention", attention_rows_, Qt::AscendingOrder, attention_table_));
    left->addWidget(
        make_part(tr("Deployments"), "overview-deployments", deployment_rows_, Qt::DescendingOrder, deployment_table_));
    deployment_table_->sortByColumn(deployment_rows_.column_of(QStringLiteral("started")), Qt::DescendingOrder);
    auto* upper = new QSplitter(Qt::Horizontal);
    upper->addWidget(left);
    upper->addWidget(make_capacity());
    upper->setStretchFactor(0, 4);
    upper->setStretchFactor(1, 3);
    auto* parts = new QSplitter(Qt::Vertical);
    parts->addWidget(upper);
    parts->addWidget(make_part(
        tr("Last events"), "overview-events", event_rows_, Qt::DescendingOrder, event_table_, make_event_chips()));
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 1);
    for (QSplitter* splitter : { left, upper, parts })
        splitter->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(figures_);
    column->addWidget(parts, 1);

    soon_.setSingleShot(true);
    soon_.setInterval(std::chrono::milliseconds(250));
    connect(&soon_, &QTimer::timeout, this, &OverviewPage::refresh);
    connect(&use_, &LiveUse::changed, this, [this] { soon_.start(); });
    attention_table_->set_empty(glyph_icon(StateGlyph::Healthy), tr("Nothing needs attention."));
    deployment_table_->set_empty(icon(Glyph::Deployment, Role::Muted), tr("No service has been deployed yet."));
    capacity_table_->set_empty(icon(Glyph::Instance, Role::Muted), tr("This cluster has no container instance."),
        actions.action(ObjectActions::Id::AddEngine)->text());
    connect(capacity_table_, &TableView::empty_action, actions.action(ObjectActions::Id::AddEngine), &QAction::trigger);
    event_table_->set_empty(icon(Glyph::Event, Role::Muted), tr("Nothing has happened yet."));
}

TableView* OverviewPage::add_table(QVBoxLayout& column, const QString& view_id, const QString& name, RowModel& rows)
{
    auto* table = new TableView(view_id, name, this);
    table->set_rows(&rows);
    column.addWidget(table, 1);
    connect(table, &TableView::chosen, this, [this, table] {
        chosen_table_ = table;
        emit chosen();
    });
    connect(table, &TableView::opened, this, [this, table](int row) {
        if (table == attention_table_)
            emit opened(attention_rows_.value(row)->next);
        else if (const auto refs = selection(); !refs.empty())
            emit opened(refs.front());
    });
    return table;
}

// A heading over a table of its own.
QWidget* OverviewPage::make_part(
    const QString& title, const QString& id, RowModel& rows, Qt::SortOrder order, TableView*& table, QWidget* aside)
{
    auto* part = new QWidget;
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(heading(title, aside));
    rows.sort(0, order);
    table = add_table(*column, id, title, rows);
    return part;
}

QWidget* OverviewPage::make_capacity()
{
    auto* part = make_part(
        tr("Capacity by zone"), "capacity", capacity_rows_, Qt::AscendingOrder, capacity_table_, new CapacityLegend);
    part->layout()->addWidget(zone_loss_);
    connect(zone_loss_, &ZoneLoss::what_if_wanted, actions().action(ObjectActions::Id::WhatIf), &QAction::trigger);
    return part;
}

QWidget* OverviewPage::make_event_chips()
{
    auto* chips = new QWidget;
    auto* row = new QHBoxLayout(chips);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    const auto add = [&](const QString& text, const QString& tip) {
        auto* chip = new Chip(text);
        chip->setCheckable(true);
        chip->setToolTip(tip);
        row->addWidget(chip);
        connect(chip, &Chip::toggled, this, &OverviewPage::show_events);
        return chip;
    };
    warnings_ = add(tr("Warnings"), tr("Show warnings and errors only"));
    service_events_ = add(tr("Services"), tr("Show what services did only, deployments among it"));
    return chips;
}

void OverviewPage::show_events()
{
    event_rows_.set_scope([cluster = cluster(), warnings = warnings_->isChecked(),
                              services = service_events_->isChecked()](const model::Event& event) {
        return (event.cluster.empty() || event.cluster == cluster)
            && (!warnings || event.severity != model::Severity::Info)
            && (!services || event.kind == model::EventKind::Service);
    });
    event_rows_.set_rows(session().state().events().all());
}

std::vector<ObjectRef> OverviewPage::selection() const
{
    std::vector<ObjectRef> refs;
    if (!chosen_table_)
        return refs;
    for (const int row : chosen_table_->selected_rows()) {
        if (chosen_table_ == attention_table_)
            refs.push_back(attention_rows_.value(row)->object);
        else if (chosen_table_ == deployment_table_)
            refs.push_back(ObjectRef::to(*deployment_rows_.value(row)));
        else if (chosen_table_ == event_table_)
            refs.push_back(ObjectRef::to(*event_rows_.value(row)));
        else if (const auto instance = capacity_rows_.value(row)->instance)
            refs.push_back(ObjectRef::to(*instance));
    }
    return refs;
}

void OverviewPage::focus_content()
{
    attention_table_->setFocus();
}

void OverviewPage::cluster_changed()
{
    attention_.set_cluster(cluster(), session().state());
    show_events();
    watch_use();
    refresh();
}

void OverviewPage::take(const model::ChangeSet& changes)
{
    if (changes.full)
        return cluster_changed();
    attention_.take(changes.of<model::Task>());
    event_rows_.apply(changes.of<model::Event>());
    if (!changes.of<model::ContainerInstance>().empty())
        watch_use();
    if (!soon_.isActive())
        soon_.start();
}

void OverviewPage::watch_use()
{
    const auto& ids = session().state().instances_in(cluster());
    const bool few = ids.size() <= 64;
    use_.want(isVisible() && few ? std::vector<Id>(ids.begin(), ids.end()) : std::vector<Id>());
}

void OverviewPage::refresh()
{
    if (!isVisible())
        return;
    std::vector<std::shared_ptr<const AttentionRow>> rows;
    for (auto& row : attention_.rows(session().state(), now()))
        rows.push_back(std::make_shared<const AttentionRow>(std::move(row)));
    attention_rows_.set_rows(std::move(rows));
    refresh_figures();
    refresh_deployments();
    refresh_capacity();
    ask_for_losses();
}

void OverviewPage::ask_for_losses()
{
    const auto& state = session().state();
    const auto& instances = state.instances_in(cluster());
    std::set<std::string> zones;
    if (instances.size() <= kShownInstances && state.tasks_in(cluster()).size() <= kMostLost)
        for (const Id& id : instances)
            if (const auto& zone = state.container_instances().find(id)->availability_zone; !zone.empty())
                zones.insert(zone);
    zone_loss_->ask(cluster(), { zones.begin(), zones.end() });
}

void OverviewPage::refresh_figures()
{
    const auto& state = session().state();
    const auto counts = state.counts_in(cluster());
    const auto sums = figures_of(state, cluster(), &use_);
    std::size_t lost = 0;
    for (const auto& [id, engine] : state.engines())
        lost += engine->connected ? 0 : 1;
    const auto noted = [](std::size_t count, const QString& note, StateGlyph glyph, KeyFigure figure) {
        if (count > 0) {
            figure.note = note.arg(count);
            figure.glyph = glyph;
        }
        return figure;
    };
    const auto services = service_figures(state, cluster());
    KeyFigure deployments{ .label = tr("Deployments"), .figure = QString::number(services.deploying), .note = {} };
    if (services.deploying > 0) {
        deployments.note = services.how_far;
        deployments.glyph = StateGlyph::Pending;
    }
    figures_->set_figures({
        noted(static_cast<std::size_t>(services.unsteady), tr("%1 unsteady"), StateGlyph::Warning,
            { .label = tr("Services"), .figure = QString::number(services.services), .note = {} }),
        noted(counts.pending, tr("%1 pending"), StateGlyph::Pending,
            { .label = tr("Tasks running"), .figure = QString::number(counts.running), .note = {} }),
        noted(sums.draining, tr("%1 draining"), StateGlyph::Draining,
            { .label = tr("Instances"), .figure = QString::number(sums.instances), .note = {} }),
        { .label = tr("CPU reserved"), .figure = percent_text(sums.cpu().reserved), .note = used_note(sums.cpu()) },
        { .label = tr("Memory reserved"),
            .figure = percent_text(sums.memory().reserved),
            .note = used_note(sums.memory()) },
        deployments,
        noted(lost, tr("%1 not connected"), StateGlyph::Warning,
            { .label = tr("Engines"), .figure = QString::number(state.engines().size()), .note = {} }),
    });
}

// The newest ones; those under way come with what their tasks are at.
void OverviewPage::refresh_deployments()
{
    const auto& state = session().state();
    std::vector<model::DeploymentPtr> newest;
    for (const auto& name : state.services_in(cluster()))
        for (const auto& [row, number] : state.deployments_of({ cluster(), name }))
            if (auto deployment = state.deployments().find(number))
                newest.push_back(std::move(deployment));
    const auto later = [](const auto& a, const auto& b) { return a->created_at > b->created_at; };
    if (newest.size() > kShownDeployments) {
        std::ranges::nth_element(newest, newest.begin() + static_cast<std::ptrdiff_t>(kShownDeployments), later);
        newest.resize(kShownDeployments);
    }
    deployment_rows_.set_rows(std::move(newest));
    deployment_rows_.touch_all();
}

void OverviewPage::refresh_capacity()
{
    const auto& state = session().state();
    struct Zone {
        double cpu = 0;
        double memory = 0;
        std::vector<CapacityRow> instances;
    };
    std::map<std::string, Zone> zones;
    for (const Id& id : state.instances_in(cluster())) {
        const auto instance = state.container_instances().find(id);
        const auto& zone_name = instance->availability_zone.empty() ? "-" : instance->availability_zone;
        auto& zone = zones[zone_name];
        zone.cpu += static_cast<double>(instance->registered.cpu);
        zone.memory += static_cast<double>(instance->registered.memory);
        zone.instances.push_back(
            { zone_name, instance, cpu_of(state, *instance, &use_), memory_of(state, *instance, &use_) });
    }
    const bool each = state.instances_in(cluster()).size() <= kShownInstances;
    std::vector<std::shared_ptr<const CapacityRow>> rows;
    for (auto& [name, zone] : zones) {
        CapacityRow total{ name, nullptr, {}, {} };
        for (auto& row : zone.instances) {
            total.cpu = sum(total.cpu, row.cpu, static_cast<double>(row.instance->registered.cpu) / zone.cpu);
            total.memory
                = sum(total.memory, row.memory, static_cast<double>(row.instance->registered.memory) / zone.memory);
            if (each)
                rows.push_back(std::make_shared<const CapacityRow>(std::move(row)));
        }
        rows.push_back(std::make_shared<const CapacityRow>(std::move(total)));
    }
    capacity_rows_.set_rows(std::move(rows));
}

void OverviewPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    watch_use();
    soon_.start(0);
}

void OverviewPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    use_.want({});
    soon_.stop();
}

} // namespace quayside::ui
