#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/metric_history.h"

#include <nlohmann/json.hpp>

#include <QObject>
#include <QTimer>

#include <vector>

namespace quayside::ui {

class Session;

// What somebody used over a long range, from what is kept on disk: also before this program was started. Asked for at
// once and, while it is wanted, whenever another point has come about. GUI thread.
class MetricPast : public QObject {
    Q_OBJECT

public:
    explicit MetricPast(Session& session, QObject* parent = nullptr);

    // `subject` is as GetMetricsHistory takes it: subject, and id, container, cluster or service. What is known of
    // another subject or range does not count any more.
    void want(Json subject, Duration span);
    void forget();

    // Oldest first. New after each `changed`; empty until the first.
    const std::vector<model::MetricPoint>& points() const { return points_; }
    std::chrono::seconds period() const { return period_; } // of each of them
    // The means of those before a moment, for what draws samples.
    std::vector<model::Sample> means_before(TimePoint end) const;

signals:
    void changed();

private:
    void ask();
    void take(const Result<Json>& reply);

    Session& session_;
    Json subject_;
    Duration span_{};
    std::uint64_t wanted_ = 0; // how often something was wanted: late answers to what was wanted before do not count
    std::vector<model::MetricPoint> points_;
    std::chrono::seconds period_{ 1 };
    QTimer again_;
};

} // namespace quayside::ui
