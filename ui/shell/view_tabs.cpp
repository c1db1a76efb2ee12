#include "ui/shell/view_tabs.h"

#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/tab_strip.h"

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kLeastWidth = 280;
constexpr int kLeastHeight = 160;

} // namespace

ViewTabs::ViewTabs(Session& session, ObjectActions& actions, QWidget* parent)
    : QTabWidget(parent)
    , session_(session)
    , actions_(actions)
    , strip_(new TabStrip(this))
{
    setTabBar(strip_);
    setDocumentMode(true);
    setTabsClosable(true);
    setMovable(true);
    setAccessibleName(tr("Views"));
    strip_->setAccessibleName(tr("Open views"));
    strip_->setExpanding(false);
    strip_->setUsesScrollButtons(true);
    strip_->setElideMode(Qt::ElideNone);
    strip_->setDrawBase(true);
    connect(this, &QTabWidget::tabCloseRequested, this, &ViewTabs::close);
    connect(strip_, &TabStrip::dragged_out, this, &ViewTabs::dragged_out);
    connect(strip_, &TabStrip::menu_wanted, this, &ViewTabs::menu_wanted);
    connect(this, &QTabWidget::currentChanged, this, [this] {
        show_close_glyphs();
        emit page_changed(current_page());
    });
}

QSize ViewTabs::minimumSizeHint() const
{
    return { Theme::get().scaled(kLeastWidth), Theme::get().scaled(kLeastHeight) };
}

Page* ViewTabs::current_page() const
{
    return qobject_cast<Page*>(currentWidget());
}

const ViewTabs::Held* ViewTabs::held(const Page* page) const
{
    const auto found = std::find_if(held_.begin(), held_.end(), [page](const Held& held) { return held.page == page; });
    return found == held_.end() ? nullptr : &*found;
}

Page* ViewTabs::find(const View& view) const
{
    const auto found = std::find_if(held_.begin(), held_.end(),
        [&view](const Held& held) { return held.page->kind() == view.kind && held.cluster == view.cluster; });
    return found == held_.end() ? nullptr : found->page;
}

View ViewTabs::view_at(int index) const
{
    const auto* page = qobject_cast<Page*>(widget(index));
    const auto* found = page ? held(page) : nullptr;
    return found ? View{ page->kind(), found->cluster } : View{};
}

std::vector<View> ViewTabs::views() const
{
    std::vector<View> views;
    for (int i = 0; i < count(); ++i)
        if (qobject_cast<Page*>(widget(i)))
            views.push_back(view_at(i));
    return views;
}

bool ViewTabs::stays(const Page* page) const
{
    const auto* found = held(page);
    return found && !found->cluster.empty();
}

void ViewTabs::set_stays(Page* page, bool stays)
{
    const auto found = std::find_if(held_.begin(), held_.end(), [page](const Held& one) { return one.page == page; });
    if (found == held_.end())
        return;
    found->cluster = stays ? page->cluster() : std::string();
    if (!stays)
        page->set_cluster(cluster_);
    name(page);
}

void ViewTabs::name(Page* page)
{
    const auto* found = held(page);
    const int index = indexOf(page);
    const bool stays = found && !found->cluster.empty();
    const QString title = page->tab_title();
    setTabText(index, stays ? tr("%1 · %2").arg(title, from_utf8(found->cluster)) : title);
    setTabToolTip(index, stays ? tr("%1 of %2").arg(title, from_utf8(found->cluster)) : tip_of(page->kind()));
}

void ViewTabs::hold(Page* page, const std::string& cluster)
{
    held_.push_back({ page, cluster });
    page->set_cluster(cluster.empty() ? cluster_ : cluster);
    connect(page, &Page::chosen, this, [this, page] {
        if (page == currentWidget())
            emit chosen();
    });
    connect(page, &Page::opened, this, &ViewTabs::opened);
    connect(page, &Page::tab_title_changed, this, [this, page] { name(page); });
    addTab(page, icon(glyph_of(page->kind())), page->tab_title());
    name(page);
}

void ViewTabs::let_go(Page* page)
{
    disconnect(page, nullptr, this, nullptr);
    held_.erase(
        std::remove_if(held_.begin(), held_.end(), [page](const Held& one) { return one.page == page; }), held_.end());
    removeTab(indexOf(page));
}

Page* ViewTabs::open(PageKind kind, bool in_background)
{
    return open(View{ kind }, in_background);
}

Page* ViewTabs::open(const View& view, bool in_background)
{
    Page* page = find(view);
    if (!page) {
        page = make_page(view.kind, session_, actions_, this);
        hold(page, view.cluster);
    }
    if (!in_background)
        setCurrentWidget(page);
    return page;
}

void ViewTabs::take(ViewTabs& from, Page* page)
{
    const auto* found = from.held(page);
    if (!found || &from == this)
        return;
    const View view{ page->kind(), found->cluster };
    if (auto* same = find(view)) {
        let_go(same);
        same->deleteLater();
    }
    from.let_go(page);
    hold(page, view.cluster);
    setCurrentWidget(page);
    if (from.count() == 0)
        emit from.emptied();
}

void ViewTabs::set_welcome(FirstRunPage* welcome)
{
    welcome_ = welcome;
    welcome_->setParent(this);
    welcome_->hide();
}

bool ViewTabs::shows_welcome() const
{
    return welcome_ && indexOf(welcome_) >= 0;
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
    for (const Held& held : held_)
        if (held.cluster.empty())
            held.page->set_cluster(cluster_);
}

void ViewTabs::close(int index)
{
    if (count() < 2 && !may_be_empty_)
        return;
    if (auto* page = qobject_cast<Page*>(widget(index))) {
        let_go(page);
        page->deleteLater();
    } else {
        show_welcome(false);
    }
    if (count() == 0)
        emit emptied();
}

void ViewTabs::close_current()
{
    close(currentIndex());
}

// Only the tab in front shows how to close it, unless it is the last one; the room for it stays.
void ViewTabs::show_close_glyphs()
{
    const bool can_close = count() > 1 || may_be_empty_;
    for (int i = 0; i < count(); ++i)
        if (auto* glyph = tabBar()->tabButton(i, QTabBar::RightSide))
            glyph->setVisible(i == currentIndex() && can_close);
    strip_->set_may_leave(can_close);
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
