#pragma once

#include "core/base/error.h"
#include "core/base/id.h"
#include "core/docker/log_line.h"

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace quayside::control {

// What containers wrote, for when they are gone: a file for each in DIRECTORY/<task>/<container>, in which a line is
// "<microseconds since 1970> <o or e> <text>". On the core thread: the files are small enough for that.
class KeptLogs {
public:
    struct Limits {
        std::size_t one = 4 << 20; // bytes of a container: the oldest lines go
        std::size_t all = 512 << 20; // bytes: the logs that were kept first go
    };

    // An empty directory: nothing is kept.
    explicit KeptLogs(std::string directory)
        : KeptLogs(std::move(directory), Limits())
    {
    }
    KeptLogs(std::string directory, Limits limits);

    bool keeps() const { return !directory_.empty(); }
    const Limits& limits() const { return limits_; }
    bool has(const Id& task, std::size_t container) const { return files_.contains({ task, container }); }
    Result<void> keep(const Id& task, std::size_t container, const std::deque<docker::LogLine>& lines);
    Result<std::vector<docker::LogLine>> read(const Id& task, std::size_t container) const;
    void forget(const Id& task);
    std::vector<Id> tasks() const;

private:
    using Key = std::pair<Id, std::size_t>;
    struct File {
        std::size_t size = 0;
        TimePoint kept_at;
    };

    void find_files();
    std::string path(const Key& key) const;
    void drop(const Key& key);
    void make_room();

    std::string directory_;
    Limits limits_;
    std::map<Key, File> files_;
    std::size_t sum_ = 0; // of their sizes
};

} // namespace quayside::control
