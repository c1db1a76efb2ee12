#pragma once

#include "core/model/change_set.h"
#include "ui/look/icons.h"
#include "ui/pages/object_ref.h"

#include <QKeySequence>
#include <QWidget>

#include <string>
#include <vector>

class QMenu;

namespace quayside::ui {

class ObjectActions;
class Session;

// In the order of the keys Ctrl+1…9 and Ctrl+0. Deployment and Editor have no key: they show one thing, wherever that is
// chosen.
enum class PageKind {
    Overview,
    Services,
    Tasks,
    Instances,
    TaskDefinitions,
    Clusters,
    Engines,
    Events,
    Deployments,
    CapacityProviders,
    Deployment,
    Topology, // Ctrl+T
    Api, // Ctrl+Shift+A
    Editor,
    Images // Ctrl+Shift+G
};
inline constexpr int kPages = static_cast<int>(PageKind::Images) + 1;
inline constexpr int kPagesWithDigit = static_cast<int>(PageKind::CapacityProviders) + 1;

QString title_of(PageKind kind);
Glyph glyph_of(PageKind kind);
QKeySequence key_of(PageKind kind); // empty: none
void set_key_of(PageKind kind, const QKeySequence& keys); // the person chose another; only told, not bound
QString tip_of(PageKind kind); // the title, and its key in brackets
// Where an object of this kind is a row.
PageKind page_of(ObjectRef::Kind kind);

// The content of one tab: what it shows is of one cluster, where that makes a difference. GUI thread.
class Page : public QWidget {
    Q_OBJECT

public:
    Page(PageKind kind, Session& session, ObjectActions& actions, QWidget* parent = nullptr);

    PageKind kind() const { return kind_; }
    const std::string& cluster() const { return cluster_; }

    // The shell calls this once before the page is shown, and again when the person turns to another cluster.
    void set_cluster(const std::string& cluster);

    virtual std::vector<ObjectRef> selection() const { return {}; }
    // Makes it the current row, if it is one. False if there is no such row (now).
    virtual bool select(const ObjectRef&) { return false; }
    virtual void focus_filter() { }
    virtual void focus_content() { setFocus(); }
    // Opens the editor of the current cell; false if it has none.
    virtual bool edit_current() { return false; }
    // What its tab says, where that is more than the title of the kind.
    virtual QString tab_title() const { return title_of(kind_); }
    // It tells all there is about what it shows: the panes beside it make room.
    virtual bool wants_all_room() const { return false; }

signals:
    void tab_title_changed();
    void chosen(); // the selection changed
    void opened(const quayside::ui::ObjectRef& ref);

protected:
    Session& session() const { return session_; }
    ObjectActions& actions() const { return actions_; }
    virtual void cluster_changed() = 0;
    virtual void take(const model::ChangeSet& changes) = 0;

private:
    PageKind kind_;
    Session& session_;
    ObjectActions& actions_;
    std::string cluster_;
    bool has_cluster_ = false; // set_cluster was called; before, changes are of no interest
};

// A new page of a kind.
Page* make_page(PageKind kind, Session& session, ObjectActions& actions, QWidget* parent);

} // namespace quayside::ui
