#include "core/control/metrics_hub.h"

#include <algorithm>
#include <set>

namespace quayside::control {

namespace {

using client::MetricsQuery;
using model::Sample;

constexpr Duration kLongest = std::chrono::hours{ 1 };
constexpr Duration kReadKeepsSampling = std::chrono::seconds{ 30 };
constexpr Duration kTimerJitter = std::chrono::milliseconds{ 50 }; // by which a timer may miss the whole second
constexpr std::size_t kMetersKept = 256; // about 30 kB each when full

TimePoint whole_second(TimePoint t)
{
    return std::chrono::floor<std::chrono::seconds>(t);
}

} // namespace

MetricsHub::MetricsHub(Loop& loop, const model::State& state, Sources sources)
    : loop_(loop)
    , state_(state)
    , sources_(std::move(sources))
{
}

MetricsHub::~MetricsHub() = default;

std::vector<MetricsHub::Key> MetricsHub::containers(const MetricsQuery& query) const
{
    if (query.subject == MetricsQuery::Subject::Container)
        return { { query.id, query.container } };
    std::vector<Key> keys;
    const auto add = [&](const Id& id) {
        const auto task = state_.tasks().find(id);
        for (std::size_t i = 0; task && i < task->containers.size(); ++i)
            keys.emplace_back(id, i);
    };
    if (query.subject == MetricsQuery::Subject::Task)
        add(query.id);
    else
        for (const Id& id : state_.tasks_on(query.id))
            add(id);
    return keys;
}

bool MetricsHub::running(const Key& key) const
{
    const auto task = state_.tasks().find(key.first);
    return task && key.second < task->containers.size()
        && task->containers[key.second].last_status == model::ContainerStatus::Running;
}

// The engine may not be open yet: then there is neither past nor stream, and the next look finds both.
void MetricsHub::open(const Key& key)
{
    Entry& entry = entries_[key];
    if (entry.stream)
        return;
    const TimePoint now = loop_.now();
    if (!entry.knows_past && sources_.past)
        entry.meter.preset(sources_.past(key.first, key.second, whole_second(now - kLongest), whole_second(now)));
    entry.stream
        = sources_.stream(key.first, key.second, [&entry](docker::Stats reading) { entry.meter.read(reading); });
    entry.knows_past |= static_cast<bool>(entry.stream);
}

std::vector<Sample> MetricsHub::history(const MetricsQuery& query) const
{
    const TimePoint now = loop_.now();
    std::map<TimePoint, std::vector<Sample>> seconds;
    for (const Key& key : containers(query)) {
        const auto found = entries_.find(key);
        if (found == entries_.end())
            continue;
        for (const Sample& sample : found->second.meter.history(now - std::min(query.span, kLongest), now))
            seconds[sample.at].push_back(sample);
    }
    std::vector<Sample> result;
    result.reserve(seconds.size());
    for (const auto& [at, samples] : seconds)
        result.push_back(sum(samples, at));
    return result;
}

Subscription MetricsHub::watch(MetricsQuery query, client::MetricsHandler handler)
{
    const auto watch = watches_.insert(watches_.end(), Watch{ query, std::move(handler), kNever });
    refresh();
    watch->handler({ true, history(query) });
    return Subscription(alive_.guard([this, watch] {
        watches_.erase(watch);
        refresh();
    }));
}

std::vector<Sample> MetricsHub::read(const MetricsQuery& query)
{
    const TimePoint ends = loop_.now() + kReadKeepsSampling;
    const auto found = std::find_if(
        watches_.begin(), watches_.end(), [&](const Watch& watch) { return !watch.handler && watch.query == query; });
    if (found != watches_.end())
        found->ends = ends;
    else
        watches_.push_back({ query, {}, ends });
    refresh();
    return history(query);
}

bool MetricsHub::concerned(const MetricsQuery& query, const model::ChangeSet& changes) const
{
    const bool instance = query.subject == MetricsQuery::Subject::Instance;
    return std::any_of(changes.of<model::Task>().begin(), changes.of<model::Task>().end(),
        [&](const auto& change) { return query.id == (instance ? change.any().container_instance : change.any().id); });
}

void MetricsHub::apply(const model::ChangeSet& changes)
{
    if (std::any_of(watches_.begin(), watches_.end(), [&](const Watch& w) { return concerned(w.query, changes); }))
        refresh();
}

void MetricsHub::look_again()
{
    if (!watches_.empty())
        refresh();
}

// Opens the streams that are wanted now and closes the others.
void MetricsHub::refresh()
{
    std::set<Key> wanted;
    for (const auto& watch : watches_)
        for (const Key& key : containers(watch.query))
            if (running(key))
                wanted.insert(key);
    for (auto& [key, entry] : entries_)
        if (entry.stream && !wanted.contains(key)) {
            entry.stream.reset();
            entry.meter.pause();
            entry.used_at = loop_.now();
        }
    for (const Key& key : wanted)
        open(key);
    forget_surplus();
    arm();
}

void MetricsHub::forget_surplus()
{
    while (entries_.size() > kMetersKept) {
        auto oldest = entries_.end();
        for (auto it = entries_.begin(); it != entries_.end(); ++it)
            if (!it->second.stream && (oldest == entries_.end() || it->second.used_at < oldest->second.used_at))
                oldest = it;
        if (oldest == entries_.end())
            return;
        entries_.erase(oldest);
    }
}

void MetricsHub::arm()
{
    if (watches_.empty())
        timer_.cancel();
    else if (!timer_.active())
        timer_ = loop_.after(
            whole_second(loop_.now() + kTimerJitter) + std::chrono::seconds{ 1 } - loop_.now(), [this] { tick(); });
}

void MetricsHub::tick()
{
    timer_.cancel();
    const TimePoint at = whole_second(loop_.now() + kTimerJitter);
    std::map<Key, Sample> samples;
    for (auto& [key, entry] : entries_)
        if (entry.stream)
            samples.emplace(key, entry.meter.tick(at));
    for (const auto& watch : watches_) {
        if (!watch.handler)
            continue;
        std::vector<Sample> parts;
        for (const Key& key : containers(watch.query))
            if (const auto found = samples.find(key); found != samples.end())
                parts.push_back(found->second);
        watch.handler({ false, { sum(parts, at) } });
    }
    if (std::erase_if(watches_, [at](const Watch& watch) { return !watch.handler && watch.ends <= at; }) > 0)
        refresh();
    arm();
}

} // namespace quayside::control
