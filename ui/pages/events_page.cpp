#include "ui/pages/events_page.h"

#include "ui/charts/density_bar.h"
#include "ui/look/chip.h"
#include "ui/look/text.h"
#include "ui/pages/object_actions.h"
#include "ui/session/instant.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"

#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

#include <chrono>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kDensity{ 250 };

LogLevel level_of(model::Severity severity)
{
    if (severity == model::Severity::Error)
        return LogLevel::Error;
    return severity == model::Severity::Warning ? LogLevel::Warning : LogLevel::Info;
}

const char* word_of(model::Severity severity)
{
    if (severity == model::Severity::Error)
        return "error";
    return severity == model::Severity::Warning ? "warn" : "info";
}

// The words of a message before the first one that names something: enough to find its like.
QString begin_of(const std::string& message)
{
    const auto gist = gist_of(message);
    const auto name = gist.find('#');
    return from_utf8(gist.substr(0, name)).remove(u'"').trimmed();
}

} // namespace

EventsPage::EventsPage(Session& session, ObjectActions& actions, QWidget* parent)
    : TablePage(PageKind::Events, "events", session, actions, parent)
    , instant_(Instant::of(session))
    , rows_(session)
    , density_(new DensityBar(
          tr("Events over time"), { tr("event"), tr("events") },
          [this](const DensityBar::Visit& visit) {
              for (int row = 0; row < rows_.rowCount(); ++row) {
                  const auto value = rows_.value(row);
                  for (const auto& event : value->storm)
                      visit(event->at, level_of(event->severity));
                  if (value->storm.empty() && !value->inside)
                      visit(value->event->at, level_of(value->event->severity));
              }
          },
          instant_, this))
    , stretch_(new Chip({}, this))
{
    use(&rows_, "time", Qt::DescendingOrder);
    add_quick_filter(tr("Warnings"), QStringLiteral("severity>=warn"));
    add_quick_filter(tr("Placement"), QStringLiteral("kind:placement"));
    static_cast<QVBoxLayout*>(layout())->insertWidget(1, density_);
    filter_bar()->add_tool(stretch_);
    stretch_->setCheckable(true);
    stretch_->setAccessibleName(tr("The stretch of time that is shown"));
    stretch_->hide();
    density_soon_.setSingleShot(true);
    density_soon_.setInterval(kDensity);
    connect(&density_soon_, &QTimer::timeout, this, &EventsPage::show_density);
    connect(&rows_, &EventRows::filtered, &density_soon_, qOverload<>(&QTimer::start));
    connect(density_, &DensityBar::zoomed, this, &EventsPage::show_stretch);
    connect(density_, &DensityBar::chosen, this, &EventsPage::go_to);
    connect(stretch_, &Chip::clicked, this, [this] {
        density_->set_zoom(std::nullopt);
        show_stretch();
    });
    connect(&instant_, &Instant::moved, this, &EventsPage::go_to_instant);
    connect(table(), &TableView::chosen, this, [this] {
        const int row = table()->current_row();
        density_->set_current(row >= 0 ? std::optional(rows_.value(row)->event->at) : std::nullopt);
    });
    auto* key
        = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_J), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, this, &EventsPage::share_instant);
    rows_.take_keys(table());
    disconnect(table(), &TableView::menu_requested, this, nullptr); // there is more to offer here
    connect(table(), &TableView::menu_requested, this, &EventsPage::show_menu);
}

bool EventsPage::select(const ObjectRef& ref)
{
    const auto event = find_event(session().state(), ref);
    return event && select_row(rows_.row_of_event(event->row));
}

ObjectRef EventsPage::ref_at(int row) const
{
    const auto value = rows_.value(row);
    return value ? ObjectRef::to(*value->event) : ObjectRef{};
}

TablePage::Emptiness EventsPage::emptiness() const
{
    if (density_->zoom())
        return { tr("Nothing happened in the stretch that is shown. Press Esc in the bar to see all."), nullptr };
    return { tr("Nothing has happened in %1 yet.").arg(from_utf8(cluster())), nullptr };
}

void EventsPage::cluster_changed()
{
    density_->set_zoom(std::nullopt);
    show_stretch();
}

void EventsPage::show_all()
{
    rows_.set_wanted([cluster = cluster(), range = density_->zoom()](const model::Event& event) {
        return (event.cluster.empty() || event.cluster == cluster)
            && (!range || (event.at >= range->begin && event.at <= range->end));
    });
    rows_.refresh();
    update_emptiness();
}

void EventsPage::take(const model::ChangeSet& changes)
{
    rows_.take(changes);
    look_soon();
    density_soon_.start();
}

void EventsPage::show_stretch()
{
    const auto& range = density_->zoom();
    stretch_->setVisible(range.has_value());
    if (range) {
        const QString text = tr("%1 to %2").arg(local_time(range->begin), local_time(range->end));
        stretch_->setText(text);
        stretch_->setChecked(true);
        stretch_->setToolTip(tr("Only this stretch is shown: click to see all"));
        stretch_->updateGeometry();
    }
    show_all();
    show_density();
}

void EventsPage::show_density()
{
    density_->count();
    std::vector<DensityBar::Mark> marks;
    const auto& state = session().state();
    for (const auto& [number, deployment] : state.deployments())
        if (deployment->cluster == cluster() && deployment->revision)
            marks.push_back({ deployment->created_at,
                tr("%1:%2 starts")
                    .arg(from_utf8(deployment->revision->definition_key.family))
                    .arg(deployment->revision->definition_key.revision) });
    density_->set_marks(std::move(marks));
}

void EventsPage::go_to(TimePoint at)
{
    if (const int row = rows_.row_near(at); row >= 0)
        select_row(row);
}

void EventsPage::go_to_instant()
{
    instant_due_ = instant_.at() && !isVisible();
    if (instant_.at() && isVisible())
        go_to(*instant_.at());
}

void EventsPage::share_instant()
{
    if (const auto event = rows_.value(table()->current_row()))
        instant_.go_to(event->event->at);
}

void EventsPage::showEvent(QShowEvent* event)
{
    TablePage::showEvent(event);
    density_soon_.start();
    if (instant_due_)
        go_to_instant();
}

void EventsPage::filter_like(const model::Event& event)
{
    QString filter = QStringLiteral("severity:") + QLatin1String(word_of(event.severity));
    if (const QString words = begin_of(event.message); !words.isEmpty())
        filter += QStringLiteral(" message:\"") + words + u'"';
    filter_bar()->set_text(filter);
}

void EventsPage::show_menu(int row, const QPoint& global)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    actions().fill_menu(*menu, ref_at(row), kind());
    extend_menu(*menu, row);
    menu->popup(global);
}

void EventsPage::extend_menu(QMenu& menu, int row)
{
    const auto value = rows_.value(row);
    if (!value)
        return;
    const auto event = value->event;
    menu.addSeparator();
    if (const auto object = object_of(session().state(), *event))
        menu.addAction(tr("Go to %1").arg(title_of(session().state(), object)), this,
            [this, object] { emit actions().wanted(object); });
    menu.addAction(tr("&Filter like this"), this, [this, event] { filter_like(*event); });
    if (!value->storm.empty())
        menu.addAction(value->open ? tr("F&old the storm") : tr("&Open the storm"), this,
            [this, row, open = !value->open] { rows_.set_open(row, open); });
    menu.addAction(tr("Go to this &instant"), this, &EventsPage::share_instant)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_J));
    menu.addAction(
        tr("Same instant in &graphs"), this, [this, event] { instant_.show_in(Instant::Place::Graphs, event->at); });
    menu.addAction(
        tr("Same instant in &logs"), this, [this, event] { instant_.show_in(Instant::Place::Logs, event->at); });
}

} // namespace quayside::ui
