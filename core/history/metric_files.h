#pragma once

#include "core/base/error.h"
#include "core/history/metric_record.h"

#include <map>
#include <string>
#include <vector>

namespace quayside::history {

// What was used, on disk: for each subject a directory with a ring of fixed size for each resolution, in which every
// moment has its place, so that nothing has to be read to go on after a restart. What was not written in time is a gap;
// so is a record that was written by half. Used on one thread, which waits for the disk.
class MetricFiles {
public:
    // Of what the files take on disk, together. A ring takes room as it is filled: a subject that has been there for
    // fourteen days 0.75 MB, one of an hour 16 kB. At the limit, whose last point is the oldest goes first.
    static constexpr std::int64_t kMostBytes = 256 << 20;

    explicit MetricFiles(std::string directory, std::int64_t most_bytes = kMostBytes);

    // `points`, oldest first, each of one step of the resolution that it ends.
    void keep(const model::MetricSubject& subject, const Resolution& resolution,
        const std::vector<model::MetricPoint>& points);
    // Points of `step` each that ended in (from, to], oldest first, made of the finest that there are for it. A step
    // that has none is left out.
    std::vector<model::MetricPoint> read(
        const model::MetricSubject& subject, TimePoint from, TimePoint to, std::chrono::seconds step) const;
    // With a task go its containers, with a cluster its services.
    void forget(const model::MetricSubject& subject);
    std::vector<model::MetricSubject> subjects() const;
    std::int64_t bytes() const { return bytes_; }

private:
    struct Entry {
        std::int64_t bytes = 0; // on disk
        TimePoint last; // point
    };

    void find_subjects();
    std::string path(const model::MetricSubject& subject) const;
    std::string ring(const model::MetricSubject& subject, const Resolution& resolution) const;
    std::vector<model::MetricPoint> read_ring(
        const model::MetricSubject& subject, const Resolution& resolution, TimePoint from, TimePoint to) const;
    void end_minute(const model::MetricSubject& subject, TimePoint at);
    void measure(const model::MetricSubject& subject);
    void drop(const model::MetricSubject& subject);
    void make_room(const model::MetricSubject& but);

    std::string directory_;
    std::int64_t most_bytes_;
    std::map<model::MetricSubject, Entry> entries_;
    std::int64_t bytes_ = 0;
};

} // namespace quayside::history
