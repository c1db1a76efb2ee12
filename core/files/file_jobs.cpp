#include "core/files/file_jobs.h"

#include "core/files/pack.h"

#include <fmt/format.h>

#include <filesystem>
#include <pthread.h>
#include <utility>
#include <vector>

namespace quayside::files {

using docker::ContainerFiles;
using docker::FileStat;

namespace {

constexpr Duration kSilence = std::chrono::minutes{ 2 }; // in which nothing moves
constexpr std::size_t kAhead = 1 << 20; // bytes that the engine has not taken
constexpr std::size_t kEndOfTar = 1024; // zeros
constexpr const char* kGone = "The engine is not registered any more.";

std::string left_out(std::size_t count)
{
    return count == 0 ? std::string()
                      : fmt::format(" Left out: {} that {} no file and no folder, or lead{} elsewhere.", count,
                          count == 1 ? "is" : "are", count == 1 ? "s" : "");
}

// How many zeros the bytes end in, behind so many.
std::size_t zeros_behind(std::size_t before, std::string_view bytes)
{
    const auto last = bytes.find_last_not_of('\0');
    return last == std::string_view::npos ? before + bytes.size() : bytes.size() - last - 1;
}

} // namespace

std::string_view name_of(FileJob::Kind kind)
{
    return kind == FileJob::Kind::FromContainer ? "FROM_CONTAINER" : "TO_CONTAINER";
}

std::string_view name_of(FileJob::Status status)
{
    switch (status) {
    case FileJob::Status::Running:
        return "RUNNING";
    case FileJob::Status::Succeeded:
        return "SUCCEEDED";
    case FileJob::Status::Failed:
        return "FAILED";
    case FileJob::Status::Stopped:
        break;
    }
    return "STOPPED";
}

FileJobs::FileJobs(Loop& loop, std::function<ContainerFiles*(const Id&)> find)
    : loop_(loop)
    , find_(std::move(find))
{
}

FileJobs::~FileJobs()
{
    for (auto& [number, pipe] : pipes_)
        pipe->break_off();
    for (auto& [number, thread] : threads_)
        thread.join();
}

const FileJob* FileJobs::find(std::uint64_t number) const
{
    const auto found = jobs_.find(number);
    return found == jobs_.end() ? nullptr : &found->second;
}

std::uint64_t FileJobs::begin(FileJob job)
{
    const auto number = ++last_;
    job.number = number;
    job.started_at = loop_.now();
    jobs_.emplace(number, std::move(job));
    add_work(number);
    return number;
}

void FileJobs::add_work(std::uint64_t number)
{
    Work& work = work_[number];
    work.pipe = std::make_shared<Pipe>([&loop = loop_, again = alive_.guard([this, number] { wake(number); })]() {
        loop.post([again]() mutable { again(); });
    });
    watch(number);
}

// An engine that has frozen says nothing, and its streams have no deadline.
void FileJobs::watch(std::uint64_t number)
{
    work_.at(number).watch = loop_.after(kSilence, [this, number] {
        Work& work = work_.at(number);
        work.watch.cancel();
        if (work.moved == work.seen)
            return end(number, FileJob::Status::Failed, "Nothing has moved for two minutes.");
        work.seen = work.moved;
        watch(number);
    });
}

ContainerFiles* FileJobs::engine_of(const Id& engine, std::uint64_t number)
{
    auto* live = find_(engine);
    if (!live)
        end(number, FileJob::Status::Failed, kGone);
    return live;
}

std::uint64_t FileJobs::copy_from(
    const Place& place, const std::string& path, const std::string& directory, bool overwrite)
{
    FileJob job;
    job.place = place;
    job.path = path;
    job.local = directory;
    const auto number = begin(std::move(job));
    auto* engine = engine_of(place.engine, number);
    if (!engine)
        return number;
    engine->stat_file(place.runtime_id, path,
        alive_.guard([this, number, place, path, directory, overwrite](const Result<FileStat>& stat) {
            if (!work_.contains(number))
                return;
            if (!stat)
                return end(number, FileJob::Status::Failed, stat.error().message);
            if (stat->kind == FileStat::Kind::File)
                jobs_.at(number).total = static_cast<std::uint64_t>(stat->size);
            auto* live = engine_of(place.engine, number);
            if (!live)
                return;
            start_thread(number, [directory, overwrite](Pipe& pipe) -> Outcome {
                return unpack(
                    [&pipe] { return pipe.wait_for_some(); }, directory, overwrite, [&pipe] { return !pipe.broken(); });
            });
            read_stream(number, *live, place.runtime_id, path);
        }));
    return number;
}

void FileJobs::read_stream(std::uint64_t number, ContainerFiles& engine, const std::string& container, std::string path)
{
    docker::ArchiveEvents events;
    events.bytes = alive_.guard([this, number](std::string_view bytes) { arrived(number, bytes); });
    events.ended = alive_.guard([this, number](const Result<void>& result) {
        const auto found = work_.find(number);
        if (found == work_.end())
            return;
        if (result && found->second.zeros >= kEndOfTar)
            return found->second.pipe->end();
        end(number, FileJob::Status::Failed, result ? "The engine broke off in the middle." : result.error().message);
    });
    work_.at(number).stream = engine.open_archive({ container, std::move(path), false }, std::move(events));
}

void FileJobs::arrived(std::uint64_t number, std::string_view bytes)
{
    const auto found = work_.find(number);
    if (found == work_.end())
        return;
    auto& work = found->second;
    work.moved += bytes.size();
    work.zeros = zeros_behind(work.zeros, bytes);
    if (const auto job = jobs_.find(number); job != jobs_.end())
        job->second.current = job->second.total > 0 ? std::min(work.moved, job->second.total) : work.moved;
    if (!work.pipe->offer(bytes))
        work.stream->pause();
}

std::uint64_t FileJobs::copy_to(const Place& place, const std::string& source, const std::string& folder)
{
    FileJob job;
    job.kind = FileJob::Kind::ToContainer;
    job.place = place;
    job.path = folder;
    job.local = source;
    const auto number = begin(std::move(job));
    auto* engine = engine_of(place.engine, number);
    if (!engine)
        return number;
    engine->stat_file(
        place.runtime_id, folder, alive_.guard([this, number, place, source, folder](const Result<FileStat>& stat) {
            if (!work_.contains(number))
                return;
            if (!stat || stat->kind == FileStat::Kind::File || stat->kind == FileStat::Kind::Other)
                return end(number, FileJob::Status::Failed,
                    stat ? fmt::format("{} is no folder.", folder) : stat.error().message);
            auto* live = engine_of(place.engine, number);
            if (!live)
                return;
            start_thread(number, [source, &loop = loop_, tell = alive_.guard([this, number](std::uint64_t total) {
                if (const auto found = jobs_.find(number); found != jobs_.end())
                    found->second.total = total;
            })](Pipe& pipe) -> Outcome {
                loop.post([tell = tell, total = size_of(source)]() mutable { tell(total); });
                auto packed = pack(source, [&pipe](std::string_view bytes) { return pipe.put(bytes); });
                if (packed)
                    pipe.end();
                return packed;
            });
            write_stream(number, *live, place.runtime_id, folder);
        }));
    return number;
}

void FileJobs::write_stream(
    std::uint64_t number, ContainerFiles& engine, const std::string& container, std::string folder)
{
    docker::ArchiveEvents events;
    events.drained = alive_.guard([this, number] { wake(number); });
    events.ended = alive_.guard([this, number](const Result<void>& result) {
        const auto found = work_.find(number);
        if (found == work_.end())
            return;
        const bool whole = result && found->second.finished;
        end(number, whole ? FileJob::Status::Succeeded : FileJob::Status::Failed,
            whole        ? std::string()
                : result ? "The engine took only a part of it."
                         : result.error().message);
    });
    work_.at(number).stream = engine.open_archive({ container, std::move(folder), true }, std::move(events));
    pump(number);
}

void FileJobs::pump(std::uint64_t number)
{
    auto& work = work_.at(number);
    while (!work.finished && work.stream->unsent() < kAhead) {
        const auto bytes = work.pipe->take();
        if (!bytes) {
            work.finished = true;
            return work.stream->finish();
        }
        if (bytes->empty())
            return;
        work.stream->write(*bytes);
        work.moved += bytes->size();
        auto& job = jobs_.at(number);
        job.current = job.total > 0 ? std::min(work.moved, job.total) : work.moved;
    }
}

// The thread has made room or has something, or the engine has taken what it was given.
void FileJobs::wake(std::uint64_t number)
{
    const auto found = work_.find(number);
    if (found == work_.end() || !found->second.stream)
        return;
    const auto job = jobs_.find(number);
    if (job != jobs_.end() && job->second.kind == FileJob::Kind::ToContainer)
        pump(number);
    else
        found->second.stream->go_on();
}

void FileJobs::start_thread(std::uint64_t number, std::function<Outcome(Pipe&)> work)
{
    const auto pipe = work_.at(number).pipe;
    pipes_[number] = pipe;
    auto done = std::make_shared<Function<void(Outcome)>>(
        alive_.guard([this, number](Outcome outcome) { thread_ended(number, std::move(outcome)); }));
    threads_.emplace(number, std::thread([&loop = loop_, pipe, work = std::move(work), done = std::move(done)] {
        pthread_setname_np(pthread_self(), "files");
        auto outcome = std::make_shared<Outcome>(work(*pipe));
        loop.post([done, outcome] { (*done)(std::move(*outcome)); });
    }));
}

void FileJobs::thread_ended(std::uint64_t number, Outcome outcome)
{
    threads_.extract(number).mapped().join(); // this is the last it did
    pipes_.erase(number);
    const auto found = work_.find(number);
    if (found == work_.end())
        return;
    if (auto* listing = std::get_if<Result<Listing>>(&outcome)) {
        const auto work = work_.extract(number);
        --listings_;
        return work.mapped().listed(std::move(*listing));
    }
    if (const auto* unpacked = std::get_if<Result<Unpacked>>(&outcome)) {
        if (!*unpacked)
            return end(number, FileJob::Status::Failed, unpacked->error().message);
        return end(number, FileJob::Status::Succeeded,
            fmt::format("It lies in {}.{}", (*unpacked)->path, left_out((*unpacked)->left_out)));
    }
    if (const auto& packed = std::get<Result<void>>(outcome); !packed)
        end(number, FileJob::Status::Failed, packed.error().message + " What was put before is in the container.");
}

void FileJobs::list(const Place& place, const std::string& folder, ContainerFiles::Callback<Listing> done)
{
    auto* engine = find_(place.engine);
    if (!engine)
        return done(fail(Error::client(kGone)));
    // A link to a folder is that folder.
    const auto there = folder.ends_with('/') ? folder : folder + "/";
    auto shared = std::make_shared<ContainerFiles::Callback<Listing>>(std::move(done));
    engine->run_command(place.runtime_id, { "ls", "-lnA", "--", there },
        alive_.guard([this, place, folder, shared](const Result<docker::CommandOutput>& output) {
            if (output && output->exit_code == 0)
                return (*shared)(parse_ls(output->text, loop_.now()));
            list_by_tar(place, folder, std::move(*shared));
        }));
}

// For what has no ls, does not run, or is no folder.
void FileJobs::list_by_tar(const Place& place, const std::string& folder, ContainerFiles::Callback<Listing> done)
{
    auto* engine = find_(place.engine);
    if (!engine)
        return done(fail(Error::client(kGone)));
    const auto there = folder.ends_with('/') ? folder : folder + "/";
    auto shared = std::make_shared<ContainerFiles::Callback<Listing>>(std::move(done));
    engine->stat_file(
        place.runtime_id, there, alive_.guard([this, place, folder, there, shared](const Result<FileStat>& stat) {
            auto* live = find_(place.engine);
            if (!stat || !live)
                return (*shared)(fail(stat ? Error::client(kGone) : stat.error()));
            if (stat->kind != FileStat::Kind::Folder)
                return (*shared)(fail(Error::invalid_parameter(fmt::format("path: {} is no folder.", folder))));
            const auto number = ++last_;
            ++listings_;
            add_work(number);
            work_.at(number).listed = std::move(*shared);
            start_thread(
                number, [](Pipe& pipe) -> Outcome { return list_tar([&pipe] { return pipe.wait_for_some(); }); });
            read_stream(number, *live, place.runtime_id, there);
        }));
}

void FileJobs::end(std::uint64_t number, FileJob::Status status, std::string message)
{
    auto node = work_.extract(number);
    if (!node)
        return;
    auto& work = node.mapped();
    work.pipe->break_off();
    if (work.listed) {
        --listings_;
        return work.listed(fail(Error::client(std::move(message))));
    }
    auto& job = jobs_.at(number);
    job.status = status;
    job.message = std::move(message);
    job.ended_at = loop_.now();
    if (status == FileJob::Status::Succeeded && job.total > 0)
        job.current = job.total;
    forget_oldest();
}

void FileJobs::forget_oldest()
{
    for (auto job = jobs_.begin(); job != jobs_.end() && jobs_.size() > kKept + work_.size();)
        job = work_.contains(job->first) ? std::next(job) : jobs_.erase(job);
}

void FileJobs::stop(std::uint64_t number)
{
    if (jobs_.contains(number))
        end(number, FileJob::Status::Stopped, {});
}

void FileJobs::forget_engine(const Id& engine)
{
    std::vector<std::uint64_t> numbers;
    for (const auto& [number, work] : work_)
        if (const auto job = jobs_.find(number); job != jobs_.end() && job->second.place.engine == engine)
            numbers.push_back(number);
    for (const auto number : numbers)
        end(number, FileJob::Status::Failed, kGone);
}

} // namespace quayside::files
