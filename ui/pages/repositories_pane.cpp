#include "ui/pages/repositories_pane.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/pages/action_button.h"
#include "ui/pages/menu_button.h"
#include "ui/session/image_feed.h"
#include "ui/session/session.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace quayside::ui {

using Id = RepositoryActions::Id;

RepositoriesPane::RepositoriesPane(Session& session, ObjectActions& objects, QWidget* parent)
    : QWidget(parent)
    , feed_(RepositoryFeed::of(session))
    , actions_(session, objects, this)
    , rows_(repository_columns(), session.state())
    , filter_(new FilterBar(this))
    , table_(new TableView("repositories", tr("Repositories"), this))
{
    rows_.sort(0, Qt::AscendingOrder);
    table_->set_rows(&rows_);
    filter_->set_rows(&rows_);
    add_tools();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(filter_);
    column->addWidget(table_, 1);
    setFocusProxy(table_);
    table_->addAction(actions_.action(Id::DeleteImages));
    connect_parts();
    // A push that has ended shows in the images of the engines; so does its other end here.
    connect(&ImageFeed::of(session), &ImageFeed::images_changed, this, [this] {
        if (isVisible())
            feed_.look();
    });
    show_rows();
}

void RepositoriesPane::add_tools()
{
    for (const Id id : { Id::Create, Id::Push })
        filter_->add_tool(action_button(*actions_.action(id), this));
    auto* more = new MenuButton(tr("More for repositories"), tr("Copy the URI, delete"), this);
    more->setIcon(theme_icon("application-menu"));
    auto* menu = new QMenu(more);
    actions_.fill_menu(*menu);
    more->setMenu(menu);
    filter_->add_tool(more);
}

void RepositoriesPane::connect_parts()
{
    connect(&feed_, &RepositoryFeed::changed, this, &RepositoriesPane::show_rows);
    connect(table_, &TableView::clear_filter_requested, filter_, &FilterBar::clear);
    connect(table_, &TableView::menu_requested, this, [this](int, const QPoint& global) { show_menu(global); });
    connect(table_, &TableView::chosen, this, [this] {
        RepositoryFeed::Rows selection;
        for (const int row : table_->selected_rows())
            selection.push_back(rows_.value(row));
        actions_.set_selection(std::move(selection));
    });
    connect(table_, &TableView::empty_action, this, [this] { actions_.action(Id::Create)->trigger(); });
}

void RepositoriesPane::show_rows()
{
    rows_.set_rows(feed_.rows());
    const QIcon picture = icon(Glyph::Image, Role::Muted);
    if (!feed_.has_looked())
        table_->set_empty(picture, tr("The registry is being asked for its repositories."));
    else if (!feed_.problem().isEmpty())
        table_->set_empty(picture, feed_.problem(), tr("Create a repository"));
    else
        table_->set_empty(picture,
            tr("There are no repositories yet. The registry of this machine starts with the first one."),
            tr("Create a repository"));
}

void RepositoriesPane::show_menu(const QPoint& global)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    actions_.fill_menu(*menu);
    menu->popup(global);
}

void RepositoriesPane::focus_filter()
{
    filter_->focus_field();
}

void RepositoriesPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    feed_.set_wanted(true);
    rows_.prepare_filter();
}

void RepositoriesPane::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    feed_.set_wanted(false);
}

} // namespace quayside::ui
