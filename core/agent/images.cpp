#include "core/agent/images.h"

#include <utility>

namespace quayside::agent {

namespace {

// No answer says nothing about the image, unless it stayed away so long that a broken line would have been noticed:
// then the registry stalls.
constexpr Duration kStalled = std::chrono::seconds{ 45 };

bool may_pass(const Error& error)
{
    return error.http_status == 0 || error.http_status == 429 || error.http_status >= 500;
}

} // namespace

ImageStore::ImageStore(Loop& loop, docker::Engine& engine, Limits limits, Retry retry)
    : loop_(loop)
    , engine_(engine)
    , limits_(limits)
    , retry_(retry)
{
}

ImageStore::Job* ImageStore::find(const std::string& reference)
{
    const auto found = jobs_.find(reference);
    return found == jobs_.end() ? nullptr : &found->second;
}

Subscription ImageStore::ensure(
    const std::string& reference, Function<void(TimePoint)> pull_started, Function<void(Result<Image>)> done)
{
    const std::uint64_t ticket = next_ticket_++;
    const auto [job, added] = jobs_.try_emplace(reference);
    if (job->second.pulling)
        pull_started(job->second.image.pull_started_at);
    job->second.waiters.emplace(ticket, Waiter{ std::move(pull_started), std::move(done) });
    if (added)
        look(reference);
    return Subscription(alive_.guard([this, reference, ticket] { drop(reference, ticket); }));
}

void ImageStore::look(const std::string& reference)
{
    find(reference)->asked_at = loop_.now();
    engine_.inspect_image(reference, alive_.guard([this, reference](const Result<docker::ImageInfo>& info) {
        Job* job = find(reference);
        if (!job)
            return;
        if (info) {
            job->image.digest = info->digest;
            finish(reference, std::move(job->image));
        } else if (info.error().http_status == 404 && job->image.pull_stopped_at == kNever) {
            queue_pull(reference);
        } else {
            failed(reference, info.error(), [this, reference] { look(reference); });
        }
    }));
}

void ImageStore::queue_pull(const std::string& reference)
{
    waiting_.push_back(reference);
    pull_next();
}

void ImageStore::pull_next()
{
    while (pulling_ < limits_.parallel && !waiting_.empty()) {
        const std::string reference = std::move(waiting_.front());
        waiting_.pop_front();
        if (const Job* job = find(reference); job && !job->pulling)
            pull(reference);
    }
}

void ImageStore::pull(const std::string& reference)
{
    Job& job = *find(reference);
    job.pulling = true;
    job.asked_at = loop_.now();
    ++pulling_;
    if (job.image.pull_started_at == kNever)
        job.image.pull_started_at = loop_.now();
    job.pull = engine_.pull(reference, {}, nullptr,
        alive_.guard([this, reference](const Result<void>& result) { pulled(reference, result); }));
    for (const auto& [ticket, waiter] : job.waiters)
        waiter.pull_started(job.image.pull_started_at);
}

void ImageStore::pulled(const std::string& reference, const Result<void>& result)
{
    Job* job = find(reference);
    if (!job || !job->pulling)
        return;
    job->pulling = false;
    --pulling_;
    if (result) {
        job->image.pull_stopped_at = loop_.now();
        look(reference);
    } else {
        failed(reference, result.error(), [this, reference] { queue_pull(reference); });
    }
    pull_next();
}

void ImageStore::failed(const std::string& reference, const Error& error, Function<void()> again)
{
    Job& job = *find(reference);
    const bool stalled = connected_ && loop_.now() - job.asked_at >= kStalled;
    if (error.http_status != 0 || stalled)
        ++job.attempt;
    if (!may_pass(error) || job.attempt >= limits_.attempts)
        return finish(reference, fail(error));
    job.retry = loop_.after(retry_.after(++job.failures), std::move(again));
}

void ImageStore::finish(const std::string& reference, Result<Image> result)
{
    const auto job = jobs_.extract(reference);
    for (const auto& [ticket, waiter] : job.mapped().waiters)
        waiter.done(result);
}

void ImageStore::drop(const std::string& reference, std::uint64_t ticket)
{
    const auto found = jobs_.find(reference);
    if (found == jobs_.end() || found->second.waiters.erase(ticket) == 0 || !found->second.waiters.empty())
        return;
    const bool pulling = found->second.pulling;
    jobs_.erase(found);
    if (pulling) {
        --pulling_;
        pull_next();
    }
}

} // namespace quayside::agent
