#include "ui/shell/main_toolbar.h"

#include "ui/look/chip.h"
#include "ui/look/icons.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/pages/menu_button.h"
#include "ui/pages/object_actions.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"
#include "ui/shell/search_button.h"

#include <QComboBox>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

namespace quayside::ui {

namespace {

constexpr int kBar = 37;
constexpr int kStrip = 3;

QWidget* space(int width)
{
    auto* gap = new QWidget;
    gap->setFixedWidth(width);
    return gap;
}

} // namespace

MainToolBar::MainToolBar(
    Session& session, ObjectActions& actions, QAction* back, QAction* forward, QAction* palette, QWidget* parent)
    : QToolBar(tr("Main tools"), parent)
    , session_(session)
    , clusters_(new QComboBox)
    , gate_(new Chip({}))
{
    setObjectName("main_tools");
    setAccessibleName(tr("Main tools"));
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize(QSize(16, 16));
    setFixedHeight(Theme::get().scaled(kBar) + kStrip);
    setContentsMargins(8, 0, 8, kStrip);
    for (QAction* action : { back, forward }) {
        addAction(action);
        qobject_cast<QToolButton*>(widgetForAction(action))->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    addWidget(space(8));
    clusters_->setAccessibleName(tr("Cluster"));
    clusters_->setToolTip(tr("The cluster that the views show"));
    clusters_->setMinimumWidth(Theme::get().scaled(200));
    clusters_place_ = addWidget(clusters_);
    gate_place_ = addWidget(gate_);
    addWidget(space(4));
    addSeparator();
    add_new_button(actions);
    addAction(actions.action(ObjectActions::Id::UpdateService));
    addAction(actions.action(ObjectActions::Id::RunTask));
    addAction(actions.action(ObjectActions::Id::StopTasks));
    addSeparator();
    addAction(actions.action(ObjectActions::Id::Explain));
    auto* rest = space(0);
    rest->setMinimumWidth(8);
    rest->setMaximumWidth(QWIDGETSIZE_MAX);
    rest->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(rest);
    addWidget(new SearchButton(palette));
    let_keyboard_in();
    connect(
        clusters_, &QComboBox::activated, this, [this] { emit cluster_wanted(clusters_->currentData().toString()); });
    connect(&session_, &Session::changed, this, [this](const model::ChangeSet& changes) {
        if (changes.full || !changes.of<model::Cluster>().empty())
            fill_clusters();
    });
    connect(&Theme::get(), &Theme::changed, this, &MainToolBar::fill_clusters);
    connect(gate_, &QAbstractButton::clicked, this, [this] { emit gate_menu_wanted(gate_); });
    connect(&ChangeGate::of(session_), &ChangeGate::changed, this, &MainToolBar::refresh_gate);
    refresh_gate();
    fill_clusters();
}

void MainToolBar::add_new_button(ObjectActions& actions)
{
    auto* button = new MenuButton(tr("New"), tr("Make a service, a task definition, an engine or a cluster"));
    auto* menu = new QMenu(button);
    for (const auto id : { ObjectActions::Id::CreateService, ObjectActions::Id::RegisterTaskDefinition,
             ObjectActions::Id::AddEngine, ObjectActions::Id::CreateCluster })
        menu->addAction(actions.action(id));
    button->setMenu(menu);
    button->setIcon(theme_icon("list-add"));
    button->setText(tr("&New"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    addWidget(button);
}

void MainToolBar::let_keyboard_in()
{
    for (auto* button : findChildren<QToolButton*>()) {
        button->setFocusPolicy(Qt::TabFocus);
        if (button->accessibleName().isEmpty() && button->defaultAction())
            button->setAccessibleName(button->defaultAction()->text().remove(u'&'));
    }
}

void MainToolBar::add_place(QAction* place)
{
    insertAction(clusters_place_, place);
    let_keyboard_in();
}

void MainToolBar::set_cluster(const std::string& cluster)
{
    cluster_ = cluster;
    fill_clusters();
    refresh_gate();
    update();
}

void MainToolBar::refresh_gate()
{
    const auto& gate = ChangeGate::of(session_);
    gate_->setText(gate.is_read_only() ? tr("Read-only") : tr("Protected"));
    gate_->setAccessibleName(gate_->text());
    gate_->setToolTip(gate.why_not(cluster_));
    gate_->updateGeometry();
    gate_place_->setVisible(!gate.why_not(cluster_).isEmpty());
}

void MainToolBar::fill_clusters()
{
    const QSignalBlocker quiet(clusters_);
    QStringList names;
    for (const auto& [name, cluster] : session_.state().clusters())
        if (cluster->status == model::ClusterStatus::Active || name == cluster_)
            names << from_utf8(name);
    names.sort(Qt::CaseInsensitive);
    clusters_->clear();
    for (const auto& name : names)
        clusters_->addItem(icon(Glyph::Cluster, Role::Context), name, name);
    if (names.isEmpty())
        clusters_->addItem(icon(Glyph::Cluster, Role::Muted), tr("No cluster"), QString());
    clusters_->setEnabled(!names.isEmpty());
    clusters_->setToolTip(names.isEmpty() ? tr("There is no cluster yet") : tr("The cluster that the views show"));
    clusters_->setCurrentIndex(std::max(0, clusters_->findData(from_utf8(cluster_))));
}

void MainToolBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::Window));
    painter.fillRect(
        QRect(0, height() - kStrip, width(), kStrip), colour(cluster_.empty() ? Role::Border : Role::Context));
}

} // namespace quayside::ui
