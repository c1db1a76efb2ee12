#include "ui/pages/event_rows.h"

#include <QAbstractItemView>
#include <QKeyEvent>

#include <algorithm>
#include <chrono>
#include <tuple>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kTogether{ 200 };

} // namespace

ObjectRef object_of(const model::State& state, const model::Event& event)
{
    std::vector<ObjectRef> candidates;
    if (const auto id = Id::parse(event.object)) {
        candidates.push_back({ ObjectRef::Kind::Task, {}, *id });
        candidates.push_back({ ObjectRef::Kind::Instance, {}, *id });
    }
    candidates.push_back(ObjectRef::to(model::Service::Key{ event.cluster, event.object }));
    candidates.push_back(
        { event.kind == model::EventKind::Cluster ? ObjectRef::Kind::Cluster : ObjectRef::Kind::TaskDefinition,
            event.object, {} });
    for (const auto& [id, engine] : state.engines())
        if (event.kind == model::EventKind::Engine && engine->name == event.object)
            candidates.push_back(ObjectRef::to(*engine));
    for (const auto& ref : candidates)
        if (exists(state, ref))
            return ref;
    return {};
}

EventRows::EventRows(Session& session, QObject* parent)
    : RowModelOf(event_row_columns(), session.state(), parent)
    , session_(session)
{
    soon_.setSingleShot(true);
    soon_.setInterval(kTogether);
    connect(&soon_, &QTimer::timeout, this, [this] {
        if (due_)
            refresh();
    });
}

void EventRows::take(const model::ChangeSet& changes)
{
    if (!changes.full && changes.of<model::Event>().empty())
        return;
    due_ = true;
    if (changes.full || !soon_.isActive())
        refresh();
}

// Rows that say what they said before stay the same.
void EventRows::refresh()
{
    due_ = false;
    soon_.start();
    std::vector<EventPtr> events;
    for (const auto& [row, event] : session_.state().events())
        if (!wanted_ || wanted_(*event))
            events.push_back(event);
    std::sort(events.begin(), events.end(),
        [](const EventPtr& a, const EventPtr& b) { return std::tie(a->at, a->row) < std::tie(b->at, b->row); });
    std::vector<Ptr> rows;
    for (auto& row : fold_events(events, open_)) {
        auto known = find(row.key());
        rows.push_back(known && *known == row ? known : std::make_shared<const EventRow>(std::move(row)));
    }
    set_rows(std::move(rows));
}

void EventRows::set_open(int row, bool open)
{
    if (!is_storm(row))
        return;
    if (open)
        open_.insert(value(row)->storm.front()->row);
    else
        open_.erase(value(row)->storm.front()->row);
    refresh();
}

void EventRows::take_keys(QAbstractItemView* view)
{
    view->installEventFilter(this);
}

bool EventRows::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int row = static_cast<QAbstractItemView*>(watched)->currentIndex().row();
    if ((key != Qt::Key_Right && key != Qt::Key_Left) || !is_storm(row))
        return false;
    set_open(row, key == Qt::Key_Right);
    return true;
}

int EventRows::row_of_event(model::Event::Key event) const
{
    if (const auto index = index_of(event * 2); index.isValid())
        return index.row();
    for (int row = 0; row < rowCount(); ++row) {
        const auto& storm = value(row)->storm;
        if (std::any_of(storm.begin(), storm.end(), [event](const EventPtr& one) { return one->row == event; }))
            return row;
    }
    return -1;
}

int EventRows::row_near(TimePoint at) const
{
    int nearest = -1;
    Duration least = Duration::max();
    for (int row = 0; row < rowCount(); ++row) {
        const TimePoint there = value(row)->event->at;
        const Duration off = there > at ? there - at : at - there;
        if (off < least) {
            least = off;
            nearest = row;
        }
    }
    return nearest;
}

} // namespace quayside::ui
