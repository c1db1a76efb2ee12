#include "core/history/metric_files.h"

#include "core/base/log.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace quayside::history {

namespace {

namespace fs = std::filesystem;
using model::MetricPoint;
using model::MetricSubject;
using Kind = MetricSubject::Kind;

constexpr mode_t kOwnersFile = 0600;
constexpr std::int64_t kBlock = 512; // in which the system counts what a file takes
constexpr const Resolution& kTens = kResolutions[1];
constexpr const Resolution& kMinutes = kResolutions[2];

class File {
public:
    File(const std::string& path, int flags)
        : file_(::open(path.c_str(), flags | O_CLOEXEC, kOwnersFile))
    {
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File()
    {
        if (file_ >= 0)
            ::close(file_);
    }
    int get() const { return file_; }

private:
    int file_;
};

std::int64_t step_number(TimePoint at, const Resolution& resolution)
{
    return at.time_since_epoch() / Duration(resolution.step);
}

off_t place_of(std::int64_t number, const Resolution& resolution)
{
    return static_cast<off_t>(number % resolution.count * static_cast<std::int64_t>(kRecordSize));
}

// The end of the step of that length in which the moment lies.
TimePoint end_of_step(TimePoint at, std::chrono::seconds step)
{
    const Duration whole(step);
    return TimePoint((at.time_since_epoch() + whole - Duration{ 1 }) / whole * whole);
}

using Points = std::map<TimePoint, MetricPoint>;

// Those of `points` that end in the same step become one.
Points folded(const Points& points, std::chrono::seconds step)
{
    std::map<TimePoint, std::vector<MetricPoint>> steps;
    for (const auto& [at, point] : points)
        steps[end_of_step(at, step)].push_back(point);
    Points result;
    for (const auto& [at, parts] : steps)
        result.emplace(at, fold(parts, at));
    return result;
}

// What there is of the step that ends at `at`.
bool any_within(const Points& points, TimePoint at, std::chrono::seconds step)
{
    const auto first = points.upper_bound(at - step);
    return first != points.end() && first->first <= at;
}

std::int64_t bytes_of(const fs::path& file)
{
    struct stat status { };
    return ::stat(file.c_str(), &status) == 0 ? status.st_blocks * kBlock : 0;
}

TimePoint changed_at(const fs::path& file)
{
    struct stat status { };
    return ::stat(file.c_str(), &status) == 0 ? TimePoint(std::chrono::seconds{ status.st_mtim.tv_sec }) : kNever;
}

} // namespace

MetricFiles::MetricFiles(std::string directory, std::int64_t most_bytes)
    : directory_(std::move(directory))
    , most_bytes_(most_bytes)
{
    find_subjects();
}

// "task/<id>", "container/<id>/<index>", "instance/<id>", "service/<cluster>/<name>", "cluster/<name>".
std::string MetricFiles::path(const MetricSubject& subject) const
{
    switch (subject.kind) {
    case Kind::Container:
        return fmt::format("{}/container/{}/{}", directory_, subject.id.hex(), subject.container);
    case Kind::Task:
        return fmt::format("{}/task/{}", directory_, subject.id.hex());
    case Kind::Instance:
        return fmt::format("{}/instance/{}", directory_, subject.id.hex());
    case Kind::Service:
        return fmt::format("{}/service/{}/{}", directory_, subject.cluster, subject.service);
    case Kind::Cluster:
        break;
    }
    return fmt::format("{}/cluster/{}", directory_, subject.cluster);
}

std::string MetricFiles::ring(const MetricSubject& subject, const Resolution& resolution) const
{
    return fmt::format("{}/{}", path(subject), resolution.name);
}

void MetricFiles::find_subjects()
{
    std::error_code none;
    const auto each = [&](const std::string& folder, const auto& found) {
        for (const auto& entry : fs::directory_iterator(directory_ + folder, none))
            found(entry.path().filename().string());
    };
    const auto with_id = [&](Kind kind) {
        return [this, kind](const std::string& name) {
            MetricSubject subject{ kind, Id::parse(name).value_or(Id()), 0, {}, {} };
            if (!subject.id.is_null())
                measure(subject);
        };
    };
    each("/task", with_id(Kind::Task));
    each("/instance", with_id(Kind::Instance));
    each("/cluster", [this](const std::string& name) { measure({ Kind::Cluster, {}, 0, name, {} }); });
    each("/service", [&](const std::string& cluster) {
        each("/service/" + cluster, [&](const std::string& name) { measure({ Kind::Service, {}, 0, cluster, name }); });
    });
    each("/container", [&](const std::string& task) {
        each("/container/" + task, [&](const std::string& name) {
            MetricSubject subject{ Kind::Container, Id::parse(task).value_or(Id()), 0, {}, {} };
            const auto [end, bad] = std::from_chars(name.data(), name.data() + name.size(), subject.container);
            if (!subject.id.is_null() && bad == std::errc() && end == name.data() + name.size())
                measure(subject);
        });
    });
}

void MetricFiles::measure(const MetricSubject& subject)
{
    Entry now;
    for (const auto& resolution : kResolutions) {
        const auto file = ring(subject, resolution);
        now.bytes += bytes_of(file);
        now.last = std::max(now.last, changed_at(file));
    }
    Entry& entry = entries_[subject];
    bytes_ += now.bytes - entry.bytes;
    entry = now;
}

void MetricFiles::keep(
    const MetricSubject& subject, const Resolution& resolution, const std::vector<MetricPoint>& points)
{
    if (points.empty())
        return;
    std::error_code problem;
    if (!entries_.contains(subject)) {
        fs::create_directories(path(subject), problem);
        fs::permissions(directory_, fs::perms::owner_all, problem);
    }
    const auto file_name = ring(subject, resolution);
    const File file(file_name, O_WRONLY | O_CREAT);
    bool written = file.get() >= 0;
    for (const auto& point : points) {
        const auto record = encode(point, resolution.step);
        written = written
            && ::pwrite(
                   file.get(), record.data(), record.size(), place_of(step_number(point.at, resolution), resolution))
                == static_cast<ssize_t>(record.size());
    }
    if (!written)
        return log::warning("history", "{} cannot be written: {}", file_name, std::strerror(errno));
    measure(subject);
    entries_[subject].last = points.back().at;
    if (&resolution == &kTens)
        for (const auto& point : points)
            if (point.at == end_of_step(point.at, kMinutes.step))
                end_minute(subject, point.at);
    make_room(subject);
}

// Of the tens of seconds as they are on disk: a restart in between changes nothing.
void MetricFiles::end_minute(const MetricSubject& subject, TimePoint at)
{
    const auto tens = read_ring(subject, kTens, at - kMinutes.step, at);
    keep(subject, kMinutes, { fold(tens, at) });
}

// Ended in (from, to].
std::vector<MetricPoint> MetricFiles::read_ring(
    const MetricSubject& subject, const Resolution& resolution, TimePoint from, TimePoint to) const
{
    std::vector<MetricPoint> points;
    const File file(ring(subject, resolution), O_RDONLY);
    from = std::max(from, to - resolution.span());
    const auto first = step_number(from, resolution) + 1;
    const auto last = step_number(to, resolution);
    if (file.get() < 0 || first > last)
        return points;
    std::vector<unsigned char> bytes(static_cast<std::size_t>(resolution.count) * kRecordSize);
    const bool in_a_row = first % resolution.count <= last % resolution.count;
    const auto begin = in_a_row ? place_of(first, resolution) : 0;
    const auto end
        = in_a_row ? place_of(last, resolution) + static_cast<off_t>(kRecordSize) : static_cast<off_t>(bytes.size());
    const auto count = ::pread(file.get(), bytes.data() + begin, static_cast<std::size_t>(end - begin), begin);
    for (auto number = first; count > 0 && number <= last; ++number) {
        const auto place = place_of(number, resolution);
        if (place + static_cast<off_t>(kRecordSize) > begin + count)
            continue;
        if (auto point = decode(bytes.data() + place, resolution.step);
            point && step_number(point->at, resolution) == number)
            points.push_back(*point);
    }
    return points;
}

std::vector<MetricPoint> MetricFiles::read(
    const MetricSubject& subject, TimePoint from, TimePoint to, std::chrono::seconds step) const
{
    if (!entries_.contains(subject))
        return {};
    std::array<Points, kResolutions.size()> rings;
    for (std::size_t i = 0; i < rings.size(); ++i)
        for (const auto& point : read_ring(subject, kResolutions[i], from, to))
            rings[i].emplace(point.at, point);
    std::size_t base = 0;
    while (base + 1 < rings.size() && kResolutions[base + 1].step <= step)
        ++base;
    Points& points = rings[base];
    for (std::size_t coarser = base + 1; coarser < rings.size(); ++coarser)
        for (const auto& [at, point] : rings[coarser])
            if (!any_within(points, at, kResolutions[coarser].step))
                points.emplace(at, point);
    for (std::size_t finer = base; finer-- > 0;)
        for (const auto& [at, point] : folded(rings[finer], kResolutions[base].step))
            points.emplace(at, point);
    std::vector<MetricPoint> result;
    for (const auto& [at, point] : folded(points, step))
        if (at <= end_of_step(to, step))
            result.push_back(point);
    return result;
}

void MetricFiles::drop(const MetricSubject& subject)
{
    const auto entry = entries_.extract(subject);
    if (!entry)
        return;
    bytes_ -= entry.mapped().bytes;
    std::error_code none;
    const fs::path folder = path(subject);
    fs::remove_all(folder, none);
    if (subject.kind == Kind::Container || subject.kind == Kind::Service)
        ::rmdir(folder.parent_path().c_str()); // unless there are others in it
}

void MetricFiles::forget(const MetricSubject& subject)
{
    std::vector<MetricSubject> gone;
    for (const auto& [other, entry] : entries_) {
        const bool container = subject.kind == Kind::Task && other.kind == Kind::Container && other.id == subject.id;
        const bool service
            = subject.kind == Kind::Cluster && other.kind == Kind::Service && other.cluster == subject.cluster;
        if (other == subject || container || service)
            gone.push_back(other);
    }
    for (const auto& one : gone)
        drop(one);
}

std::vector<MetricSubject> MetricFiles::subjects() const
{
    std::vector<MetricSubject> all;
    for (const auto& [subject, entry] : entries_)
        all.push_back(subject);
    return all;
}

void MetricFiles::make_room(const MetricSubject& but)
{
    while (bytes_ > most_bytes_ && entries_.size() > 1) {
        auto oldest = entries_.end();
        for (auto it = entries_.begin(); it != entries_.end(); ++it)
            if (it->first != but && (oldest == entries_.end() || it->second.last < oldest->second.last))
                oldest = it;
        drop(MetricSubject(oldest->first));
    }
}

} // namespace quayside::history
