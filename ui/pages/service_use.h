#pragma once

#include "core/model/state.h"
#include "ui/session/live_use.h"

#include <QObject>

#include <unordered_map>
#include <vector>

namespace quayside::ui {

// What the running tasks of services use together, for the rows that somebody looks at. A service of many tasks has no
// figures: each task would have to be watched. GUI thread.
class ServiceUse : public QObject {
    Q_OBJECT

public:
    explicit ServiceUse(Session& session, QObject* parent = nullptr);

    void want(const std::vector<model::Service::Key>& services);

    struct Sum {
        double cpu = 0; // CPU units
        double memory = 0; // MiB
        double cpu_limit = 0; // 0: no limit
        double memory_limit = 0;
        std::vector<float> cpu_history; // oldest first
        std::vector<float> memory_history;
        int tasks = 0;
    };
    // Of the running tasks that have reported. Kept until one of them reports anew.
    const Sum& sum_of(const model::Service::Key& service) const;

signals:
    void changed(const std::vector<quayside::model::Service::Key>& services);

private:
    void announce(const std::vector<Id>& tasks);
    Sum add_up(const model::Service::Key& service) const;

    Session& session_;
    LiveUse use_;
    std::vector<model::Service::Key> wanted_;
    mutable std::unordered_map<model::Service::Key, Sum> sums_;
};

} // namespace quayside::ui
