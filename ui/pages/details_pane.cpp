#include "ui/pages/details_pane.h"

#include "ui/look/buttons.h"
#include "ui/look/empty_state.h"
#include "ui/look/labels.h"
#include "ui/pages/engine_disk.h"
#include "ui/pages/facts_of.h"
#include "ui/pages/json_tab.h"
#include "ui/pages/menu_button.h"
#include "ui/pages/metrics_tab.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/records_tab.h"
#include "ui/pages/timeline_tab.h"
#include "ui/pages/why_pane.h"
#include "ui/session/past_tasks.h"
#include "ui/session/session.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace quayside::ui {

namespace {

constexpr int kLeastWidth = 240;
constexpr int kLeastHeight = 120;

using Kind = ObjectRef::Kind;
using Tab = DetailsPane::Tab;

TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

std::vector<Tab> tabs_of(Kind kind)
{
    switch (kind) {
    case Kind::Task:
        return { Tab::Overview, Tab::Containers, Tab::Timeline, Tab::Metrics, Tab::Events, Tab::Explain, Tab::Json };
    case Kind::Service:
        return { Tab::Overview, Tab::Metrics, Tab::Tasks, Tab::Deployments, Tab::Events, Tab::Explain, Tab::Json };
    case Kind::Instance:
        return { Tab::Overview, Tab::Tasks, Tab::Metrics, Tab::Events, Tab::Explain, Tab::Json };
    case Kind::TaskDefinition:
        return { Tab::Overview, Tab::Containers, Tab::Events, Tab::Json };
    case Kind::Engine:
        return { Tab::Overview, Tab::Events, Tab::Json };
    case Kind::Cluster:
        return { Tab::Overview, Tab::Metrics, Tab::Json };
    default:
        return { Tab::Overview, Tab::Json };
    }
}

// Of a task that only the history tells of.
std::vector<Tab> tabs_of_past()
{
    return { Tab::Overview, Tab::Containers, Tab::Timeline, Tab::Events };
}

template <class T>
bool contains(const model::Changes<T>& changes, const typename T::Key& key)
{
    return std::any_of(
        changes.begin(), changes.end(), [&key](const model::Change<T>& change) { return change.any().key() == key; });
}

} // namespace

DetailsPane::DetailsPane(Session& session, ObjectActions& actions, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , actions_(actions)
    , picture_(new QLabel)
    , title_(new ElidedLabel({}, Type::Title))
    , state_(new StatusPill)
    , menu_button_(new MenuButton(tr("What can be done with it"), tr("What can be done with it")))
    , header_(new QWidget(this))
    , tabs_(new QTabWidget(this))
    , more_(new MenuButton(tr("More tabs"), tr("More tabs")))
    , empty_(new EmptyState(this))
    , overview_(new FactsView(tr("Overview")))
    , containers_(new FactsView(tr("Containers")))
    , deployments_(make_deployments_tab(session, nullptr))
    , tasks_(make_tasks_tab(session, nullptr))
    , events_(make_events_tab(session, nullptr))
    , metrics_(new MetricsTab(session))
    , why_(new WhyPane(session, actions, Qt::Vertical))
    , json_(new JsonTab(session))
    , timeline_(new TimelineTab)
    , disk_(new EngineDisk(session, this))
{
    auto* row = new QHBoxLayout(header_);
    row->setContentsMargins(12, 0, 8, 0);
    row->setSpacing(8);
    row->addWidget(picture_);
    row->addWidget(title_);
    row->addWidget(state_, 1);
    row->addWidget(menu_button_);
    picture_->setFixedWidth(Theme::get().scaled(16));
    header_->setFixedHeight(Theme::get().scaled(44));
    menu_button_->setIcon(theme_icon("application-menu"));
    menu_button_->setToolButtonStyle(Qt::ToolButtonIconOnly);
    menu_button_->setMenu(new QMenu(menu_button_));
    title_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    tabs_->setDocumentMode(true);
    set_small(tabs_->tabBar());
    tabs_->tabBar()->setUsesScrollButtons(true); // rather than to be wider than the pane
    more_->setIcon(theme_icon("application-menu"));
    more_->setAutoRaise(true);
    more_->setMenu(new QMenu(more_));
    connect(more_->menu(), &QMenu::aboutToShow, this, &DetailsPane::fill_more);
    connect(tabs_, &QTabWidget::currentChanged, this, &DetailsPane::fold_tabs);
    tabs_->setCornerWidget(more_, Qt::TopRightCorner);
    tabs_->setAccessibleName(tr("Details"));
    tabs_->tabBar()->setAccessibleName(tr("Details of what is selected"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header_);
    column->addWidget(tabs_, 1);
    column->addWidget(empty_, 1);
    for (QWidget* tab : std::initializer_list<QWidget*>{
             overview_, containers_, timeline_, deployments_, tasks_, events_, metrics_, why_, json_ })
        tab->setParent(this), tab->hide();
    for (FactsView* facts : { overview_, containers_ })
        connect(facts, &FactsView::link_opened, this, &DetailsPane::link_opened);
    for (RecordsTab* records : { deployments_, tasks_ })
        connect(records, &RecordsTab::opened, this, &DetailsPane::link_opened);
    connect(metrics_, &MetricsTab::said, this, &DetailsPane::said);
    connect(why_, &WhyPane::link_opened, this, &DetailsPane::link_opened);
    connect(menu_button_->menu(), &QMenu::aboutToShow, this, &DetailsPane::fill_menu);
    connect(disk_, &EngineDisk::changed, this, &DetailsPane::refresh);
    connect(&session_, &Session::changed, this, &DetailsPane::take);
    ages_.setInterval(std::chrono::seconds(1));
    connect(&ages_, &QTimer::timeout, this, &DetailsPane::refresh);
    show_object({});
}

QSize DetailsPane::minimumSizeHint() const
{
    return { Theme::get().scaled(kLeastWidth), Theme::get().scaled(kLeastHeight) };
}

void DetailsPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold_tabs();
}

// The tabs at the end that have no room are in the menu behind the others, but for the one in front.
void DetailsPane::fold_tabs()
{
    auto* bar = tabs_->tabBar();
    for (int i = 0; i < bar->count(); ++i)
        bar->setTabVisible(i, true);
    const bool folded = bar->sizeHint().width() > width();
    more_->setVisible(folded);
    const int room = width() - more_->sizeHint().width() - 4;
    for (int i = bar->count() - 1; folded && i >= 0 && bar->sizeHint().width() > room; --i)
        if (i != bar->currentIndex())
            bar->setTabVisible(i, false);
}

void DetailsPane::fill_more()
{
    more_->menu()->clear();
    for (int i = 0; i < tabs_->count(); ++i)
        if (!tabs_->isTabVisible(i))
            connect(more_->menu()->addAction(tabs_->tabText(i)), &QAction::triggered, tabs_,
                [this, i] { tabs_->setCurrentIndex(i); });
}

QWidget* DetailsPane::widget_of(Tab tab) const
{
    switch (tab) {
    case Tab::Overview:
        return overview_;
    case Tab::Containers:
        return containers_;
    case Tab::Deployments:
        return deployments_;
    case Tab::Tasks:
        return tasks_;
    case Tab::Events:
        return events_;
    case Tab::Metrics:
        return metrics_;
    case Tab::Explain:
        return why_;
    case Tab::Json:
        return json_;
    case Tab::Timeline:
        return timeline_;
    }
    return nullptr;
}

void DetailsPane::offer_tabs()
{
    const QString titles[] = { tr("Overview"), tr("Containers"), tr("Deployments"), tr("Tasks"), tr("Events"),
        tr("Metrics"), tr("Explain"), tr("JSON"), tr("Timeline") };
    const auto wanted = past_task(ref_) ? tabs_of_past() : tabs_of(ref_.kind);
    bool same = tabs_->count() == static_cast<int>(wanted.size());
    for (int i = 0; same && i < tabs_->count(); ++i)
        same = tabs_->widget(i) == widget_of(wanted[static_cast<std::size_t>(i)]);
    if (same)
        return;
    QWidget* before = tabs_->currentWidget();
    tabs_->setUpdatesEnabled(false);
    tabs_->clear();
    for (const Tab tab : wanted)
        tabs_->addTab(widget_of(tab), titles[static_cast<int>(tab)]);
    if (before && tabs_->indexOf(before) >= 0)
        tabs_->setCurrentWidget(before);
    fold_tabs();
    tabs_->setUpdatesEnabled(true);
}

ExplainTab* DetailsPane::explain() const
{
    return why_->placement();
}

bool DetailsPane::has(Tab tab) const
{
    return tabs_->indexOf(widget_of(tab)) >= 0;
}

void DetailsPane::turn_to(Tab tab)
{
    if (has(tab))
        tabs_->setCurrentWidget(widget_of(tab));
}

model::TaskPtr DetailsPane::past_task(const ObjectRef& ref) const
{
    const bool gone = ref.kind == Kind::Task && !find_task(session_.state(), ref);
    return gone ? PastTasks::of(session_).find(ref.id) : nullptr;
}

std::vector<FactSection> DetailsPane::past_containers(const model::Task& task) const
{
    auto sections = container_facts(task, now());
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const bool kept = PastTasks::of(session_).has_log(task.id, task.spec->definition->containers[i].name);
        sections[i].facts.push_back({ .label = tr("Log"), .value = kept ? tr("kept") : tr("not kept any more") });
    }
    return sections;
}

void DetailsPane::show_object(const ObjectRef& ref)
{
    const bool there = exists(session_.state(), ref) || past_task(ref);
    header_->setVisible(there);
    tabs_->setVisible(there);
    empty_->setVisible(!there);
    if (!there) {
        ref_ = {};
        ages_.stop();
        empty_->set_icon(icon(Glyph::Explain, Role::Muted));
        empty_->set_sentence(tr("Select a row to see what is known about it."));
        return;
    }
    if (ref == ref_)
        return refresh();
    ref_ = ref;
    offer_tabs();
    deployments_->set_object(ref_);
    tasks_->set_object(ref_);
    why_->set_object(ref_);
    events_->set_object(ref_);
    metrics_->set_object(ref_);
    json_->set_object(ref_);
    refresh();
    if (isVisible())
        ages_.start();
}

void DetailsPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (ref_) {
        refresh();
        ages_.start();
    }
}

void DetailsPane::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    ages_.stop();
}

void DetailsPane::show_several(std::size_t count)
{
    show_object({});
    empty_->set_sentence(tr("%1 rows are selected. Actions apply to all of them.").arg(count));
}

void DetailsPane::refresh_header()
{
    const auto& state = session_.state();
    picture_->setPixmap(icon(glyph_of(ref_.kind), Role::Accent).pixmap(QSize(16, 16), devicePixelRatioF()));
    title_->set_text(title_of(state, ref_));
    const auto past = past_task(ref_);
    state_->set_state(past ? state_of(*past) : state_of(state, ref_));
}

void DetailsPane::refresh()
{
    refresh_header();
    const auto& state = session_.state();
    if (const auto past = past_task(ref_)) {
        overview_->set_sections(overview_facts(state, *past, now()));
        containers_->set_sections(past_containers(*past));
        return timeline_->set_task(past, now());
    }
    auto overview = overview_facts(state, ref_, now());
    if (ref_.kind == Kind::Engine) {
        if (isVisible())
            disk_->look_at(ref_.id);
        overview.push_back(disk_->section());
    }
    overview_->set_sections(std::move(overview));
    containers_->set_sections(container_facts(state, ref_, now()));
    timeline_->set_task(find_task(state, ref_), now());
}

bool DetailsPane::concerns(const model::ChangeSet& changes) const
{
    if (changes.full)
        return true;
    switch (ref_.kind) {
    case Kind::Task:
        return contains(changes.of<model::Task>(), ref_.id);
    case Kind::Engine:
        return contains(changes.of<model::Engine>(), ref_.id) || !changes.of<model::ContainerInstance>().empty();
    case Kind::Event:
        return false;
    case Kind::TaskDefinition:
        return !changes.of<model::TaskDefinition>().empty();
    case Kind::Service:
    case Kind::Deployment:
        return !changes.of<model::Task>().empty() || !changes.of<model::Service>().empty()
            || !changes.of<model::Deployment>().empty() || !changes.of<model::Event>().empty();
    case Kind::CapacityProvider:
        return !changes.of<model::CapacityProvider>().empty() || !changes.of<model::ContainerInstance>().empty();
    default:
        return !changes.of<model::Task>().empty() || !changes.of<model::ContainerInstance>().empty()
            || !changes.of<model::Cluster>().empty();
    }
}

void DetailsPane::take(const model::ChangeSet& changes)
{
    if (!ref_)
        return;
    if (!exists(session_.state(), ref_) && !past_task(ref_))
        return show_object({});
    offer_tabs();
    deployments_->take(changes);
    events_->take(changes);
    tasks_->take(changes);
    why_->take(changes);
    if (!concerns(changes))
        return;
    refresh();
    metrics_->refresh_levels();
    json_->ask_again();
}

void DetailsPane::fill_menu()
{
    auto* menu = menu_button_->menu();
    menu->clear();
    actions_.fill_menu(*menu, ref_, page_of(ref_.kind));
}

} // namespace quayside::ui
