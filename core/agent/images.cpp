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

ImageStore::Job* ImageStore::find(const Wanted& wanted)
{
    const auto found = jobs_.find(wanted);
    return found == jobs_.end() ? nullptr : &found->second;
}

Subscription ImageStore::ensure(
    const Wanted& wanted, Function<void(TimePoint)> pull_started, Function<void(Result<Image>)> done)
{
    const std::uint64_t ticket = next_ticket_++;
    const auto [job, added] = jobs_.try_emplace(wanted);
    if (job->second.pulling)
        pull_started(job->second.image.pull_started_at);
    job->second.waiters.emplace(ticket, Waiter{ std::move(pull_started), std::move(done) });
    if (added)
        look(wanted);
    return Subscription(alive_.guard([this, wanted, ticket] { drop(wanted, ticket); }));
}

void ImageStore::look(const Wanted& wanted)
{
    find(wanted)->asked_at = loop_.now();
    engine_.inspect_image(wanted.reference, alive_.guard([this, wanted](const Result<docker::ImageInfo>& info) {
        Job* job = find(wanted);
        if (!job)
            return;
        if (info) {
            job->image.digest = info->digest;
            job->image.environment = info->environment;
            if (wanted.current && !info->digest.empty() && job->image.pull_stopped_at == kNever)
                compare(wanted);
            else
                finish(wanted, std::move(job->image));
        } else if (info.error().http_status == 404 && job->image.pull_stopped_at == kNever) {
            queue_pull(wanted);
        } else {
            failed(wanted, info.error(), [this, wanted] { look(wanted); });
        }
    }));
}

// A registry that does not say, or not soon, is no reason not to start with what is there.
void ImageStore::compare(const Wanted& wanted)
{
    engine_.find_digest(wanted.reference, wanted.login, alive_.guard([this, wanted](const Result<std::string>& digest) {
        Job* job = find(wanted);
        if (job && digest && !digest->empty() && *digest != job->image.digest)
            queue_pull(wanted);
        else if (job)
            finish(wanted, std::move(job->image));
    }));
}

void ImageStore::queue_pull(const Wanted& wanted)
{
    waiting_.push_back(wanted);
    pull_next();
}

void ImageStore::pull_next()
{
    while (pulling_ < limits_.parallel && !waiting_.empty()) {
        const Wanted wanted = std::move(waiting_.front());
        waiting_.pop_front();
        if (const Job* job = find(wanted); job && !job->pulling)
            pull(wanted);
    }
}

void ImageStore::pull(const Wanted& wanted)
{
    Job& job = *find(wanted);
    job.pulling = true;
    job.asked_at = loop_.now();
    ++pulling_;
    if (job.image.pull_started_at == kNever)
        job.image.pull_started_at = loop_.now();
    job.pull = engine_.pull(wanted.reference, wanted.login, nullptr,
        alive_.guard([this, wanted](const Result<void>& result) { pulled(wanted, result); }));
    for (const auto& [ticket, waiter] : job.waiters)
        waiter.pull_started(job.image.pull_started_at);
}

void ImageStore::pulled(const Wanted& wanted, const Result<void>& result)
{
    Job* job = find(wanted);
    if (!job || !job->pulling)
        return;
    job->pulling = false;
    --pulling_;
    if (result) {
        job->image.pull_stopped_at = loop_.now();
        look(wanted);
    } else if (!job->image.digest.empty()) { // of the one that is there
        job->image.pull_started_at = kNever;
        finish(wanted, std::move(job->image));
    } else {
        failed(wanted, result.error(), [this, wanted] { queue_pull(wanted); });
    }
    pull_next();
}

void ImageStore::failed(const Wanted& wanted, const Error& error, Function<void()> again)
{
    Job& job = *find(wanted);
    const bool stalled = connected_ && loop_.now() - job.asked_at >= kStalled;
    if (error.http_status != 0 || stalled)
        ++job.attempt;
    if (!may_pass(error) || job.attempt >= limits_.attempts)
        return finish(wanted, fail(error));
    job.retry = loop_.after(retry_.after(++job.failures), std::move(again));
}

void ImageStore::finish(const Wanted& wanted, Result<Image> result)
{
    const auto job = jobs_.extract(wanted);
    for (const auto& [ticket, waiter] : job.mapped().waiters)
        waiter.done(result);
}

void ImageStore::drop(const Wanted& wanted, std::uint64_t ticket)
{
    const auto found = jobs_.find(wanted);
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
