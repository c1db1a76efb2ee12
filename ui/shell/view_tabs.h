#pragma once

#include "ui/pages/page.h"

#include <QTabWidget>

#include <array>
#include <string>
#include <vector>

namespace quayside::ui {

class FirstRunPage;
class ObjectActions;
class Session;

// The tabs in the middle: each page at most once, made when it is first wanted, and the welcome page. GUI thread.
class ViewTabs : public QTabWidget {
    Q_OBJECT

public:
    ViewTabs(Session& session, ObjectActions& actions, QWidget* parent = nullptr);

    Page* open(PageKind kind, bool in_background = false); // turns to it
    Page* current_page() const; // null: the welcome page, or nothing
    Page* find(PageKind kind) const; // null: not open
    std::vector<PageKind> open_kinds() const;
    void show_welcome(bool show);
    bool shows_welcome() const;
    FirstRunPage* welcome() const { return welcome_; }

    void set_cluster(const std::string& cluster);
    void close_current();

signals:
    void page_changed(quayside::ui::Page* page); // null: the welcome page
    void chosen(); // the selection of the current page changed
    void opened(const quayside::ui::ObjectRef& ref);

protected:
    void tabInserted(int index) override;
    void tabRemoved(int index) override;

private:
    Page* make(PageKind kind);
    void close(int index);
    void show_close_glyphs();

    Session& session_;
    ObjectActions& actions_;
    std::string cluster_;
    std::array<Page*, kPages> pages_{}; // null: not made; closed pages are deleted
    FirstRunPage* welcome_;
};

} // namespace quayside::ui
