#pragma once

#include "core/base/time.h"

#include <QObject>
#include <QString>

#include <optional>

namespace quayside::ui {

class Session;

// The moment that logs, graphs and events look at together, and the one under the pointer in any of them. One for each
// session. GUI thread.
class Instant : public QObject {
    Q_OBJECT

public:
    enum class Place { Logs, Graphs, Events };

    static Instant& of(Session& session);

    std::optional<TimePoint> at() const { return at_; }
    void go_to(TimePoint at);
    // The same, and the view is brought into sight.
    void show_in(Place place, TimePoint at);
    void leave();

    std::optional<TimePoint> hovered() const { return hovered_; }
    void hover(std::optional<TimePoint> at);

signals:
    void moved(); // to another moment, or left; also to the same once more
    void asked(quayside::ui::Instant::Place place);
    void hover_moved();

private:
    using QObject::QObject;

    std::optional<TimePoint> at_;
    std::optional<TimePoint> hovered_;
};

// "14:04", "14:04:12.602" of the day of `now` or, if that is still to come, the day before; "2026-11-29 14:04:12"; and
// "-90s", "-5m", "-2h" before `now`. Local time.
std::optional<TimePoint> read_instant(const QString& text, TimePoint now);

} // namespace quayside::ui
