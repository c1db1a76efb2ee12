#pragma once

#include "core/client/ecs_client.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <unordered_map>
#include <vector>

namespace quayside::ui {

class Session;

// What several tasks, or container instances, use together over the last hour: their samples second by second, added
// up. A second counts once each that was there has told of it, or two seconds later. GUI thread.
class SummedUse : public QObject {
    Q_OBJECT

public:
    explicit SummedUse(Session& session, QObject* parent = nullptr);

    using Subject = client::MetricsQuery::Subject;

    // Watches exactly these. What was known of others of the same kind stays part of the past.
    void want(Subject subject, const std::vector<Id>& ids);
    void forget();

    // Oldest first. New after each `changed`, which comes at most twice a second.
    const std::vector<model::Sample>& samples() const { return samples_; }

signals:
    void changed();

private:
    struct Second {
        model::Sample sum;
        std::size_t tasks = 0;
    };

    void take(const Id& id, const client::MetricsBatch& batch);
    void publish();

    Session& session_;
    Subject subject_ = Subject::Task;
    std::unordered_map<Id, Subscription> watches_;
    std::unordered_map<Id, std::int64_t> heard_; // the last second that each has told of
    std::map<std::int64_t, Second> seconds_;
    std::vector<model::Sample> samples_;
    QTimer soon_;
};

} // namespace quayside::ui
