#pragma once

#include "ui/pages/page.h"

#include <QVariantMap>

#include <string>
#include <vector>

namespace quayside::ui {

// What a table showed, kept under a name: filter, columns and sort, in the cluster it was kept for.
struct SavedView {
    QString name;
    PageKind page = PageKind::Tasks;
    std::string cluster; // empty: of the installation
    QString filter{};
    QVariantMap layout{}; // as TableView::layout gives it

    bool is_same(const SavedView& other) const
    {
        return name == other.name && page == other.page && cluster == other.cluster;
    }
};

// Whether what a page shows is of one cluster.
bool is_of_cluster(PageKind kind);

// All of them, in the order of their names; they outlive the program. One for each session. GUI thread.
class SavedViews : public QObject {
    Q_OBJECT

public:
    static SavedViews& of(Session& session);

    const std::vector<SavedView>& all() const { return views_; }
    const SavedView* find(const QString& name, PageKind page, const std::string& cluster) const;
    // Why a view cannot have this name: it has none, or another one has it. Empty: it can.
    QString why_not(const QString& name, PageKind page, const std::string& cluster) const;

    void save(const SavedView& view); // in place of the one of the same name
    void rename(const SavedView& view, const QString& name);
    void remove(const SavedView& view);

signals:
    void changed();

private:
    explicit SavedViews(QObject* parent);
    void remove_quietly(const SavedView& view);
    void keep();

    std::vector<SavedView> views_;
};

} // namespace quayside::ui
