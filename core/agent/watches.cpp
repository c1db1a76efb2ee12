#include "core/agent/watches.h"

#include <utility>
#include <vector>

namespace quayside::agent {

Watches::Watches(Loop& loop, docker::Engine& engine, Retry retry)
    : loop_(loop)
    , engine_(engine)
    , retry_(retry)
{
}

Subscription Watches::watch(
    const ContainerKey& key, const std::string& runtime_id, Function<void(docker::Stats)> reading)
{
    const std::uint64_t ticket = next_ticket_++;
    Watched& watched = watched_[key];
    watched.watchers.emplace(ticket, std::make_shared<Function<void(docker::Stats)>>(std::move(reading)));
    container_changed(key, runtime_id);
    return Subscription(alive_.guard([this, key, ticket] { drop(key, ticket); }));
}

void Watches::container_changed(const ContainerKey& key, const std::string& runtime_id)
{
    const auto found = watched_.find(key);
    if (found == watched_.end() || found->second.runtime_id == runtime_id)
        return;
    found->second.runtime_id = runtime_id;
    found->second.failures = 0;
    open(key);
}

void Watches::open(const ContainerKey& key)
{
    Watched& watched = watched_.at(key);
    watched.reopen.cancel();
    watched.stream.reset();
    if (watched.runtime_id.empty())
        return;
    watched.stream = engine_.stats(
        watched.runtime_id, [this, key](const docker::Stats& stats) { read(key, stats); },
        [this, key](const Error&) { ended(key); });
}

void Watches::read(const ContainerKey& key, const docker::Stats& stats)
{
    const auto found = watched_.find(key);
    if (found == watched_.end())
        return;
    found->second.failures = 0;
    std::vector<std::weak_ptr<Function<void(docker::Stats)>>> watchers; // one may drop itself or another
    for (const auto& [ticket, watcher] : found->second.watchers)
        watchers.emplace_back(watcher);
    for (const auto& watcher : watchers)
        if (const auto alive = watcher.lock())
            (*alive)(stats);
}

void Watches::ended(const ContainerKey& key)
{
    const auto found = watched_.find(key);
    if (found == watched_.end())
        return;
    const Duration wait = retry_.after(++found->second.failures);
    found->second.reopen = loop_.after(wait, [this, key] { open(key); });
}

void Watches::drop(const ContainerKey& key, std::uint64_t ticket)
{
    const auto found = watched_.find(key);
    if (found == watched_.end())
        return;
    found->second.watchers.erase(ticket);
    if (!found->second.watchers.empty())
        return;
    // Perhaps from inside the stream's own callback, so the stream is closed a moment later.
    loop_.post([stream = std::make_shared<Subscription>(std::move(found->second.stream))] { stream->reset(); });
    watched_.erase(found);
}

} // namespace quayside::agent
