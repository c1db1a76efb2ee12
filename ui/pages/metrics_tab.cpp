#include "ui/pages/metrics_tab.h"

#include "ui/charts/chart.h"
#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/pages/menu_button.h"
#include "ui/session/instant.h"
#include "ui/session/session.h"

#include <nlohmann/json.hpp>

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

namespace quayside::ui {

namespace {

constexpr double kUnitsPerCpu = 1024;
constexpr double kKibibyte = 1024;
constexpr int kLeastHeight = 112;
constexpr std::ptrdiff_t kMostLive = 3'600; // samples
constexpr Duration kLongestStep = std::chrono::seconds(25); // what nobody looked at is sampled every ten
constexpr std::size_t kMostSummed = 100; // that are added up

std::optional<double> level(double value)
{
    return value > 0 ? std::make_optional(value) : std::nullopt;
}

// A cluster's events are those of all that is in it.
bool concerns(const model::State& state, const model::Event& event, const ObjectRef& ref)
{
    if (ref.kind == ObjectRef::Kind::Cluster)
        return event.cluster == ref.name;
    const auto service = find_service(state, ref);
    return event.object == event_object(state, ref) && (!service || event.cluster == service->cluster);
}

QString share_note(double value, double limit)
{
    return limit > 0 ? QObject::tr("%1 of limit").arg(percent_text(value / limit)) : QString();
}

} // namespace

MetricsTab::MetricsTab(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , instant_(Instant::of(session))
    , menu_(new QMenu(this))
    , subject_(new QComboBox(this))
    , plots_(new QWidget(this))
    , cpu_(new Chart(tr("CPU"), tr("vCPU"), &line_, this))
    , memory_(new Chart(tr("Memory"), tr("MiB"), &line_, this))
    , network_(new Chart(tr("Network"), tr("KiB/s"), &line_, this))
    , sum_(session)
    , past_(session)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    auto* bar = new TimeLineBar(&line_, this);
    column->addWidget(bar);
    auto* more = new MenuButton(tr("What can be done with these graphs"), tr("Lines, table, saving"), this);
    more->setIcon(theme_icon("application-menu"));
    more->setToolButtonStyle(Qt::ToolButtonIconOnly);
    more->setMenu(menu_);
    bar->add_tool(more);
    subject_->setAccessibleName(tr("Whose use is shown"));
    subject_->setToolTip(tr("The whole task, or one of its containers"));
    column->addWidget(subject_);
    auto* plots = new QVBoxLayout(plots_);
    plots->setContentsMargins(0, 0, 0, 0);
    plots->setSpacing(8);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // the charts take the keyboard
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setWidget(plots_);
    scroll->viewport()->setAutoFillBackground(false);
    plots_->setAutoFillBackground(false);
    column->addWidget(scroll, 1);
    for (Chart* chart : { cpu_, memory_, network_ }) {
        chart->setMinimumHeight(Theme::get().scaled(kLeastHeight));
        plots->addWidget(chart, 1);
    }
    cpu_->add_series(ChartLine::Used, tr("used"));
    memory_->add_series(ChartLine::Used, tr("used"));
    network_->add_series(ChartLine::Used, tr("received"));
    network_->add_series(ChartLine::Second, tr("sent"));
    connect(subject_, &QComboBox::currentIndexChanged, this, &MetricsTab::watch);
    connect(&sum_, &SummedUse::changed, this, &MetricsTab::show_sum);
    connect(&past_, &MetricPast::changed, this, &MetricsTab::show_samples);
    connect(&line_, &TimeLine::moved, this, &MetricsTab::want_past);
    connect(menu_, &QMenu::aboutToShow, this, &MetricsTab::fill_menu);
    connect_instant();
}

void MetricsTab::set_object(const ObjectRef& ref)
{
    ref_ = ref;
    fill_subjects();
    watch();
}

void MetricsTab::fill_subjects()
{
    const QSignalBlocker quiet(subject_);
    subject_->clear();
    const auto task = find_task(session_.state(), ref_);
    const bool several = task && task->spec->definition && task->spec->definition->containers.size() > 1;
    subject_->setVisible(several);
    if (!several)
        return;
    subject_->addItem(tr("Whole task"));
    for (const auto& container : task->spec->definition->containers)
        subject_->addItem(from_utf8(container.name));
}

client::MetricsQuery MetricsTab::query() const
{
    using Subject = client::MetricsQuery::Subject;
    client::MetricsQuery query;
    query.id = ref_.id;
    query.span = std::chrono::hours(1);
    query.subject = ref_.kind == ObjectRef::Kind::Instance ? Subject::Instance : Subject::Task;
    if (const int chosen = subject_->currentIndex(); chosen > 0) {
        query.subject = Subject::Container;
        query.container = static_cast<std::size_t>(chosen - 1);
    }
    return query;
}

MetricsTab::Levels MetricsTab::levels_of_task(const model::Task& task) const
{
    Levels sums;
    if (!task.spec->definition)
        return sums;
    const auto& definition = *task.spec->definition;
    const int chosen = subject_->currentIndex();
    bool limited = true;
    for (std::size_t i = 0; i < definition.containers.size(); ++i) {
        if (chosen > 0 && static_cast<int>(i) != chosen - 1)
            continue;
        const auto container = model::effective_container(*task.spec, i);
        sums.cpu_reserved += static_cast<double>(container.cpu) / kUnitsPerCpu;
        sums.memory_reserved
            += static_cast<double>(container.memory_reservation > 0 ? container.memory_reservation : container.memory);
        sums.memory_limit += static_cast<double>(container.memory);
        limited = limited && container.memory > 0;
    }
    if (!limited)
        sums.memory_limit = 0;
    if (chosen <= 0) {
        const auto reserved = model::reservation(*task.spec);
        sums.cpu_reserved = static_cast<double>(reserved.cpu) / kUnitsPerCpu;
        sums.memory_reserved = static_cast<double>(reserved.memory);
    }
    sums.cpu_limit = static_cast<double>(definition.cpu) / kUnitsPerCpu;
    if (definition.memory > 0)
        sums.memory_limit = sums.memory_limit > 0 ? std::min(sums.memory_limit, static_cast<double>(definition.memory))
                                                  : static_cast<double>(definition.memory);
    return sums;
}

// Of the tasks that run.
MetricsTab::Levels MetricsTab::levels_of_service(const model::Service& service) const
{
    Levels sums;
    bool limited = true;
    bool limited_memory = true;
    for (const auto& id : tasks_of(service)) {
        const auto one = levels_of_task(*session_.state().tasks().find(id));
        sums.cpu_reserved += one.cpu_reserved;
        sums.cpu_limit += one.cpu_limit;
        sums.memory_reserved += one.memory_reserved;
        sums.memory_limit += one.memory_limit;
        limited = limited && one.cpu_limit > 0;
        limited_memory = limited_memory && one.memory_limit > 0;
    }
    if (!limited)
        sums.cpu_limit = 0;
    if (!limited_memory)
        sums.memory_limit = 0;
    return sums;
}

std::vector<Id> MetricsTab::tasks_of(const model::Service& service) const
{
    std::vector<Id> tasks;
    for (const auto& id : session_.state().open_tasks_of(service.key()))
        if (const auto task = session_.state().tasks().find(id);
            task && task->last_status == model::TaskStatus::Running)
            tasks.push_back(id);
    return tasks;
}

MetricsTab::Levels MetricsTab::levels_of_cluster(const std::string& cluster) const
{
    Levels sums;
    const auto& state = session_.state();
    for (const Id& id : state.instances_in(cluster)) {
        const auto& registered = state.container_instances().find(id)->registered;
        const auto& usage = state.usage_of(id);
        sums.cpu_reserved += static_cast<double>(usage.cpu) / kUnitsPerCpu;
        sums.cpu_limit += static_cast<double>(registered.cpu) / kUnitsPerCpu;
        sums.memory_reserved += static_cast<double>(usage.memory);
        sums.memory_limit += static_cast<double>(registered.memory);
    }
    return sums;
}

MetricsTab::Levels MetricsTab::levels() const
{
    const auto& state = session_.state();
    if (const auto task = find_task(state, ref_))
        return levels_of_task(*task);
    if (const auto service = find_service(state, ref_))
        return levels_of_service(*service);
    if (const auto cluster = find_cluster(state, ref_))
        return levels_of_cluster(cluster->name);
    const auto instance = find_instance(state, ref_);
    if (!instance)
        return {};
    const auto& usage = state.usage_of(instance->id);
    return { static_cast<double>(usage.cpu) / kUnitsPerCpu,
        static_cast<double>(instance->registered.cpu) / kUnitsPerCpu, static_cast<double>(usage.memory),
        static_cast<double>(instance->registered.memory) };
}

void MetricsTab::refresh_levels()
{
    const Levels now = levels();
    cpu_->set_level(ChartLine::Reserved, tr("reserved"), level(now.cpu_reserved));
    cpu_->set_level(ChartLine::Limit, tr("limit"), level(now.cpu_limit));
    memory_->set_level(ChartLine::Reserved, tr("reserved"), level(now.memory_reserved));
    memory_->set_level(ChartLine::Limit, tr("limit"), level(now.memory_limit));
    if (isVisible())
        watch_sum();
    show_markers();
}

void MetricsTab::watch()
{
    watch_.reset();
    sum_.forget();
    past_.forget();
    past_length_ = {};
    live_.clear();
    has_data_ = false;
    for (Chart* chart : { cpu_, memory_, network_ }) {
        chart->set_points(0, {});
        chart->set_note({});
    }
    network_->set_points(1, {});
    const auto task = find_task(session_.state(), ref_);
    const bool over = task && task->last_status >= model::TaskStatus::Stopped;
    for (Chart* chart : { cpu_, memory_, network_ })
        chart->set_empty_text(
            over ? tr("The task has stopped; nothing is kept of this time") : tr("Waiting for the first sample"));
    const auto service = find_service(session_.state(), ref_);
    const auto running = static_cast<std::int64_t>(service ? tasks_of(*service).size() : 0);
    const auto cluster = find_cluster(session_.state(), ref_);
    const auto instances = static_cast<std::int64_t>(cluster ? session_.state().instances_in(cluster->name).size() : 0);
    QString empty;
    if (service)
        empty = running == 0 ? tr("No task of it runs") : tr("Too many tasks to add up: choose one of them");
    else if (cluster)
        empty = instances == 0 ? tr("It has no container instance")
                               : tr("Too many container instances to add up: choose one of them");
    const auto summed = service ? running : instances;
    if ((service || cluster) && (summed == 0 || summed > static_cast<std::int64_t>(kMostSummed)))
        for (Chart* chart : { cpu_, memory_, network_ })
            chart->set_empty_text(empty);
    const QString of = service ? counted(running, tr("task"), tr("tasks"))
        : cluster              ? counted(instances, tr("instance"), tr("instances"))
                               : QString();
    const auto unit = [&of](const QString& name) { return of.isEmpty() ? name : name + QStringLiteral(", ") + of; };
    cpu_->set_title(tr("CPU"), unit(tr("vCPU")));
    memory_->set_title(tr("Memory"), unit(tr("MiB")));
    refresh_levels();
    want_past();
    if (!isVisible() || !(task || find_instance(session_.state(), ref_)))
        return;
    watch_ = session_.watch_metrics(query(), this, [this](const client::MetricsBatch& batch) { take(batch); });
}

void MetricsTab::take(const client::MetricsBatch& batch)
{
    if (batch.reset)
        live_.clear();
    live_.insert(live_.end(), batch.samples.begin(), batch.samples.end());
    if (live_.size() > 2 * static_cast<std::size_t>(kMostLive))
        live_.erase(live_.begin(), live_.end() - kMostLive);
    if (batch.reset)
        show_samples();
    else
        feed(batch.samples, [](Chart* chart, int series, const auto& points) { chart->append_points(series, points); });
    if (!batch.samples.empty())
        show_notes(batch.samples.back());
}

template <class Give>
void MetricsTab::feed(const std::vector<model::Sample>& samples, Give give)
{
    give(cpu_, 0, chart_points(samples, &model::Sample::cpu, 1 / kUnitsPerCpu));
    give(memory_, 0, chart_points(samples, &model::Sample::memory, 1));
    give(network_, 0, chart_points(samples, &model::Sample::network_received, 1 / kKibibyte));
    give(network_, 1, chart_points(samples, &model::Sample::network_sent, 1 / kKibibyte));
}

// As GetMetricsHistory takes it; null: there is no past of this.
Json MetricsTab::past_subject() const
{
    const auto& state = session_.state();
    if (const auto service = find_service(state, ref_))
        return { { "subject", "service" }, { "cluster", service->cluster }, { "service", service->name } };
    if (const auto instance = find_instance(state, ref_))
        return { { "subject", "instance" }, { "id", instance->id.hex() } };
    if (const auto cluster = find_cluster(state, ref_))
        return { { "subject", "cluster" }, { "cluster", cluster->name } };
    const auto task = find_task(state, ref_);
    if (!task)
        return nullptr;
    const int chosen = subject_->currentIndex();
    if (chosen <= 0)
        return { { "subject", "task" }, { "id", task->id.hex() } };
    const auto& container = task->spec->definition->containers[static_cast<std::size_t>(chosen - 1)];
    return { { "subject", "container" }, { "id", task->id.hex() }, { "container", container.name } };
}

// When another range is chosen, too.
void MetricsTab::want_past()
{
    if (!isVisible() || line_.length() <= past_length_)
        return;
    auto subject = past_subject();
    if (subject.is_null())
        return;
    past_length_ = line_.length();
    past_.want(std::move(subject), past_length_);
}

// The past, and from where there are live samples on these.
void MetricsTab::show_samples()
{
    auto samples = past_.means_before(live_.empty() ? TimePoint::max() : live_.front().at);
    samples.insert(samples.end(), live_.begin(), live_.end());
    const Duration longest = std::max<Duration>(kLongestStep, past_.period() * 5 / 2);
    for (Chart* chart : { cpu_, memory_, network_ })
        chart->set_longest_step(longest);
    feed(samples, [](Chart* chart, int series, auto points) { chart->set_points(series, std::move(points)); });
    if (!samples.empty())
        show_notes(samples.back());
}

void MetricsTab::watch_sum()
{
    const auto& state = session_.state();
    std::vector<Id> ids;
    auto subject = SummedUse::Subject::Task;
    if (const auto service = find_service(state, ref_)) {
        ids = tasks_of(*service);
    } else if (const auto cluster = find_cluster(state, ref_)) {
        subject = SummedUse::Subject::Instance;
        for (const Id& id : state.instances_in(cluster->name))
            ids.push_back(id);
    } else {
        return;
    }
    if (ids.size() > kMostSummed)
        ids.clear();
    sum_.want(subject, ids);
}

void MetricsTab::show_sum()
{
    live_ = sum_.samples();
    show_samples();
}

// So that what changed with a deployment, or before a failure, can be seen at it.
void MetricsTab::show_markers()
{
    const auto& state = session_.state();
    std::vector<ChartMarker> markers;
    if (const auto service = find_service(state, ref_))
        for (const auto& [row, number] : state.deployments_of(service->key()))
            if (const auto deployment = state.deployments().find(number); deployment && deployment->revision) {
                const auto& key = deployment->revision->definition_key;
                markers.push_back({ deployment->created_at, ChartMarker::Kind::Deployment,
                    tr("%1:%2 starts").arg(from_utf8(key.family)).arg(key.revision) });
            }
    const auto since = std::chrono::system_clock::now() - std::chrono::hours(1);
    for (const auto& [row, event] : state.events())
        if (event->severity != model::Severity::Info && event->at > since && concerns(state, *event, ref_))
            markers.push_back({ event->at, ChartMarker::Kind::Failure, from_utf8(event->message) });
    std::sort(markers.begin(), markers.end(), [](const ChartMarker& a, const ChartMarker& b) { return a.at < b.at; });
    for (Chart* chart : { cpu_, memory_, network_ })
        chart->set_markers(markers);
}

void MetricsTab::show_notes(const model::Sample& last)
{
    const Levels now = levels();
    cpu_->set_note(share_note(static_cast<double>(last.cpu) / kUnitsPerCpu, now.cpu_limit));
    memory_->set_note(share_note(static_cast<double>(last.memory), now.memory_limit));
    if (!has_data_) {
        has_data_ = true;
        emit data_arrived();
    }
}

void MetricsTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    watch();
    if (instant_due_)
        go_to_instant();
}

void MetricsTab::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    watch_.reset();
    sum_.forget();
    past_.forget();
    past_length_ = {};
}

} // namespace quayside::ui
