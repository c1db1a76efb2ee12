#pragma once

#include "core/base/alive.h"
#include "core/base/id.h"
#include "core/base/loop.h"
#include "core/docker/container_files.h"
#include "core/files/listing.h"
#include "core/files/pipe.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <variant>

namespace quayside::files {

// A container on an engine.
struct Place {
    Id engine;
    Id task;
    std::string container; // name
    std::string runtime_id;
};

// A copy from or to a container that was asked for, under way or over.
struct FileJob {
    enum class Kind : std::uint8_t { FromContainer, ToContainer };
    enum class Status : std::uint8_t { Running, Succeeded, Failed, Stopped };

    std::uint64_t number = 0; // counts up from 1
    Kind kind = Kind::FromContainer;
    Status status = Status::Running;
    Place place;
    std::string path; // in the container: what is fetched, or the folder that it is put into
    std::string local; // here: the folder that it is put into, or what is put
    std::string message; // where it lies now and what was left out, or why it failed
    std::uint64_t current = 0; // bytes
    std::uint64_t total = 0; // 0: not known
    TimePoint started_at;
    TimePoint ended_at; // kNever while it runs
};
std::string_view name_of(FileJob::Kind kind); // FROM_CONTAINER, TO_CONTAINER
std::string_view name_of(FileJob::Status status); // RUNNING, ...

// Files of containers: copied, in pieces that never lie in memory all at once, and listed. Nothing of it outlives the
// program. On the loop's thread; files here are read and written on threads of their own.
class FileJobs {
public:
    static constexpr std::size_t kKept = 50; // that are over
    static constexpr std::size_t kMostAtOnce = 16;

    // `find` gives the files on the engine of a record; null: it is gone.
    FileJobs(Loop& loop, std::function<docker::ContainerFiles*(const Id&)> find);
    ~FileJobs();

    // Each gives the number of the job, in which what goes wrong shows. `directory` is there.
    std::uint64_t copy_from(const Place& place, const std::string& path, const std::string& directory, bool overwrite);
    std::uint64_t copy_to(const Place& place, const std::string& source, const std::string& folder);
    void list(const Place& place, const std::string& folder, docker::ContainerFiles::Callback<Listing> done);

    const std::map<std::uint64_t, FileJob>& all() const { return jobs_; }
    const FileJob* find(std::uint64_t number) const;
    std::size_t running() const { return work_.size() - listings_; }
    void stop(std::uint64_t number); // over already: nothing
    void forget_engine(const Id& engine); // it was removed: its jobs fail

private:
    // A stream and the thread at its other end. Listings of containers without ls are some, too.
    struct Work {
        std::shared_ptr<Pipe> pipe;
        std::unique_ptr<docker::ArchiveStream> stream;
        std::uint64_t moved = 0; // bytes, in all
        std::uint64_t seen = 0; // of them when the watch looked last
        std::size_t zeros = 0; // that the tar ends in, as far as it has come
        bool finished = false; // everything that is put has been written
        TimerHandle watch;
        docker::ContainerFiles::Callback<Listing> listed; // of a listing
    };
    using Outcome = std::variant<Result<Unpacked>, Result<Listing>, Result<void>>;

    std::uint64_t begin(FileJob job);
    docker::ContainerFiles* engine_of(const Id& engine, std::uint64_t number);
    void add_work(std::uint64_t number);
    void watch(std::uint64_t number);
    void read_stream(
        std::uint64_t number, docker::ContainerFiles& engine, const std::string& container, std::string path);
    void arrived(std::uint64_t number, std::string_view bytes);
    void write_stream(
        std::uint64_t number, docker::ContainerFiles& engine, const std::string& container, std::string folder);
    void pump(std::uint64_t number);
    void wake(std::uint64_t number);
    void start_thread(std::uint64_t number, std::function<Outcome(Pipe&)> work);
    void thread_ended(std::uint64_t number, Outcome outcome);
    void list_by_tar(const Place& place, const std::string& folder, docker::ContainerFiles::Callback<Listing> done);
    void end(std::uint64_t number, FileJob::Status status, std::string message);
    void forget_oldest();

    Loop& loop_;
    std::function<docker::ContainerFiles*(const Id&)> find_;
    std::uint64_t last_ = 0;
    std::size_t listings_ = 0;
    std::map<std::uint64_t, FileJob> jobs_;
    std::map<std::uint64_t, Work> work_; // of what runs
    std::map<std::uint64_t, std::shared_ptr<Pipe>> pipes_; // of the threads
    std::map<std::uint64_t, std::thread> threads_; // one of a stopped job ends when it notices
    Alive alive_;
};

} // namespace quayside::files
