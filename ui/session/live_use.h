#pragma once

#include "core/client/ecs_client.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <unordered_map>
#include <vector>

namespace quayside::ui {

class Session;

// What tasks or container instances use right now, for the rows that somebody looks at. Watches exactly the subjects
// that are wanted and tells of news once a second. GUI thread.
class LiveUse : public QObject {
    Q_OBJECT

public:
    using Subject = client::MetricsQuery::Subject;

    struct Recent {
        model::Sample last;
        std::vector<float> cpu; // the last minute, oldest first, one value for each batch; at most kHistory
        std::vector<float> memory;
    };
    static constexpr std::size_t kHistory = 48;

    LiveUse(Session& session, Subject subject, QObject* parent = nullptr);

    // What was known of others is kept until they are wanted again, up to a few hundred.
    void want(const std::vector<Id>& ids);

    const Recent* find(const Id& id) const; // null: nothing known

signals:
    void changed(const std::vector<quayside::Id>& ids);

private:
    void take(const Id& id, const client::MetricsBatch& batch);
    void announce();

    Session& session_;
    Subject subject_;
    std::unordered_map<Id, Subscription> watches_;
    std::unordered_map<Id, Recent> recent_;
    std::vector<Id> news_;
    QTimer timer_; // runs only while news wait
};

} // namespace quayside::ui
