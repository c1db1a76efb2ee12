#include "core/agent/watches.h"

#include "core/docker/counter_files.h"
#include "core/docker/json_types.h"
#include "core/docker/stats_reader.h"

#include <algorithm>
#include <utility>

namespace quayside::agent {

namespace {

constexpr int kAskedAtOnce = 4; // engines have other things to do
constexpr Duration kSecond = std::chrono::seconds{ 1 };
constexpr Duration kBefore = std::chrono::milliseconds{ 150 }; // the whole second at which readings are needed
constexpr int kTen = 10;

std::int64_t second_of(TimePoint at)
{
    return std::chrono::round<std::chrono::seconds>(at).time_since_epoch().count();
}

docker::Stats with_network(docker::Stats stats, const docker::Stats& holder)
{
    stats.network_received = holder.network_received;
    stats.network_sent = holder.network_sent;
    return stats;
}

} // namespace

Watches::Watches(Loop& loop, docker::Engine& engine, Retry retry, const AgentSettings& settings)
    : loop_(loop)
    , engine_(engine)
    , reader_(docker::StatsReader::of(engine))
    , retry_(retry)
    , settings_(settings)
    , files_(settings.files ? std::make_shared<docker::CounterFiles>() : nullptr)
{
}

Pace Watches::pace_of(const Watched& watched)
{
    const bool often = std::any_of(watched.watchers.begin(), watched.watchers.end(),
        [](const auto& entry) { return entry.second.pace == Pace::Second; });
    return often ? Pace::Second : Pace::TenSeconds;
}

Subscription Watches::watch(
    const ContainerKey& key, const CounterPlace& place, Pace pace, Function<void(docker::Stats)> reading)
{
    const std::uint64_t ticket = next_ticket_++;
    Watched& watched = watched_[key];
    const bool first = watched.watchers.empty();
    const Pace before = pace_of(watched);
    watched.watchers.emplace(
        ticket, Watcher{ pace, std::make_shared<Function<void(docker::Stats)>>(std::move(reading)) });
    container_changed(key, place);
    if (!first && pace_of(watched) != before)
        open(key);
    return Subscription(alive_.guard([this, key, ticket] { drop(key, ticket); }));
}

void Watches::container_changed(const ContainerKey& key, const CounterPlace& place)
{
    const auto found = watched_.find(key);
    if (found == watched_.end())
        return;
    CounterPlace known = place;
    if (known.pid == 0 && known.runtime_id == found->second.place.runtime_id)
        known.pid = found->second.place.pid; // that was asked for
    if (found->second.place == known)
        return;
    found->second.place = known;
    found->second.failures = 0;
    found->second.by_files = files_ != nullptr;
    open(key);
}

void Watches::open(const ContainerKey& key)
{
    Watched& watched = watched_.at(key);
    watched.reopen.cancel();
    watched.stream.reset();
    watched.network_stream.reset();
    if (watched.place.runtime_id.empty())
        return;
    if (watched.by_files && watched.place.pid == 0)
        find_process(key);
    if (!watched.by_files && (!reader_ || (settings_.stream_stats && pace_of(watched) == Pace::Second)))
        open_stream(key);
    else
        arm();
}

void Watches::open_stream(const ContainerKey& key)
{
    Watched& watched = watched_.at(key);
    watched.stream = engine_.stats(
        watched.place.runtime_id,
        [this, key](docker::Stats stats) {
            const auto found = watched_.find(key);
            if (found != watched_.end() && !found->second.place.network_holder.empty())
                stats = with_network(stats, found->second.network);
            read(key, stats);
        },
        [this, key](const Error&) { ended(key); });
    if (!watched.place.network_holder.empty())
        watched.network_stream = engine_.stats(
            watched.place.network_holder,
            [this, key](const docker::Stats& stats) {
                if (const auto found = watched_.find(key); found != watched_.end())
                    found->second.network = stats;
            },
            [](const Error&) {});
}

// Of a container that was running before us: nobody has looked at it yet.
void Watches::find_process(const ContainerKey& key)
{
    Watched& watched = watched_.at(key);
    if (std::exchange(watched.asking, true))
        return;
    engine_.inspect(watched.place.runtime_id,
        alive_.guard([this, key, id = watched.place.runtime_id](const Result<docker::ContainerState>& state) {
            const auto found = watched_.find(key);
            if (found == watched_.end())
                return;
            found->second.asking = false;
            if (found->second.place.runtime_id == id) {
                found->second.by_files = state && state->pid > 0;
                if (found->second.by_files)
                    found->second.place.pid = state->pid;
            }
            open(key);
        }));
}

void Watches::read(const ContainerKey& key, const docker::Stats& stats)
{
    const auto found = watched_.find(key);
    if (found == watched_.end())
        return;
    found->second.failures = 0;
    std::vector<std::weak_ptr<Function<void(docker::Stats)>>> watchers; // one may drop itself or another
    for (const auto& [ticket, watcher] : found->second.watchers)
        watchers.emplace_back(watcher.reading);
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
    Watched& watched = found->second;
    const Pace before = pace_of(watched);
    watched.watchers.erase(ticket);
    if (!watched.watchers.empty()) {
        if (pace_of(watched) != before)
            loop_.post(alive_.guard([this, key] {
                if (watched_.contains(key))
                    open(key);
            }));
        return;
    }
    // Perhaps from inside the stream's own callback, so the stream is closed a moment later.
    loop_.post([streams = std::make_shared<std::pair<Subscription, Subscription>>(
                    std::move(watched.stream), std::move(watched.network_stream))] {
        streams->first.reset();
        streams->second.reset();
    });
    watched_.erase(found);
    if (watched_.empty())
        timer_.cancel();
}

// The next moment before a whole second at which something is to be read.
void Watches::arm()
{
    bool any = false;
    bool often = false;
    for (const auto& [key, watched] : watched_)
        if (!watched.stream && !watched.place.runtime_id.empty()) {
            any = true;
            often = often || pace_of(watched) == Pace::Second;
        }
    timer_.cancel();
    if (!any)
        return;
    const auto step = std::chrono::seconds{ often ? 1 : kTen };
    const TimePoint now = loop_.now();
    TimePoint next = TimePoint((now.time_since_epoch() + kBefore) / Duration(step) * Duration(step)) + step - kBefore;
    if (next - now < kBefore) // this one has just been
        next += step;
    timer_ = loop_.after(next - now, [this] { turn(); });
}

void Watches::turn()
{
    timer_.cancel();
    const bool all = second_of(loop_.now()) % kTen == 0;
    std::vector<ContainerKey> by_files;
    for (const auto& [key, watched] : watched_) {
        if (watched.stream || watched.place.runtime_id.empty() || (!all && pace_of(watched) == Pace::TenSeconds))
            continue;
        if (watched.by_files && watched.place.pid != 0)
            by_files.push_back(key);
        else if (!watched.by_files && !watched.asking && !watched.reopen.active())
            to_ask_.push_back(key);
    }
    if (!by_files.empty() && !reading_files_)
        read_files(by_files);
    ask_more();
    arm();
}

void Watches::read_files(const std::vector<ContainerKey>& keys)
{
    reading_files_ = true;
    auto reads = std::make_shared<std::vector<Read>>();
    for (const auto& key : keys)
        reads->push_back({ key, watched_.at(key).place, std::nullopt });
    settings_.files->post([this, reads, files = files_, &core = loop_,
                              took = std::make_shared<Function<void()>>(alive_.guard([this, reads] {
                                  reading_files_ = false;
                                  took_files(*reads);
                              }))] {
        for (auto& read : *reads)
            read.stats = files->read(read.place.runtime_id, read.place.pid, read.place.has_network, core.now());
        core.post([took] { (*took)(); });
    });
}

void Watches::took_files(const std::vector<Read>& reads)
{
    for (const auto& one : reads) {
        const auto found = watched_.find(one.key);
        if (found == watched_.end() || found->second.place != one.place)
            continue;
        if (one.stats) {
            read(one.key, *one.stats);
            continue;
        }
        found->second.by_files = false;
        open(one.key);
    }
}

void Watches::ask_more()
{
    while (asked_ < kAskedAtOnce && !to_ask_.empty()) {
        const ContainerKey key = to_ask_.front();
        to_ask_.pop_front();
        if (const auto found = watched_.find(key);
            found != watched_.end() && !found->second.asking && !found->second.place.runtime_id.empty())
            ask(key);
    }
}

void Watches::ask(const ContainerKey& key)
{
    Watched& watched = watched_.at(key);
    watched.asking = true;
    ++asked_;
    reader_->read_stats(watched.place.runtime_id, alive_.guard([this, key](const Result<Json>& json) {
        const auto stats = json ? docker::parse_stats(*json) : std::nullopt;
        const auto found = watched_.find(key);
        if (found != watched_.end() && stats && !found->second.place.network_holder.empty())
            return ask_network(key, *stats);
        if (stats)
            read(key, *stats);
        answered(key, stats.has_value());
    }));
}

void Watches::ask_network(const ContainerKey& key, docker::Stats stats)
{
    reader_->read_stats(
        watched_.at(key).place.network_holder, alive_.guard([this, key, stats](const Result<Json>& json) {
            const auto network = json ? docker::parse_stats(*json) : std::nullopt;
            if (network)
                read(key, with_network(stats, *network));
            answered(key, network.has_value());
        }));
}

void Watches::answered(const ContainerKey& key, bool well)
{
    --asked_;
    if (const auto found = watched_.find(key); found != watched_.end()) {
        found->second.asking = false;
        if (!well)
            ended(key);
    }
    loop_.post(alive_.guard([this] { ask_more(); }));
}

} // namespace quayside::agent
