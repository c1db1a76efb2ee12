#pragma once

#include "ui/pages/rollout_data.h"
#include "ui/tables/delegates.h"
#include "ui/tables/row_model_of.h"
#include "ui/tables/table_view.h"

namespace quayside::ui {

// Draws the segments of a task over the time axis of the chart above.
class LaneDelegate : public CellDelegate {
    Q_OBJECT

public:
    LaneDelegate(const RowModelOf<TaskLane>& rows, QObject* parent);
    // The column stands for the time from `begin` to `end`; a line through all lanes tells `now`.
    void set_times(TimePoint begin, TimePoint end, TimePoint now, bool live);

protected:
    bool paint_content(QPainter& painter, const QRectF& area, const QModelIndex& index) const override;

private:
    const RowModelOf<TaskLane>& rows_;
    TimePoint begin_;
    TimePoint end_;
    TimePoint now_;
    bool live_ = false;
};

// The tasks of a deployment, a row each: revision, lane, id, instance, state. The lane stands under the plot of the
// chart. GUI thread.
class LaneTable : public TableView {
    Q_OBJECT

public:
    LaneTable(const model::State& state, QWidget* parent = nullptr);
    ~LaneTable() override;

    enum class Show { All, New, Failed };
    void set_lanes(const std::vector<TaskLane>& lanes, const RolloutCurve& curve);
    void set_shown(Show shown);
    RowModelOf<TaskLane>& lanes() { return *lanes_; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    bool is_shown(const TaskLane& lane) const;

    std::unique_ptr<RowModelOf<TaskLane>> lanes_;
    LaneDelegate* delegate_;
    std::vector<TaskLane> all_;
    Show shown_ = Show::All;
};

} // namespace quayside::ui
