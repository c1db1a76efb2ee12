#pragma once

#include "core/model/state.h"
#include "ui/pages/saved_views.h"

#include <QTimer>
#include <QTreeWidget>

#include <map>
#include <string>

namespace quayside::ui {

class Session;

// The tree at the left: the pages of the current cluster with counts and the worst state among what they list, the
// pages of the installation, and the other clusters. GUI thread.
class Navigator : public QTreeWidget {
    Q_OBJECT

public:
    enum Roles { BadgeRole = Qt::UserRole + 1, GlyphRole, SectionRole };

    explicit Navigator(Session& session, QWidget* parent = nullptr);

    // Where what is shown is, in a word, and whether it is a Quayside.
    void set_place(const QString& place, bool own);
    void set_cluster(const std::string& cluster);
    void mark(PageKind page); // selects its entry, without a signal

signals:
    void page_wanted(quayside::ui::PageKind page);
    void cluster_wanted(const QString& cluster);
    void cluster_wanted_beside(const QString& cluster);
    void view_wanted(const quayside::ui::SavedView& view);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;

private:
    void rebuild();
    void refresh();
    void refresh_soon();
    void refresh_others();
    QTreeWidgetItem* add_section(const QString& title);
    void add_page(QTreeWidgetItem* parent, PageKind page);
    void set_badge(PageKind page, std::size_t count, StateGlyph worst, const QString& word);
    void add_saved_views();
    const SavedView* saved_view(const QTreeWidgetItem* item) const; // null: the entry is none
    void rename(const SavedView& view);
    void on_clicked(QTreeWidgetItem* item);

    Session& session_;
    std::string cluster_;
    QString place_;
    bool own_ = true;
    QTreeWidgetItem* cluster_item_ = nullptr;
    QTreeWidgetItem* others_ = nullptr;
    std::map<PageKind, QTreeWidgetItem*> pages_;
    PageKind marked_ = PageKind::Overview;
    QTimer soon_; // one refresh for many changes
};

} // namespace quayside::ui
