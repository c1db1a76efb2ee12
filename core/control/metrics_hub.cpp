#include "core/control/metrics_hub.h"

#include <algorithm>
#include <cmath>

namespace quayside::control {

namespace {

using client::MetricsQuery;
using model::Sample;

constexpr Duration kLongest = std::chrono::hours{ 1 };
constexpr Duration kReadKeepsSampling = std::chrono::seconds{ 30 };
constexpr Duration kTimerJitter = std::chrono::milliseconds{ 50 }; // by which a timer may miss the whole second
constexpr Duration kSecond = std::chrono::seconds{ 1 };
constexpr Duration kTen = std::chrono::seconds{ 10 };
constexpr std::size_t kMetersKept = 256; // about 30 kB each when full

TimePoint whole_second(TimePoint t)
{
    return std::chrono::floor<std::chrono::seconds>(t);
}

// So much of the past of simulated containers is computed in some milliseconds.
constexpr std::int64_t kMostComputed = 10'000; // samples
constexpr std::size_t kMostAddedUp = 500; // simulated containers; of more nothing is told
constexpr std::size_t kMostKept = 2'000; // containers that are sampled though nobody watches

TimePoint end_of_step(TimePoint at, std::chrono::seconds step)
{
    const Duration whole(step);
    return TimePoint((at.time_since_epoch() + whole - Duration{ 1 }) / whole * whole);
}

model::MetricSubject subject_of(const MetricsQuery& query)
{
    using Kind = model::MetricSubject::Kind;
    const auto kind = query.subject == MetricsQuery::Subject::Container ? Kind::Container
        : query.subject == MetricsQuery::Subject::Task                  ? Kind::Task
                                                                        : Kind::Instance;
    return { kind, query.id, query.container, {}, {} };
}

bool shares_network(const model::Task& task)
{
    return task.spec->definition->network_mode == model::NetworkMode::Awsvpc;
}

// What several used in the same while. How far one varied is known; of a sum only the means are.
void add(model::MetricPoint& sum, const model::MetricPoint& part, bool first)
{
    if (first) {
        sum = part;
        return;
    }
    for (const auto figure : model::kFigures) {
        const auto mean = (part.*figure).mean;
        if (std::isnan(mean))
            continue;
        auto& whole = sum.*figure;
        whole.mean = std::isnan(whole.mean) ? mean : whole.mean + mean;
        whole.least = whole.most = whole.mean;
    }
}

} // namespace

MetricsHub::MetricsHub(Loop& loop, const model::State& state, Sources sources, history::MetricHistory* history)
    : loop_(loop)
    , state_(state)
    , sources_(std::move(sources))
    , history_(history)
{
}

MetricsHub::~MetricsHub() = default;

std::vector<MetricsHub::Key> MetricsHub::containers(const model::MetricSubject& subject) const
{
    using Kind = model::MetricSubject::Kind;
    if (subject.kind == Kind::Container)
        return { { subject.id, subject.container } };
    std::vector<Key> keys;
    const auto add_task = [&](const Id& id) {
        const auto task = state_.tasks().find(id);
        for (std::size_t i = 0; task && i < task->containers.size(); ++i)
            keys.emplace_back(id, i);
    };
    const auto add_tasks = [&](const model::State::Ids& ids) {
        for (const Id& id : ids)
            add_task(id);
    };
    if (subject.kind == Kind::Task)
        add_task(subject.id);
    else if (subject.kind == Kind::Instance)
        add_tasks(state_.tasks_on(subject.id));
    else if (subject.kind == Kind::Service)
        add_tasks(state_.open_tasks_of({ subject.cluster, subject.service }));
    else
        add_tasks(state_.tasks_in(subject.cluster));
    return keys;
}

bool MetricsHub::running(const Key& key) const
{
    const auto task = state_.tasks().find(key.first);
    return task && key.second < task->containers.size()
        && task->containers[key.second].last_status == model::ContainerStatus::Running;
}

bool MetricsHub::is_on(model::EngineKind kind, const Id& id) const
{
    const auto task = state_.tasks().find(id);
    const auto instance = task ? state_.container_instances().find(task->container_instance) : nullptr;
    const auto engine = instance ? state_.engines().find(instance->engine) : nullptr;
    return engine && engine->kind == kind;
}

// Of several that see the same network, the first that runs speaks for it.
bool MetricsHub::counts_network(const Key& key) const
{
    const auto task = state_.tasks().find(key.first);
    if (!task || !shares_network(*task))
        return true;
    for (std::size_t i = 0; i < key.second; ++i)
        if (running({ key.first, i }))
            return false;
    return true;
}

Sample MetricsHub::counted(const Key& key, Sample sample) const
{
    if (!counts_network(key))
        sample.network_received = sample.network_sent = model::Spread::kUnknown;
    return sample;
}

// The engine may not be open yet: then there is neither past nor stream, and the next look finds both.
void MetricsHub::open(const Key& key, agent::Pace pace)
{
    Entry& entry = entries_[key];
    if (entry.stream && entry.pace == pace)
        return;
    const TimePoint now = loop_.now();
    if (!entry.knows_past && sources_.past)
        entry.meter.preset(sources_.past(key.first, key.second, whole_second(now - kLongest), whole_second(now)));
    entry.pace = pace;
    entry.stream
        = sources_.stream(key.first, key.second, pace, [&entry](docker::Stats reading) { entry.meter.read(reading); });
    entry.knows_past |= static_cast<bool>(entry.stream);
}

std::vector<Sample> MetricsHub::history(const MetricsQuery& query) const
{
    const TimePoint now = loop_.now();
    std::map<TimePoint, std::vector<Sample>> seconds;
    const auto keys = containers(subject_of(query));
    for (const Key& key : keys) {
        const auto found = entries_.find(key);
        if (found == entries_.end())
            continue;
        for (const Sample& sample : found->second.meter.history(now - std::min(query.span, kLongest), now))
            seconds[sample.at].push_back(keys.size() == 1 ? sample : counted(key, sample));
    }
    std::vector<Sample> result;
    result.reserve(seconds.size());
    for (const auto& [at, samples] : seconds)
        result.push_back(sum(samples, at));
    return result;
}

// What a container used in the seconds at the ends of these steps, if its past can be told; else what is in memory.
std::vector<Sample> MetricsHub::moments(const Key& key, TimePoint from, TimePoint to, std::chrono::seconds step) const
{
    std::vector<Sample> samples;
    for (auto at = end_of_step(from + Duration{ 1 }, step); sources_.past && at <= to; at += step)
        for (const auto& sample : sources_.past(key.first, key.second, at - kSecond, at + Duration{ 1 }))
            samples.push_back(sample);
    const auto entry = entries_.find(key);
    if (samples.empty() && entry != entries_.end())
        samples = entry->second.meter.history(from, loop_.now());
    return samples;
}

MetricsHub::Points MetricsHub::computed(
    const std::vector<Key>& keys, TimePoint from, TimePoint to, std::chrono::seconds step) const
{
    if (keys.size() > kMostAddedUp)
        return {};
    const auto least
        = std::chrono::ceil<std::chrono::seconds>((to - from) * static_cast<std::int64_t>(keys.size()) / kMostComputed);
    const auto each = std::max(step, least);
    std::map<TimePoint, std::vector<Sample>> together;
    for (const Key& key : keys)
        for (const auto& sample : moments(key, from, to, each))
            together[sample.at].push_back(keys.size() == 1 ? sample : counted(key, sample));
    std::map<TimePoint, Points> steps;
    for (const auto& [at, samples] : together)
        if (at > from && at <= to)
            steps[end_of_step(at, each)].push_back(model::point_of(sum(samples, at)));
    Points points;
    for (const auto& [at, parts] : steps)
        points.push_back(model::fold(parts, at));
    return points;
}

void MetricsHub::read_history(const model::MetricSubject& subject, TimePoint from, TimePoint to,
    std::chrono::seconds step, Function<void(Points)> done)
{
    const auto keys = containers(subject);
    const bool simulated = std::any_of(
        keys.begin(), keys.end(), [this](const Key& key) { return is_on(model::EngineKind::Simulated, key.first); });
    if (history_ && !simulated)
        return history_->read(subject, from, to, step, std::move(done));
    loop_.post(alive_.guard([points = computed(keys, from, to, step), done = std::move(done)] { done(points); }));
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

// Whether other containers are to be sampled than before.
bool MetricsHub::note(const model::ChangeSet& changes)
{
    if (!history_)
        return false;
    bool changed = false;
    if (changes.full) {
        for (const auto& [id, task] : state_.tasks())
            changed |= note_task({ nullptr, task });
        history_->sweep([this](const model::MetricSubject& subject) { return is_known(subject); });
    }
    for (const auto& change : changes.of<model::Task>())
        changed |= note_task(change);
    forget_gone(changes);
    return changed;
}

bool MetricsHub::note_task(const model::Change<model::Task>& change)
{
    bool changed = false;
    const Id& id = change.any().id;
    const bool real = change.after && is_on(model::EngineKind::Docker, id);
    for (std::size_t i = 0; i < change.any().containers.size(); ++i) {
        const Key key{ id, i };
        const bool has = kept_.contains(key);
        const bool wants = real && running(key) && (has || kept_.size() < kMostKept);
        if (has == wants)
            continue;
        changed = true;
        if (wants)
            kept_.insert(key);
        else
            kept_.erase(key);
    }
    return changed;
}

void MetricsHub::forget_gone(const model::ChangeSet& changes)
{
    using Kind = model::MetricSubject::Kind;
    for (const auto& change : changes.of<model::Task>())
        if (!change.after)
            history_->forget({ Kind::Task, change.before->id, 0, {}, {} });
    for (const auto& change : changes.of<model::ContainerInstance>())
        if (!change.after)
            history_->forget({ Kind::Instance, change.before->id, 0, {}, {} });
    for (const auto& change : changes.of<model::Service>())
        if (!change.after)
            history_->forget({ Kind::Service, {}, 0, change.before->cluster, change.before->name });
    for (const auto& change : changes.of<model::Cluster>())
        if (!change.after)
            history_->forget({ Kind::Cluster, {}, 0, change.before->name, {} });
}

bool MetricsHub::is_known(const model::MetricSubject& subject) const
{
    using Kind = model::MetricSubject::Kind;
    switch (subject.kind) {
    case Kind::Container:
    case Kind::Task:
        return state_.tasks().find(subject.id) != nullptr;
    case Kind::Instance:
        return state_.container_instances().find(subject.id) != nullptr;
    case Kind::Service:
        return state_.services().find({ subject.cluster, subject.service }) != nullptr;
    case Kind::Cluster:
        break;
    }
    return state_.clusters().find(subject.cluster) != nullptr;
}

bool MetricsHub::concerned(const MetricsQuery& query, const model::ChangeSet& changes) const
{
    const bool instance = query.subject == MetricsQuery::Subject::Instance;
    return std::any_of(changes.of<model::Task>().begin(), changes.of<model::Task>().end(),
        [&](const auto& change) { return query.id == (instance ? change.any().container_instance : change.any().id); });
}

void MetricsHub::apply(const model::ChangeSet& changes)
{
    for (const auto& change : changes.of<model::Engine>())
        if (change.before && change.after && change.before->address() != change.after->address())
            for (auto& [key, entry] : entries_)
                entry.stream.reset(); // was opened at the old address
    const bool others = note(changes) || !changes.of<model::Engine>().empty();
    if (others
        || std::any_of(watches_.begin(), watches_.end(), [&](const Watch& w) { return concerned(w.query, changes); }))
        refresh();
}

void MetricsHub::look_again()
{
    if (!watches_.empty() || !kept_.empty())
        refresh();
}

// Opens the streams that are wanted now and closes the others.
void MetricsHub::refresh()
{
    std::map<Key, agent::Pace> wanted;
    for (const auto& watch : watches_)
        for (const Key& key : containers(subject_of(watch.query)))
            if (running(key))
                wanted.emplace(key, agent::Pace::Second);
    for (const Key& key : kept_)
        wanted.emplace(key, agent::Pace::TenSeconds);
    for (auto& [key, entry] : entries_)
        if (entry.stream && !wanted.contains(key)) {
            entry.stream.reset();
            entry.meter.pause();
            entry.used_at = loop_.now();
        }
    for (const auto& [key, pace] : wanted)
        open(key, pace);
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
    if (watches_.empty() && kept_.empty())
        return timer_.cancel();
    const Duration step = watches_.empty() ? kTen : kSecond;
    const TimePoint soon = loop_.now() + kTimerJitter;
    const TimePoint next = TimePoint(soon.time_since_epoch() / step * step) + step;
    if (timer_.active() && armed_for_ <= next)
        return;
    armed_for_ = next;
    timer_ = loop_.after(next - loop_.now(), [this] { tick(); });
}

void MetricsHub::tick()
{
    timer_.cancel();
    const TimePoint at = whole_second(loop_.now() + kTimerJitter);
    const bool ends_ten = at.time_since_epoch() % kTen == Duration::zero();
    std::map<Key, Sample> samples;
    for (auto& [key, entry] : entries_)
        if (entry.stream && (ends_ten || entry.pace == agent::Pace::Second))
            samples.emplace(key, entry.meter.tick(at));
    tell_watches(samples, at);
    if (ends_ten && history_ && !kept_.empty())
        keep_tens(at);
    if (std::erase_if(watches_, [at](const Watch& watch) { return !watch.handler && watch.ends <= at; }) > 0)
        refresh();
    arm();
}

void MetricsHub::tell_watches(const std::map<Key, Sample>& samples, TimePoint at)
{
    std::set<model::MetricSubject> kept;
    for (const auto& watch : watches_) {
        if (!watch.handler)
            continue;
        std::vector<Sample> parts;
        bool real = false;
        const auto subject = subject_of(watch.query);
        const auto keys = containers(subject);
        for (const Key& key : keys)
            if (const auto found = samples.find(key); found != samples.end()) {
                parts.push_back(keys.size() == 1 ? found->second : counted(key, found->second));
                real = real || kept_.contains(key);
            }
        const auto all = sum(parts, at);
        if (real && history_ && kept.insert(subject).second)
            history_->keep_second(subject, all);
        watch.handler({ false, { all } });
    }
}

// A task of one container is that container.
void MetricsHub::keep_tens(TimePoint at)
{
    using Kind = model::MetricSubject::Kind;
    std::map<model::MetricSubject, model::MetricPoint> sums;
    const auto add_to = [&](model::MetricSubject subject, const model::MetricPoint& point) {
        const auto [place, first] = sums.try_emplace(std::move(subject));
        add(place->second, point, first);
    };
    for (const Key& key : kept_) {
        const auto task = state_.tasks().find(key.first);
        const auto entry = entries_.find(key);
        if (!task || entry == entries_.end() || entry->second.meter.ten().at != at
            || std::isnan(entry->second.meter.ten().memory.mean))
            continue;
        auto point = entry->second.meter.ten();
        if (task->containers.size() > 1)
            add_to({ Kind::Container, key.first, key.second, {}, {} }, point);
        if (!counts_network(key))
            point.network_received = point.network_sent = {};
        add_to({ Kind::Task, key.first, 0, {}, {} }, point);
        if (!task->spec->service.empty())
            add_to({ Kind::Service, {}, 0, task->spec->cluster, task->spec->service }, point);
        add_to({ Kind::Instance, task->container_instance, 0, {}, {} }, point);
        add_to({ Kind::Cluster, {}, 0, task->spec->cluster, {} }, point);
    }
    history_->keep_tens({ sums.begin(), sums.end() });
}

} // namespace quayside::control
