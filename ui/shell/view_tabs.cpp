#include "ui/shell/view_tabs.h"

#include "ui/shell/first_run_page.h"

#include <QTabBar>

namespace quayside::ui {

ViewTabs::ViewTabs(Session& session, ObjectActions& actions, QWidget* parent)
    : QTabWidget(parent)
    , session_(session)
    , actions_(actions)
    , welcome_(new FirstRunPage(session, actions, this))
{
    setDocumentMode(true);
    setTabsClosable(true);
    setMovable(true);
    setAccessibleName(tr("Views"));
    tabBar()->setAccessibleName(tr("Open views"));
    tabBar()->setExpanding(false);
    tabBar()->setUsesScrollButtons(true);
    tabBar()->setElideMode(Qt::ElideNone);
    tabBar()->setDrawBase(true);
    welcome_->hide();
    connect(this, &QTabWidget::tabCloseRequested, this, &ViewTabs::close);
    connect(this, &QTabWidget::currentChanged, this, [this] {
        show_close_glyphs();
        emit page_changed(current_page());
    });
}

Page* ViewTabs::current_page() const
{
    return qobject_cast<Page*>(currentWidget());
}

Page* ViewTabs::find(PageKind kind) const
{
    return pages_[static_cast<std::size_t>(kind)];
}

std::vector<PageKind> ViewTabs::open_kinds() const
{
    std::vector<PageKind> kinds;
    for (int i = 0; i < count(); ++i)
        if (const auto* page = qobject_cast<Page*>(widget(i)))
            kinds.push_back(page->kind());
    return kinds;
}

Page* ViewTabs::make(PageKind kind)
{
    auto* page = make_page(kind, session_, actions_, this);
    pages_[static_cast<std::size_t>(kind)] = page;
    page->set_cluster(cluster_);
    connect(page, &Page::chosen, this, [this, page] {
        if (page == currentWidget())
            emit chosen();
    });
    connect(page, &Page::opened, this, &ViewTabs::opened);
    connect(page, &Page::tab_title_changed, this, [this, page] { setTabText(indexOf(page), page->tab_title()); });
    const int index = addTab(page, icon(glyph_of(kind)), page->tab_title());
    setTabToolTip(index, tip_of(kind));
    return page;
}

Page* ViewTabs::open(PageKind kind, bool in_background)
{
    Page* page = find(kind);
    if (!page)
        page = make(kind);
    if (!in_background)
        setCurrentWidget(page);
    return page;
}

bool ViewTabs::shows_welcome() const
{
    return indexOf(welcome_) >= 0;
}

void ViewTabs::show_welcome(bool show)
{
    if (show && !shows_welcome())
        insertTab(0, welcome_, icon(Glyph::Explain), tr("Welcome"));
    if (show)
        setCurrentWidget(welcome_);
    else if (shows_welcome())
        removeTab(indexOf(welcome_));
}

void ViewTabs::set_cluster(const std::string& cluster)
{
    cluster_ = cluster;
    for (Page* page : pages_)
        if (page)
            page->set_cluster(cluster_);
}

void ViewTabs::close(int index)
{
    if (count() < 2)
        return;
    if (auto* page = qobject_cast<Page*>(widget(index))) {
        pages_[static_cast<std::size_t>(page->kind())] = nullptr;
        removeTab(index);
        page->deleteLater();
    } else {
        show_welcome(false);
    }
}

void ViewTabs::close_current()
{
    close(currentIndex());
}

// Only the tab in front shows how to close it, unless it is the last one; the room for it stays.
void ViewTabs::show_close_glyphs()
{
    for (int i = 0; i < count(); ++i)
        if (auto* glyph = tabBar()->tabButton(i, QTabBar::RightSide))
            glyph->setVisible(i == currentIndex() && count() > 1);
}

void ViewTabs::tabInserted(int index)
{
    QTabWidget::tabInserted(index);
    show_close_glyphs();
}

void ViewTabs::tabRemoved(int index)
{
    QTabWidget::tabRemoved(index);
    show_close_glyphs();
}

} // namespace quayside::ui
