#include "ui/pages/topology_page.h"

#include "ui/look/chip.h"
#include "ui/look/empty_state.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/pages/object_actions.h"
#include "ui/session/session.h"
#include "ui/topology/topology_view.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

namespace quayside::ui {

namespace {

constexpr int kBar = 36;
constexpr std::size_t kWatchedInstances = 200;
constexpr std::chrono::milliseconds kSoon{ 200 };

ObjectRef ref_of(const TopologyItem& item)
{
    if (!item.task.is_null())
        return { ObjectRef::Kind::Task, {}, item.task };
    return { ObjectRef::Kind::Instance, {}, item.instance };
}

} // namespace

TopologyPage::TopologyPage(Session& session, ObjectActions& actions, QWidget* parent)
    : Page(PageKind::Topology, session, actions, parent)
    , instances_(session, LiveUse::Subject::Instance)
    , tasks_(session, LiveUse::Subject::Task)
    , view_(new TopologyView(
          [this](const TopologyItem& item) { return facts_of(this->session().state(), item, instances_, tasks_); }))
    , cpu_(add_size(tr("CPU"), tr("Sizes as the CPU that instances have and tasks reserve"), TopologySize::Cpu))
    , memory_(
          add_size(tr("Memory"), tr("Sizes as the memory that instances have and tasks reserve"), TopologySize::Memory))
    , unplaced_(new QPushButton)
    , stack_(new QStackedWidget)
{
    cpu_->setChecked(true);
    stack_->addWidget(view_);
    stack_->addWidget(make_empty());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(make_bar());
    column->addWidget(new HLine(this));
    column->addWidget(stack_, 1);
    soon_.setSingleShot(true);
    soon_.setInterval(kSoon);
    connect(&soon_, &QTimer::timeout, this, &TopologyPage::refresh);
    for (auto* use : { &instances_, &tasks_ })
        connect(use, &LiveUse::changed, this, [this] { soon_.start(); });
    connect(view_, &TopologyView::current_changed, this, &Page::chosen);
    connect(view_, &TopologyView::opened, this, [this](const TopologyItem& item) { emit opened(ref_of(item)); });
    connect(view_, &TopologyView::menu_wanted, this, &TopologyPage::show_menu);
    connect(unplaced_, &QPushButton::clicked, this, [this] {
        if (const auto waiting = unplaced_tasks(this->session().state(), cluster()); !waiting.empty()) {
            auto ref = ObjectRef::to(*waiting.front());
            ref.explain = true;
            emit this->actions().wanted(ref);
        }
    });
}

Chip* TopologyPage::add_size(const QString& text, const QString& tip, TopologySize size)
{
    auto* chip = new Chip(text, this);
    chip->setToolTip(tip);
    connect(chip, &Chip::clicked, this, [this, size] {
        choice_.size = size;
        cpu_->setChecked(size == TopologySize::Cpu);
        memory_->setChecked(size == TopologySize::Memory);
        refresh();
    });
    return chip;
}

QWidget* TopologyPage::make_bar()
{
    auto* bar = new QWidget(this);
    bar->setFixedHeight(Theme::get().scaled(kBar));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(8);
    row->addWidget(new TextLabel(tr("Size by"), Type::Body, Role::Muted));
    row->addWidget(cpu_);
    row->addWidget(memory_);
    auto* label = new QLabel(tr("C&olour"));
    auto* hue = new QComboBox;
    hue->addItems({ tr("Service"), tr("Family") });
    hue->setAccessibleName(tr("Colour"));
    hue->setToolTip(tr("What tasks of one colour have in common"));
    label->setBuddy(hue);
    row->addWidget(label);
    row->addWidget(hue);
    connect(hue, &QComboBox::activated, this, [this](int index) {
        choice_.hue = static_cast<TopologyHue>(index);
        refresh();
    });
    auto* what_if = actions().action(ObjectActions::Id::WhatIf);
    auto* ask = new QPushButton(what_if->icon(), what_if->iconText() + u'…');
    ask->setToolTip(what_if->data().toString());
    connect(ask, &QPushButton::clicked, what_if, &QAction::trigger);
    row->addWidget(ask);
    row->addStretch();
    unplaced_->setIcon(glyph_icon(StateGlyph::Pending));
    unplaced_->setToolTip(tr("Tasks that wait for a place: explain the first of them"));
    row->addWidget(unplaced_);
    const auto add_zoom = [&](const char* icon_name, const QString& tip, int steps) {
        auto* button = new QToolButton;
        button->setIcon(theme_icon(icon_name));
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, view_, [this, steps] { view_->zoom(steps); });
        row->addWidget(button);
    };
    add_zoom("zoom-out", tr("Zoom out: less of each instance"), -1);
    add_zoom("zoom-in", tr("Zoom in: more of each instance"), 1);
    add_zoom("zoom-fit-best", tr("Zoom as suits the size of the cluster"), 0);
    return bar;
}

QWidget* TopologyPage::make_empty()
{
    auto* empty = new EmptyState;
    auto* add = actions().action(ObjectActions::Id::AddEngine);
    empty->set_icon(icon(Glyph::Topology, Role::Muted));
    empty->set_sentence(tr("This cluster has no container instance."));
    empty->set_action(add->text());
    connect(empty, &EmptyState::action_triggered, add, &QAction::trigger);
    return empty;
}

std::vector<ObjectRef> TopologyPage::selection() const
{
    const auto item = view_->current();
    return item ? std::vector{ ref_of(*item) } : std::vector<ObjectRef>();
}

bool TopologyPage::select(const ObjectRef& ref)
{
    if (ref.kind == ObjectRef::Kind::Instance)
        return view_->set_current({ ref.id, {} });
    const auto task = find_task(session().state(), ref);
    return task && view_->set_current({ task->container_instance, task->id });
}

void TopologyPage::focus_content()
{
    view_->setFocus();
}

void TopologyPage::cluster_changed()
{
    refresh();
}

void TopologyPage::take(const model::ChangeSet& changes)
{
    if (changes.full || !changes.of<model::ContainerInstance>().empty() || !changes.of<model::Task>().empty())
        soon_.start();
}

void TopologyPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    refresh();
}

void TopologyPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    instances_.want({});
    tasks_.want({});
}

// Only what is seen is watched.
void TopologyPage::watch()
{
    const auto& all = session().state().instances_in(cluster());
    std::vector<Id> wanted(all.begin(), all.end());
    wanted.resize(std::min(wanted.size(), kWatchedInstances));
    instances_.want(wanted);
    tasks_.want(view_->visible_tasks());
}

void TopologyPage::refresh()
{
    if (!isVisible())
        return;
    const auto& state = session().state();
    view_->set_topology(topology_of(state, cluster(), choice_, instances_, tasks_));
    stack_->setCurrentIndex(view_->topology().empty() ? 1 : 0);
    const auto waiting = unplaced_tasks(state, cluster()).size();
    unplaced_->setVisible(waiting > 0);
    unplaced_->setText(tr("&Unplaced %1").arg(waiting));
    watch();
}

void TopologyPage::show_menu(const TopologyItem& item, const QPoint& place)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    actions().fill_menu(*menu, ref_of(item), kind());
    menu->popup(place);
}

} // namespace quayside::ui
