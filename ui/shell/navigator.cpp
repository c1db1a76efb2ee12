#include "ui/shell/navigator.h"

#include "ui/look/style_paint.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/look/tool_tip.h"
#include "ui/pages/saved_view_dialog.h"
#include "ui/pages/service_state.h"
#include "ui/session/image_feed.h"
#include "ui/session/session.h"
#include "ui/shell/navigator_delegate.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>
#include <chrono>

namespace quayside::ui {

namespace {

constexpr int kPageRole = Qt::UserRole + 10;
constexpr int kClusterRole = Qt::UserRole + 11;
constexpr int kSavedRole = Qt::UserRole + 12; // the name of a saved view; its page is that of the entry above

struct Worst {
    StateGlyph glyph = StateGlyph::None;
    QString word;
};

Worst worst_of_tasks(const model::TaskCounts& counts)
{
    return counts.pending > 0 ? Worst{ StateGlyph::Pending, QObject::tr("%1 pending").arg(counts.pending) } : Worst{};
}

Worst worst_of_instances(const model::State& state, const std::string& cluster)
{
    Worst worst;
    for (const Id& id : state.instances_in(cluster)) {
        const auto instance = state.container_instances().find(id);
        if (!instance->agent_connected)
            return { StateGlyph::Warning, QObject::tr("an agent is lost") };
        if (instance->status == model::ContainerInstanceStatus::Draining)
            worst = { StateGlyph::Draining, QObject::tr("draining") };
    }
    return worst;
}

struct Tally {
    std::size_t count = 0;
    Worst worst;
};

Tally worst_of_services(const model::State& state, const std::string& cluster)
{
    Tally tally;
    int rank = static_cast<int>(StateGlyph::Same);
    std::size_t unsteady = 0;
    std::size_t deploying = 0;
    for (const auto& name : state.services_in(cluster)) {
        const auto service = state.services().find({ cluster, name });
        if (!service || service->status == model::ServiceStatus::Inactive)
            continue;
        ++tally.count;
        const auto health = state_of(state, *service);
        unsteady += health.glyph == StateGlyph::Warning || health.glyph == StateGlyph::Failed ? 1 : 0;
        deploying += health.glyph == StateGlyph::Pending ? 1 : 0;
        if (health.glyph != StateGlyph::Healthy && health.glyph != StateGlyph::Stopped && health.rank < rank) {
            rank = health.rank;
            tally.worst.glyph = health.glyph;
        }
    }
    if (unsteady > 0)
        tally.worst.word = QObject::tr("%1 unsteady").arg(unsteady);
    else if (deploying > 0)
        tally.worst.word = QObject::tr("%1 deploying").arg(deploying);
    return tally;
}

// Counted are those that are under way.
Tally worst_of_deployments(const model::State& state, const std::string& cluster)
{
    Tally tally;
    for (const auto& name : state.services_in(cluster)) {
        const auto service = state.services().find({ cluster, name });
        const auto primary = service ? primary_of(state, *service) : nullptr;
        if (primary && !is_over(*primary)) {
            ++tally.count;
            tally.worst = { state_of(state, *primary).glyph, QObject::tr("under way") };
        }
    }
    return tally;
}

Worst worst_of_engines(const model::State& state)
{
    for (const auto& [id, engine] : state.engines())
        if (!engine->connected)
            return { StateGlyph::Warning, QObject::tr("one is not connected") };
    return {};
}

} // namespace

Navigator::Navigator(Session& session, QWidget* parent)
    : QTreeWidget(parent)
    , session_(session)
{
    setAccessibleName(tr("Navigator"));
    setHeaderHidden(true);
    setColumnCount(1);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setIconSize(QSize(16, 16));
    setItemDelegate(new NavigatorDelegate(this));
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setProperty("quayside_paints_rows", true);
    viewport()->setAttribute(Qt::WA_Hover);
    connect(this, &QTreeWidget::itemClicked, this, &Navigator::on_clicked);
    connect(this, &QTreeWidget::itemActivated, this, &Navigator::on_clicked);
    connect(&session_, &Session::changed, this, &Navigator::refresh_soon);
    connect(&SavedViews::of(session_), &SavedViews::changed, this, &Navigator::rebuild);
    connect(&ImageFeed::of(session_), &ImageFeed::images_changed, this, &Navigator::refresh_soon);
    soon_.setSingleShot(true);
    soon_.setInterval(std::chrono::milliseconds(100));
    connect(&soon_, &QTimer::timeout, this, &Navigator::refresh);
}

QTreeWidgetItem* Navigator::add_section(const QString& title)
{
    auto* section = new QTreeWidgetItem(this, { title });
    section->setData(0, SectionRole, true);
    section->setFlags(Qt::ItemIsEnabled);
    return section;
}

void Navigator::add_page(QTreeWidgetItem* parent, PageKind page)
{
    auto* item = new QTreeWidgetItem(parent, { title_of(page) });
    item->setIcon(0, icon(glyph_of(page)));
    item->setData(0, kPageRole, static_cast<int>(page));
    item->setToolTip(0, tip_of(page));
    pages_[page] = item;
}

void Navigator::set_place(const QString& place, bool own)
{
    if (place == place_ && own == own_)
        return;
    place_ = place;
    own_ = own;
    rebuild();
}

void Navigator::set_cluster(const std::string& cluster)
{
    cluster_ = cluster;
    rebuild();
}

void Navigator::rebuild()
{
    const QSignalBlocker quiet(this);
    clear();
    pages_.clear();
    cluster_item_ = others_ = nullptr;
    if (!cluster_.empty()) {
        cluster_item_ = new QTreeWidgetItem(this, { from_utf8(cluster_) });
        cluster_item_->setIcon(0, icon(Glyph::Cluster, Role::Context));
        cluster_item_->setFont(0, font_of(Type::Section));
        cluster_item_->setData(0, BadgeRole, place_.isEmpty() ? tr("local") : place_);
        cluster_item_->setData(0, kPageRole, static_cast<int>(PageKind::Overview));
        for (const auto page : { PageKind::Overview, PageKind::Services, PageKind::Tasks, PageKind::Instances,
                 PageKind::TaskDefinitions, PageKind::Deployments, PageKind::Events, PageKind::Topology })
            add_page(cluster_item_, page);
        cluster_item_->setExpanded(true);
        auto* installation = add_section(tr("Installation"));
        add_page(installation, PageKind::Clusters);
        if (own_)
            add_page(installation, PageKind::Engines);
        add_page(installation, PageKind::CapacityProviders);
        for (const auto page : { PageKind::Images, PageKind::Api })
            if (own_)
                add_page(installation, page);
        installation->setExpanded(true);
        add_saved_views();
    }
    refresh();
    mark(marked_);
}

void Navigator::mark(PageKind page)
{
    marked_ = page;
    const QSignalBlocker quiet(this);
    if (const auto found = pages_.find(page == PageKind::Deployment ? PageKind::Deployments
                : page == PageKind::Editor                          ? PageKind::TaskDefinitions
                                                                    : page);
        found != pages_.end())
        setCurrentItem(found->second);
    viewport()->update();
}

void Navigator::refresh_soon()
{
    if (!soon_.isActive())
        soon_.start();
}

void Navigator::set_badge(PageKind page, std::size_t count, StateGlyph worst, const QString& word)
{
    const auto found = pages_.find(page);
    if (found == pages_.end())
        return;
    auto* item = found->second;
    const QString name = title_of(page) + u' ' + QString::number(count);
    item->setData(0, BadgeRole, QString::number(count));
    item->setData(0, GlyphRole, static_cast<int>(worst));
    item->setData(0, Qt::AccessibleTextRole, word.isEmpty() ? name : name + QStringLiteral(", ") + word);
    item->setToolTip(0,
        (word.isEmpty() ? name : name + QStringLiteral(", ") + word)
            + QStringLiteral(" (%1)").arg(key_of(page).toString(QKeySequence::NativeText)));
}

void Navigator::refresh()
{
    if (!isVisible())
        return;
    const auto& state = session_.state();
    const auto counts = state.counts_in(cluster_);
    const auto tasks = worst_of_tasks(counts);
    const auto instances = worst_of_instances(state, cluster_);
    const auto engines = worst_of_engines(state);
    set_badge(PageKind::Tasks, counts.tasks, tasks.glyph, tasks.word);
    const auto services = worst_of_services(state, cluster_);
    set_badge(PageKind::Services, services.count, services.worst.glyph, services.worst.word);
    const auto deployments = worst_of_deployments(state, cluster_);
    set_badge(PageKind::Deployments, deployments.count, deployments.worst.glyph, deployments.worst.word);
    set_badge(PageKind::CapacityProviders, state.capacity_providers().size(), StateGlyph::None, {});
    set_badge(PageKind::Instances, state.instances_in(cluster_).size(), instances.glyph, instances.word);
    set_badge(PageKind::TaskDefinitions, state.families().size(), StateGlyph::None, {});
    set_badge(PageKind::Clusters, state.clusters().size(), StateGlyph::None, {});
    set_badge(PageKind::Engines, state.engines().size(), engines.glyph, engines.word);
    if (const auto& images = ImageFeed::of(session_); images.has_looked())
        set_badge(PageKind::Images, images.images().size(), StateGlyph::None, {});
    refresh_others();
}

void Navigator::refresh_others()
{
    QStringList names;
    for (const auto& [name, cluster] : session_.state().clusters())
        if (name != cluster_ && cluster->status == model::ClusterStatus::Active)
            names << from_utf8(name);
    names.sort(Qt::CaseInsensitive);
    QStringList shown;
    for (int i = 0; others_ && i < others_->childCount(); ++i)
        shown << others_->child(i)->text(0);
    if (names == shown || cluster_.empty())
        return;
    const QSignalBlocker quiet(this);
    delete others_;
    others_ = names.isEmpty() ? nullptr : add_section(tr("Other clusters"));
    for (const auto& name : names) {
        auto* item = new QTreeWidgetItem(others_, { name });
        item->setIcon(0, icon(Glyph::Cluster));
        item->setData(0, kClusterRole, name);
        item->setToolTip(0, tr("Turn to cluster %1").arg(name));
    }
    if (others_)
        others_->setExpanded(true);
}

void Navigator::on_clicked(QTreeWidgetItem* item)
{
    if (const auto cluster = item->data(0, kClusterRole).toString(); !cluster.isEmpty())
        return emit cluster_wanted(cluster);
    if (const auto* view = saved_view(item))
        return emit view_wanted(*view);
    if (const auto page = item->data(0, kPageRole); page.isValid())
        emit page_wanted(static_cast<PageKind>(page.toInt()));
}

void Navigator::add_saved_views()
{
    for (const SavedView& view : SavedViews::of(session_).all()) {
        const auto page = pages_.find(view.page);
        if (page == pages_.end() || (!view.cluster.empty() && view.cluster != cluster_))
            continue;
        auto* item = new QTreeWidgetItem(page->second, { view.name });
        item->setIcon(0, icon(Glyph::SavedView));
        item->setData(0, kSavedRole, view.name);
        item->setToolTip(0, plain_tip(view.filter.isEmpty() ? view.name : view.name + u'\n' + view.filter));
        page->second->setExpanded(true);
    }
}

const SavedView* Navigator::saved_view(const QTreeWidgetItem* item) const
{
    if (!item || !item->data(0, kSavedRole).isValid())
        return nullptr;
    const auto page = static_cast<PageKind>(item->parent()->data(0, kPageRole).toInt());
    return SavedViews::of(session_).find(
        item->data(0, kSavedRole).toString(), page, is_of_cluster(page) ? cluster_ : std::string());
}

void Navigator::rename(const SavedView& view)
{
    auto& views = SavedViews::of(session_);
    auto* dialog = new SavedViewDialog(
        tr("Rename this view"), tr("&Rename"), view.name,
        [&views, view](const QString& name) {
            return name == view.name ? QString() : views.why_not(name, view.page, view.cluster);
        },
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [&views, view, dialog] { views.rename(view, dialog->name()); });
    dialog->open();
}

// On an entry that has a use of its own for them, F2 and Delete are not the window's.
bool Navigator::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && saved_view(currentItem())) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_F2 || key == Qt::Key_Delete) {
            event->accept();
            return true;
        }
    }
    return QTreeWidget::event(event);
}

void Navigator::keyPressEvent(QKeyEvent* event)
{
    const auto* view = saved_view(currentItem());
    if (view && event->key() == Qt::Key_F2)
        return rename(*view);
    if (view && event->key() == Qt::Key_Delete)
        return SavedViews::of(session_).remove(SavedView(*view));
    QTreeWidget::keyPressEvent(event);
}

void Navigator::contextMenuEvent(QContextMenuEvent* event)
{
    const bool by_key = event->reason() == QContextMenuEvent::Keyboard;
    auto* item = by_key ? currentItem() : itemAt(event->pos());
    if (!item)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const auto* found = saved_view(item)) {
        const SavedView view = *found;
        connect(menu->addAction(tr("&Show")), &QAction::triggered, this, [this, view] { emit view_wanted(view); });
        connect(menu->addAction(tr("&Rename…")), &QAction::triggered, this, [this, view] { rename(view); });
        connect(menu->addAction(tr("Re&move")), &QAction::triggered, this,
            [this, view] { SavedViews::of(session_).remove(view); });
    } else if (const auto cluster = item->data(0, kClusterRole).toString(); !cluster.isEmpty()) {
        connect(menu->addAction(tr("&Turn to this cluster")), &QAction::triggered, this,
            [this, cluster] { emit cluster_wanted(cluster); });
        connect(menu->addAction(tr("Show &beside this one")), &QAction::triggered, this,
            [this, cluster] { emit cluster_wanted_beside(cluster); });
    }
    if (menu->isEmpty())
        return delete menu;
    menu->popup(by_key ? viewport()->mapToGlobal(visualItemRect(item).bottomLeft()) : event->globalPos());
}

void Navigator::showEvent(QShowEvent* event)
{
    QTreeWidget::showEvent(event);
    refresh();
}

// The entry of the view that is shown keeps its colour without the keyboard, too.
void Navigator::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QRect row(0, option.rect.top(), viewport()->width(), option.rect.height());
    const bool selectable = index.flags().testFlag(Qt::ItemIsSelectable);
    if (selectionModel()->isSelected(index)) {
        painter->fillRect(row, colour(Role::Selection));
        painter->fillRect(QRect(0, row.top(), 3, row.height()), colour(Role::Accent));
    } else if (selectable && row.contains(viewport()->mapFromGlobal(QCursor::pos())) && viewport()->underMouse()) {
        painter->fillRect(row, colour(Role::Hover));
    }
    QTreeWidget::drawRow(painter, option, index);
    if (hasFocus() && index == currentIndex())
        paint_ring(*painter, QRectF(row).adjusted(0, 0, 0, 0), 0);
}

void Navigator::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    if (!index.data(SectionRole).toBool())
        QTreeWidget::drawBranches(painter, rect, index);
}

void Navigator::paintEvent(QPaintEvent* event)
{
    QTreeWidget::paintEvent(event);
    if (topLevelItemCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setFont(font_of(Type::Body));
    painter.setPen(colour(Role::Muted));
    painter.drawText(viewport()->rect().adjusted(12, 12, -12, -12), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
        tr("No cluster yet.\nStart the demo or use Docker."));
}

} // namespace quayside::ui
