#pragma once

#include "ui/pages/attention.h"
#include "ui/pages/columns_of.h"
#include "ui/pages/page.h"
#include "ui/session/live_use.h"
#include "ui/tables/row_model_of.h"

#include <QTimer>

class QVBoxLayout;

namespace quayside::ui {

class Chip;
class KeyFigures;
class TableView;
class ZoneLoss;

// How a cluster is doing: key figures, what needs attention, deployments, capacity by zone and which zone would be
// missed most, last events.
class OverviewPage : public Page {
    Q_OBJECT

public:
    OverviewPage(Session& session, ObjectActions& actions, QWidget* parent);

    std::vector<ObjectRef> selection() const override;
    void focus_content() override;
    bool wants_all_room() const override { return true; }

protected:
    void cluster_changed() override;
    void take(const model::ChangeSet& changes) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    // `aside`: at the right of the title.
    QWidget* make_part(const QString& title, const QString& id, RowModel& rows, Qt::SortOrder order, TableView*& table,
        QWidget* aside = nullptr);
    QWidget* make_capacity();
    QWidget* make_event_chips();
    void show_events();
    TableView* add_table(QVBoxLayout& column, const QString& view_id, const QString& name, RowModel& rows);
    void watch_use();
    void refresh();
    void refresh_figures();
    void refresh_capacity();
    void refresh_deployments();
    void ask_for_losses();

    LiveUse use_;
    Attention attention_;
    KeyFigures* figures_;
    RowModelOf<AttentionRow> attention_rows_;
    RowModelOf<model::Deployment> deployment_rows_;
    RowModelOf<CapacityRow> capacity_rows_;
    RowModelOf<model::Event> event_rows_;
    TableView* attention_table_ = nullptr;
    TableView* deployment_table_ = nullptr;
    TableView* capacity_table_ = nullptr;
    TableView* event_table_ = nullptr;
    ZoneLoss* zone_loss_;
    Chip* warnings_ = nullptr;
    Chip* service_events_ = nullptr;
    TableView* chosen_table_ = nullptr; // the one that the person was in last
    QTimer soon_; // one refresh for many changes
};

} // namespace quayside::ui
