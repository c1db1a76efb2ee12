#pragma once

#include "core/base/alive.h"
#include "core/base/id.h"
#include "core/base/loop.h"
#include "core/docker/engine.h"
#include "core/images/local_registry.h"
#include "core/images/registry_logins.h"

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace quayside::images {

// A pull, push or build that was asked for, under way or over.
struct ImageJob {
    enum class Kind : std::uint8_t { Pull, Push, Build };
    enum class Status : std::uint8_t { Running, Succeeded, Failed, Stopped };

    std::uint64_t number = 0; // counts up from 1
    Kind kind = Kind::Pull;
    Status status = Status::Running;
    Id engine;
    std::string reference;
    std::string message; // the engine's last words, or why it failed
    std::uint64_t current = 0; // bytes of `total`
    std::uint64_t total = 0; // 0: not known
    std::string output; // of a build: the end of what it wrote, untrusted
    std::string image_id; // that was built
    TimePoint started_at;
    TimePoint ended_at; // kNever while it runs
};
std::string_view name_of(ImageJob::Kind kind); // PULL, PUSH, BUILD
std::string_view name_of(ImageJob::Status status); // RUNNING, ...

// What is done to the images of engines because somebody asked for it, to be followed while it goes on. Nothing of it
// outlives the program. On the loop's thread; folders are read on threads of their own.
class ImageJobs {
public:
    static constexpr std::size_t kKept = 50; // that are over
    static constexpr std::size_t kMostOutput = 64 * 1024; // bytes
    static constexpr std::size_t kBuildsAtOnce = 2; // each holds its folder in memory; others wait

    // `find` gives the engine of a record; null: it is gone. Registries are logged in to with `logins`, to which that
    // of `registry` is added.
    ImageJobs(
        Loop& loop, std::function<docker::Engine*(const Id&)> find, RegistryLogins& logins, LocalRegistry& registry);
    ~ImageJobs();

    // Each gives the number of the job. Whether there is such an engine shows in it.
    std::uint64_t pull(const Id& engine, const std::string& reference);
    std::uint64_t push(const Id& engine, const std::string& reference);
    // The context and the logins of `build` are filled in.
    std::uint64_t build(const Id& engine, const std::string& folder, docker::ImageBuild build);

    RegistryLogins& logins() { return logins_; }
    LocalRegistry& registry() { return registry_; }
    const std::map<std::uint64_t, ImageJob>& all() const { return jobs_; }
    const ImageJob* find(std::uint64_t number) const;
    void stop(std::uint64_t number); // over already: nothing
    void forget_engine(const Id& engine); // it was removed: its jobs fail

private:
    struct Work {
        Subscription call;
        bool builds = false; // it holds a folder
        std::shared_ptr<std::atomic<bool>> cancelled = std::make_shared<std::atomic<bool>>(false);
    };

    std::uint64_t begin(ImageJob::Kind kind, const Id& engine, const std::string& reference);
    docker::Engine* engine_of(std::uint64_t number); // null: the job has failed
    void progressed(std::uint64_t number, const docker::PullProgress& progress);
    void wrote(std::uint64_t number, const std::string& text);
    std::size_t folders() const; // in memory
    void build_next();
    void read_folder(std::uint64_t number, const std::string& folder, docker::ImageBuild build);
    void send(std::uint64_t number, Result<std::string> context, docker::ImageBuild build);
    void end(std::uint64_t number, ImageJob::Status status, std::string message);
    void end(std::uint64_t number, const Result<void>& result);
    void forget_oldest();

    Loop& loop_;
    std::function<docker::Engine*(const Id&)> find_;
    RegistryLogins& logins_;
    LocalRegistry& registry_;
    std::uint64_t last_ = 0;
    std::map<std::uint64_t, ImageJob> jobs_;
    std::map<std::uint64_t, Work> work_; // of those that run
    struct Build {
        std::uint64_t number = 0;
        std::string folder;
        docker::ImageBuild build;
    };
    std::deque<Build> waiting_; // for others to be done
    std::map<std::uint64_t, std::thread> readers_; // of folders; one of a stopped job ends when it notices
    Alive alive_;
};

} // namespace quayside::images
