#pragma once

#include "core/base/alive.h"
#include "core/base/function.h"
#include "core/base/loop.h"
#include "core/history/metric_files.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace quayside::history {

// The near side of MetricFiles: everything is done in order on the thread of files, nothing waits for it. On the core
// thread.
class MetricHistory {
public:
    // `files` outlives every use of it here, `loop` the thread of `files`.
    MetricHistory(Loop& loop, Loop& files, std::string directory);

    // Seconds are gathered, ten at a time.
    void keep_second(const model::MetricSubject& subject, const model::Sample& sample);
    // Points over the ten seconds that have just ended; what was gathered goes with them.
    void keep_tens(std::vector<std::pair<model::MetricSubject, model::MetricPoint>> points);
    // As MetricFiles::read.
    void read(const model::MetricSubject& subject, TimePoint from, TimePoint to, std::chrono::seconds step,
        Function<void(std::vector<model::MetricPoint>)> done);
    void forget(const model::MetricSubject& subject);
    // Forgets those that are not to be kept; asked once, on this thread.
    void sweep(Function<bool(const model::MetricSubject&)> is_kept);

private:
    void flush();

    Loop& loop_;
    Loop& files_;
    std::shared_ptr<std::unique_ptr<MetricFiles>> rings_; // made and used on the thread of files
    std::map<model::MetricSubject, std::vector<model::MetricPoint>> seconds_;
    Alive alive_;
};

} // namespace quayside::history
