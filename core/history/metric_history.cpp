#include "core/history/metric_history.h"

#include <cmath>
#include <utility>

namespace quayside::history {

using model::MetricPoint;
using model::MetricSubject;

namespace {

constexpr std::size_t kGathered = 10;

} // namespace

MetricHistory::MetricHistory(Loop& loop, Loop& files, std::string directory)
    : loop_(loop)
    , files_(files)
    , rings_(std::make_shared<std::unique_ptr<MetricFiles>>())
{
    files_.post(
        [rings = rings_, directory = std::move(directory)] { *rings = std::make_unique<MetricFiles>(directory); });
}

void MetricHistory::keep_second(const MetricSubject& subject, const model::Sample& sample)
{
    if (std::isnan(sample.cpu) && std::isnan(sample.memory))
        return; // a gap is what was not written
    auto& gathered = seconds_[subject];
    gathered.push_back(point_of(sample));
    if (gathered.size() >= kGathered)
        files_.post([rings = rings_, subject, points = std::move(seconds_.extract(subject).mapped())] {
            (*rings)->keep(subject, kResolutions.front(), points);
        });
}

void MetricHistory::flush()
{
    if (seconds_.empty())
        return;
    files_.post([rings = rings_, seconds = std::exchange(seconds_, {})] {
        for (const auto& [subject, points] : seconds)
            (*rings)->keep(subject, kResolutions.front(), points);
    });
}

void MetricHistory::keep_tens(std::vector<std::pair<MetricSubject, MetricPoint>> points)
{
    flush();
    files_.post([rings = rings_, points = std::move(points)] {
        for (const auto& [subject, point] : points)
            (*rings)->keep(subject, kResolutions[1], { point });
    });
}

void MetricHistory::read(const MetricSubject& subject, TimePoint from, TimePoint to, std::chrono::seconds step,
    Function<void(std::vector<MetricPoint>)> done)
{
    flush();
    auto answer = std::make_shared<Function<void(std::vector<MetricPoint>)>>(alive_.guard(std::move(done)));
    files_.post([rings = rings_, subject, from, to, step, answer, &loop = loop_] {
        loop.post([answer, points = (*rings)->read(subject, from, to, step)] { (*answer)(points); });
    });
}

void MetricHistory::forget(const MetricSubject& subject)
{
    seconds_.erase(subject);
    files_.post([rings = rings_, subject] { (*rings)->forget(subject); });
}

void MetricHistory::sweep(Function<bool(const MetricSubject&)> is_kept)
{
    auto answer = std::make_shared<Function<void(std::vector<MetricSubject>)>>(
        alive_.guard([this, is_kept = std::move(is_kept)](const std::vector<MetricSubject>& subjects) {
            for (const auto& subject : subjects)
                if (!is_kept(subject))
                    forget(subject);
        }));
    files_.post([rings = rings_, answer, &loop = loop_] {
        loop.post([answer, subjects = (*rings)->subjects()] { (*answer)(subjects); });
    });
}

} // namespace quayside::history
