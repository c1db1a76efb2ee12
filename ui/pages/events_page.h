#pragma once

#include "ui/pages/event_rows.h"
#include "ui/pages/table_page.h"

class QMenu;

namespace quayside::ui {

class Chip;
class DensityBar;
class Instant;

// What happened in a cluster, under a bar of how much of it happened when. Storms are folded; Right opens one, Left
// folds it again. A stretch drawn over the bar is all that the table shows.
class EventsPage : public TablePage {
    Q_OBJECT

public:
    EventsPage(Session& session, ObjectActions& actions, QWidget* parent);

    bool select(const ObjectRef& ref) override;
    EventRows& rows() { return rows_; }
    DensityBar* density() const { return density_; }

protected:
    Emptiness emptiness() const override;
    ObjectRef ref_at(int row) const override;
    void cluster_changed() override;
    void take(const model::ChangeSet& changes) override;
    void showEvent(QShowEvent* event) override;

private:
    void show_menu(int row, const QPoint& global);
    void extend_menu(QMenu& menu, int row);
    void show_all();
    void show_density();
    void show_stretch();
    void filter_like(const model::Event& event);
    void share_instant();
    void go_to_instant();
    void go_to(TimePoint at);

    Instant& instant_;
    EventRows rows_;
    DensityBar* density_;
    Chip* stretch_; // what is left of time, where that is not all
    bool instant_due_ = false;
    QTimer density_soon_;
};

} // namespace quayside::ui
