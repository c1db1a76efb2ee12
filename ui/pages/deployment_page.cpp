#include "ui/pages/deployment_page.h"

#include "ui/look/buttons.h"
#include "ui/look/chip.h"
#include "ui/look/empty_state.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/pages/deployment_side.h"
#include "ui/pages/hook_strip.h"
#include "ui/pages/lane_table.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/records_tab.h"
#include "ui/pages/revisions_dialog.h"
#include "ui/pages/service_state.h"
#include "ui/session/session.h"

#include <nlohmann/json.hpp>

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace quayside::ui {

namespace {

using Action = ObjectActions::Id;

constexpr int kHeader = 48;
constexpr int kSide = 360;

TimePoint clock_now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

} // namespace

DeploymentPage::DeploymentPage(Session& session, ObjectActions& actions, QWidget* parent)
    : Page(PageKind::Deployment, session, actions, parent)
    , content_(new QWidget(this))
    , empty_(new EmptyState(this))
    , tab_title_(title_of(PageKind::Deployment))
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(content_, 1);
    all->addWidget(empty_, 1);
    empty_->set_icon(icon(Glyph::Deployment, Role::Muted));
    auto* column = new QVBoxLayout(content_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(make_header());
    column->addWidget(new HLine);
    hook_ = new HookStrip;
    hook_->hide();
    column->addWidget(hook_);
    auto* split = new QSplitter(Qt::Horizontal);
    split->setChildrenCollapsible(false);
    split->addWidget(make_left());
    side_ = new DeploymentSide(session.state());
    side_->setMinimumWidth(Theme::get().scaled(kSide * 3 / 4));
    split->addWidget(side_);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 0);
    split->setSizes({ 1000, Theme::get().scaled(kSide) });
    column->addWidget(split, 1);
    connect(side_, &DeploymentSide::opened, this, &Page::opened);
    connect(
        hook_->continue_button(), &QPushButton::clicked, actions.action(Action::ContinueDeployment), &QAction::trigger);
    connect(hook_->roll_back_button(), &QPushButton::clicked, actions.action(Action::RollBack), &QAction::trigger);
    connect(empty_, &EmptyState::action_triggered, actions.action(Action::CreateService), &QAction::trigger);
    soon_.setSingleShot(true);
    soon_.setInterval(std::chrono::milliseconds(100));
    connect(&soon_, &QTimer::timeout, this, &DeploymentPage::refresh);
    second_.setInterval(std::chrono::seconds(1));
    connect(&second_, &QTimer::timeout, this, &DeploymentPage::refresh);
}

QPushButton* DeploymentPage::make_button(int action, const QString& text)
{
    auto* button = new QPushButton(text);
    auto* does = actions().action(static_cast<Action>(action));
    button->setIcon(does->icon());
    connect(button, &QPushButton::clicked, does, &QAction::trigger);
    connect(does, &QAction::changed, this, &DeploymentPage::sync_buttons);
    return button;
}

QWidget* DeploymentPage::make_header()
{
    auto* header = new QWidget;
    header->setFixedHeight(Theme::get().scaled(kHeader));
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    auto* picture = new QLabel;
    picture->setPixmap(icon(Glyph::Deployment, Role::Accent).pixmap(QSize(16, 16), devicePixelRatioF()));
    connect(&Theme::get(), &Theme::changed, picture, [picture, this] {
        picture->setPixmap(icon(Glyph::Deployment, Role::Accent).pixmap(QSize(16, 16), devicePixelRatioF()));
    });
    title_ = new ElidedLabel({}, Type::Title);
    title_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    state_ = new StatusPill;
    since_ = new ElidedLabel({}, Type::Body, Role::Muted);
    diff_ = new QPushButton(theme_icon("swap-panels"), tr("&Diff"));
    connect(diff_, &QPushButton::clicked, this, &DeploymentPage::show_diff);
    stop_ = make_button(static_cast<int>(Action::StopDeployment), tr("S&top"));
    roll_back_ = make_button(static_cast<int>(Action::RollBack), tr("Roll &back…"));
    set_emphasis(roll_back_, Emphasis::Destructive);
    row->addWidget(picture);
    row->addWidget(title_);
    row->addWidget(state_);
    row->addWidget(since_, 1);
    for (QPushButton* button : { diff_, stop_, roll_back_ })
        row->addWidget(button);
    return header;
}

QWidget* DeploymentPage::make_left()
{
    auto* upper = new QWidget;
    upper->setBackgroundRole(QPalette::Base);
    upper->setAutoFillBackground(true);
    auto* column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QWidget;
    head->setFixedHeight(Theme::get().scaled(36));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(16);
    row->addWidget(new SectionHeading(tr("Tasks over time")));
    row->addWidget(new RolloutLegend);
    row->addStretch();
    live_ = new StatusPill;
    row->addWidget(live_);
    chart_ = new RolloutChart;
    column->addWidget(head);
    column->addWidget(chart_, 1);

    below_ = new QTabWidget;
    below_->setDocumentMode(true);
    set_small(below_->tabBar());
    below_->setAccessibleName(tr("Tasks, events and history of the deployment"));
    below_->tabBar()->setAccessibleName(tr("Tasks, events and history of the deployment"));
    lanes_ = new LaneTable(session().state());
    events_ = make_events_tab(session(), nullptr);
    history_ = make_deployments_tab(session(), nullptr);
    below_->addTab(lanes_, tr("Task lanes"));
    below_->addTab(events_, tr("Events"));
    below_->addTab(history_, tr("History"));
    auto* corner = new QWidget;
    auto* chips = new QHBoxLayout(corner);
    chips->setContentsMargins(0, 0, 8, 0);
    chips->setSpacing(4);
    const auto add_chip = [&](const QString& text, LaneTable::Show shown) {
        auto* chip = new Chip(text);
        chip->setCheckable(true);
        chip->setAutoExclusive(true);
        chip->setChecked(shown == LaneTable::Show::All);
        chips->addWidget(chip);
        connect(chip, &Chip::toggled, this, [this, shown](bool on) {
            if (on)
                lanes_->set_shown(shown);
        });
        return chip;
    };
    all_chip_ = add_chip(tr("All"), LaneTable::Show::All);
    new_chip_ = add_chip(tr("New"), LaneTable::Show::New);
    failed_chip_ = add_chip(tr("Failed"), LaneTable::Show::Failed);
    below_->setCornerWidget(corner, Qt::TopRightCorner);
    connect(below_, &QTabWidget::currentChanged, corner, [corner](int tab) { corner->setVisible(tab == 0); });
    connect(lanes_, &TableView::opened, this, [this](int at) {
        if (const auto lane = lanes_->lanes().value(at))
            emit opened({ ObjectRef::Kind::Task, {}, lane->id });
    });
    connect(history_, &RecordsTab::opened, this, &Page::opened);
    connect(events_, &RecordsTab::opened, this, &Page::opened);

    auto* split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->addWidget(upper);
    split->addWidget(below_);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    return split;
}

model::DeploymentPtr DeploymentPage::deployment() const
{
    return session().state().deployments().find(number_);
}

std::vector<ObjectRef> DeploymentPage::selection() const
{
    const auto shown = deployment();
    return shown ? std::vector<ObjectRef>{ ObjectRef::to(*shown) } : std::vector<ObjectRef>();
}

bool DeploymentPage::select(const ObjectRef& ref)
{
    const auto wanted = find_deployment(session().state(), ref);
    if (!wanted)
        return false;
    show_deployment(wanted->number);
    return true;
}

void DeploymentPage::focus_content()
{
    if (deployment())
        lanes_->setFocus();
    else
        empty_->setFocus();
}

QString DeploymentPage::tab_title() const
{
    return tab_title_;
}

// One that is under way before the others, the newest first.
std::uint64_t DeploymentPage::newest() const
{
    const auto& state = session().state();
    model::DeploymentPtr best;
    for (const auto& name : state.services_in(cluster()))
        for (const auto& [row, number] : state.deployments_of({ cluster(), name })) {
            const auto other = state.deployments().find(number);
            if (other
                && (!best
                    || std::pair(!is_over(*other), other->created_at) > std::pair(!is_over(*best), best->created_at)))
                best = other;
        }
    return best ? best->number : 0;
}

void DeploymentPage::show_deployment(std::uint64_t number)
{
    number_ = number;
    collect_tasks();
    if (const auto shown = deployment()) {
        const auto service = ObjectRef::to(model::Service::Key{ shown->cluster, shown->service });
        events_->set_object(service);
        history_->set_object(service);
    }
    refresh();
    emit chosen();
}

void DeploymentPage::cluster_changed()
{
    const auto shown = deployment();
    if (!shown || shown->cluster != cluster())
        show_deployment(newest());
}

// All of the cluster are looked at once; from then on only what changes.
void DeploymentPage::collect_tasks()
{
    tasks_.clear();
    const auto shown = deployment();
    if (!shown)
        return;
    const auto& state = session().state();
    for (const auto& id : state.tasks_in(shown->cluster))
        if (auto task = state.tasks().find(id); task && task->spec->service == shown->service)
            tasks_.emplace(id, std::move(task));
}

void DeploymentPage::take(const model::ChangeSet& changes)
{
    if (changes.full)
        return show_deployment(deployment() ? number_ : newest());
    if (!deployment()) {
        if (!changes.of<model::Deployment>().empty())
            show_deployment(newest());
        return;
    }
    const auto shown = deployment();
    bool mine = false;
    for (const auto& change : changes.of<model::Task>()) {
        const auto& spec = *change.any().spec;
        if (spec.service != shown->service || spec.cluster != shown->cluster)
            continue;
        mine = true;
        if (change.after)
            tasks_[change.after->id] = change.after;
        else
            tasks_.erase(change.before->id);
    }
    events_->take(changes);
    history_->take(changes);
    if ((mine || !changes.of<model::Deployment>().empty() || !changes.of<model::Event>().empty()) && !soon_.isActive())
        soon_.start();
}

void DeploymentPage::refresh()
{
    const auto shown = deployment();
    content_->setVisible(shown != nullptr);
    empty_->setVisible(!shown);
    const QString title
        = shown ? tr("Deployment: %1").arg(rollout_title(session().state(), *shown)) : title_of(PageKind::Deployment);
    if (title != tab_title_) {
        tab_title_ = title;
        emit tab_title_changed();
    }
    if (!shown) {
        empty_->set_sentence(tr("No service of %1 has been deployed yet.").arg(from_utf8(cluster())));
        const auto* create = actions().action(Action::CreateService);
        empty_->set_action(create->isEnabled() ? create->text() : QString());
        return;
    }
    if (!isVisible())
        return;
    refresh_header(*shown);
    refresh_lanes(*shown);
    if (is_over(*shown))
        second_.stop();
    else if (!second_.isActive())
        second_.start();
}

void DeploymentPage::refresh_header(const model::Deployment& shown)
{
    const auto now = clock_now();
    const auto& state = session().state();
    title_->set_text(rollout_title(state, shown));
    state_->set_state(state_of(state, shown));
    QString since = tr("started %1, %2 ago").arg(local_time(shown.created_at), age_text(shown.created_at, now));
    if (is_over(shown))
        since += tr("; took %1").arg(duration_text(end_of(shown, now) - shown.created_at));
    since_->set_text(since);
    const auto* hook = is_over(shown) ? nullptr : waiting_hook(shown);
    hook_->setVisible(hook != nullptr);
    if (hook)
        hook_->set_sentence(tr("The deployment waits at %1 for your answer.")
                                .arg(sentence_case(from_utf8(to_string(hook->stage))).toLower()));
    live_->set_state(is_over(shown) ? StateWord{ StateGlyph::Stopped, tr("Ended"), 0 }
                                    : StateWord{ StateGlyph::Healthy, tr("Live"), 0 });
    const auto target = rollback_target(state, shown);
    set_blocked(diff_, target ? QString() : tr("There is no revision before it to compare with"));
    roll_back_->setText(target ? tr("Roll &back to %1…").arg(target->definition_key.revision) : tr("Roll &back…"));
    sync_buttons();
}

void DeploymentPage::refresh_lanes(const model::Deployment& shown)
{
    const auto now = clock_now();
    const auto& state = session().state();
    std::vector<model::TaskPtr> tasks;
    tasks.reserve(tasks_.size());
    for (const auto& [id, task] : tasks_)
        tasks.push_back(task);
    const auto lanes = task_lanes(state, shown, tasks, now);
    const auto curve = rollout_curve(state, shown, lanes, now);
    chart_->set_curve(curve);
    lanes_->set_lanes(lanes, curve);
    all_chip_->set_count(static_cast<int>(lanes.size()));
    new_chip_->set_count(static_cast<int>(std::ranges::count_if(lanes, &TaskLane::is_new)));
    failed_chip_->set_count(static_cast<int>(std::ranges::count_if(lanes, &TaskLane::has_failed)));
    side_->show_deployment(state, shown, lanes, now);
}

void DeploymentPage::show_diff()
{
    const auto shown = deployment();
    const auto before = shown ? rollback_target(session().state(), *shown) : nullptr;
    if (before && shown->revision)
        actions().open(
            new RevisionsDialog(session().state(), before->definition_key, shown->revision->definition_key, window()));
}

// The actions know whether they can be done; the buttons follow.
void DeploymentPage::sync_buttons()
{
    const auto follow = [this](QPushButton* button, Action id) {
        const auto* action = actions().action(id);
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    follow(stop_, Action::StopDeployment);
    follow(roll_back_, Action::RollBack);
}

void DeploymentPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    refresh();
}

void DeploymentPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    second_.stop();
    soon_.stop();
}

} // namespace quayside::ui
