#pragma once

#include "ui/pages/event_storms.h"
#include "ui/pages/object_ref.h"
#include "ui/session/session.h"
#include "ui/tables/row_model_of.h"

#include <QTimer>

#include <functional>
#include <optional>

class QAbstractItemView;

namespace quayside::ui {

std::vector<Column<EventRow>> event_row_columns(); // those of events, and how many say so

// What an event is about, as far as there is such a thing still.
ObjectRef object_of(const model::State& state, const model::Event& event);

// The events of the replica as rows, storms folded. GUI thread.
class EventRows : public RowModelOf<EventRow> {
    Q_OBJECT

public:
    explicit EventRows(Session& session, QObject* parent = nullptr);

    // Which events there are at all; refresh() follows.
    void set_wanted(std::function<bool(const model::Event&)> wanted) { wanted_ = std::move(wanted); }
    void refresh(); // now
    void take(const model::ChangeSet& changes);

    bool is_storm(int row) const { return row >= 0 && row < rowCount() && !value(row)->storm.empty(); }
    void set_open(int row, bool open);
    // The row of the event, or of the storm that it is part of; -1: it is none.
    int row_of_event(model::Event::Key event) const;
    int row_near(TimePoint at) const; // -1: there is none
    // Right opens the storm in the current row of this view, Left folds it.
    void take_keys(QAbstractItemView* view);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Session& session_;
    std::function<bool(const model::Event&)> wanted_;
    std::set<model::Event::Key> open_; // the first events of storms
    QTimer soon_;
    bool due_ = false;
};

} // namespace quayside::ui
