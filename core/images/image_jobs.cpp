#include "core/images/image_jobs.h"

#include "core/images/build_context.h"

#include <algorithm>
#include <pthread.h>
#include <utility>
#include <vector>

namespace quayside::images {

namespace {

// The end of a text, from the start of a line.
void keep_end(std::string& text, std::size_t most)
{
    if (text.size() <= most)
        return;
    const auto line = text.find('\n', text.size() - most);
    text.erase(0, line == std::string::npos ? text.size() - most : line + 1);
}

// The last line that is whole and not empty.
std::string last_line(std::string_view text)
{
    text = text.substr(0, text.rfind('\n') + 1); // none: nothing
    text = text.substr(0, text.find_last_not_of("\r\n") + 1);
    return std::string(text.substr(text.find_last_of("\r\n") + 1));
}

} // namespace

std::string_view name_of(ImageJob::Kind kind)
{
    switch (kind) {
    case ImageJob::Kind::Pull:
        return "PULL";
    case ImageJob::Kind::Push:
        return "PUSH";
    case ImageJob::Kind::Build:
        break;
    }
    return "BUILD";
}

std::string_view name_of(ImageJob::Status status)
{
    switch (status) {
    case ImageJob::Status::Running:
        return "RUNNING";
    case ImageJob::Status::Succeeded:
        return "SUCCEEDED";
    case ImageJob::Status::Failed:
        return "FAILED";
    case ImageJob::Status::Stopped:
        break;
    }
    return "STOPPED";
}

ImageJobs::ImageJobs(
    Loop& loop, std::function<docker::Engine*(const Id&)> find, RegistryLogins& logins, LocalRegistry& registry)
    : loop_(loop)
    , find_(std::move(find))
    , logins_(logins)
    , registry_(registry)
{
    logins_.set_own([&registry] {
        RegistryLogins::ByRegistry own;
        if (const auto login = registry.own_login())
            own.emplace(registry.address(), *login);
        return own;
    });
}

ImageJobs::~ImageJobs()
{
    for (auto& [number, work] : work_)
        *work.cancelled = true;
    for (auto& [number, reader] : readers_)
        reader.join();
}

const ImageJob* ImageJobs::find(std::uint64_t number) const
{
    const auto found = jobs_.find(number);
    return found == jobs_.end() ? nullptr : &found->second;
}

std::uint64_t ImageJobs::begin(ImageJob::Kind kind, const Id& engine, const std::string& reference)
{
    ImageJob& job = jobs_[++last_];
    job.number = last_;
    job.kind = kind;
    job.engine = engine;
    job.reference = reference;
    job.started_at = loop_.now();
    work_[last_];
    return last_;
}

docker::Engine* ImageJobs::engine_of(std::uint64_t number)
{
    docker::Engine* engine = find_(jobs_.at(number).engine);
    if (!engine)
        end(number, ImageJob::Status::Failed, "The engine is not registered any more.");
    return engine;
}

std::uint64_t ImageJobs::pull(const Id& engine, const std::string& reference)
{
    const auto number = begin(ImageJob::Kind::Pull, engine, reference);
    if (auto* live = engine_of(number))
        work_[number].call = live->pull(reference, logins_.for_image(reference),
            alive_.guard([this, number](const docker::PullProgress& progress) { progressed(number, progress); }),
            alive_.guard([this, number](const Result<void>& result) { end(number, result); }));
    return number;
}

std::uint64_t ImageJobs::push(const Id& engine, const std::string& reference)
{
    const auto number = begin(ImageJob::Kind::Push, engine, reference);
    if (auto* live = engine_of(number))
        work_[number].call = live->push(reference, logins_.for_image(reference),
            alive_.guard([this, number](const docker::PullProgress& progress) { progressed(number, progress); }),
            alive_.guard([this, number](const Result<void>& result) { end(number, result); }));
    return number;
}

std::uint64_t ImageJobs::build(const Id& engine, const std::string& folder, docker::ImageBuild build)
{
    const auto number = begin(ImageJob::Kind::Build, engine, build.reference);
    jobs_[number].message = "Waiting for other builds";
    waiting_.push_back({ number, folder, std::move(build) });
    build_next();
    return number;
}

// Builds that go on, and stopped ones whose reader has not noticed yet.
std::size_t ImageJobs::folders() const
{
    const auto builds = [](const auto& entry) { return entry.second.builds; };
    const auto left = [this](const auto& entry) { return !work_.contains(entry.first); };
    return static_cast<std::size_t>(std::ranges::count_if(work_, builds) + std::ranges::count_if(readers_, left));
}

void ImageJobs::build_next()
{
    while (!waiting_.empty() && folders() < kBuildsAtOnce) {
        auto next = std::move(waiting_.front());
        waiting_.pop_front();
        if (work_.contains(next.number))
            read_folder(next.number, next.folder, std::move(next.build));
    }
}

void ImageJobs::read_folder(std::uint64_t number, const std::string& folder, docker::ImageBuild build)
{
    jobs_[number].message = "Reading " + folder;
    work_[number].builds = true;
    const auto cancelled = work_[number].cancelled;
    const std::string dockerfile = build.dockerfile;
    auto done = std::make_shared<Function<void(Result<std::string>)>>(
        alive_.guard([this, number, build = std::move(build)](
                         Result<std::string> context) mutable { send(number, std::move(context), std::move(build)); }));
    readers_.emplace(number, std::thread([&loop = loop_, folder, dockerfile, cancelled, done = std::move(done)] {
        pthread_setname_np(pthread_self(), "folder");
        auto context = pack_context(folder, dockerfile, *cancelled);
        loop.post([done, context = std::move(context)]() mutable { (*done)(std::move(context)); });
    }));
}

void ImageJobs::send(std::uint64_t number, Result<std::string> context, docker::ImageBuild build)
{
    readers_.extract(number).mapped().join(); // this is the last it did
    const auto work = work_.find(number);
    if (work == work_.end())
        return build_next(); // it was stopped, and has let go of its folder now
    if (!context)
        return end(number, ImageJob::Status::Failed, context.error().message);
    auto* live = engine_of(number);
    if (!live)
        return;
    build.context = std::move(context).value();
    build.logins = logins_.for_build();
    jobs_[number].message = "Building";
    work->second.call
        = live->build(std::move(build), alive_.guard([this, number](const std::string& text) { wrote(number, text); }),
            alive_.guard([this, number](const Result<std::string>& image) {
                if (!image)
                    return end(number, fail(image.error()));
                jobs_[number].image_id = *image;
                end(number, Result<void>());
            }));
}

void ImageJobs::progressed(std::uint64_t number, const docker::PullProgress& progress)
{
    ImageJob& job = jobs_[number];
    job.message = progress.status;
    job.current = progress.current;
    job.total = progress.total;
}

void ImageJobs::wrote(std::uint64_t number, const std::string& text)
{
    ImageJob& job = jobs_[number];
    job.output += text;
    keep_end(job.output, kMostOutput);
    if (auto line = last_line(job.output); !line.empty())
        job.message = std::move(line);
}

void ImageJobs::end(std::uint64_t number, const Result<void>& result)
{
    if (result)
        end(number, ImageJob::Status::Succeeded, {});
    else
        end(number, ImageJob::Status::Failed, result.error().message);
}

void ImageJobs::end(std::uint64_t number, ImageJob::Status status, std::string message)
{
    const auto node = work_.extract(number);
    if (!node)
        return;
    *node.mapped().cancelled = true; // who reads a folder looks at it with every entry and piece
    ImageJob& job = jobs_[number];
    job.status = status;
    job.message = std::move(message);
    job.ended_at = loop_.now();
    forget_oldest();
    build_next();
}

void ImageJobs::forget_oldest()
{
    for (auto job = jobs_.begin(); job != jobs_.end() && jobs_.size() - work_.size() > kKept;)
        job = work_.contains(job->first) ? std::next(job) : jobs_.erase(job);
}

void ImageJobs::stop(std::uint64_t number)
{
    end(number, ImageJob::Status::Stopped, {});
}

void ImageJobs::forget_engine(const Id& engine)
{
    std::vector<std::uint64_t> numbers;
    for (const auto& [number, work] : work_)
        if (jobs_.at(number).engine == engine)
            numbers.push_back(number);
    for (const auto number : numbers)
        end(number, ImageJob::Status::Failed, "The engine is not registered any more.");
}

} // namespace quayside::images
