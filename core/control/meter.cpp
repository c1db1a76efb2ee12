#include "core/control/meter.h"

#include <cmath>
#include <limits>

namespace quayside::control {

namespace {

using model::Sample;

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();
constexpr Duration kStale = std::chrono::seconds{ 4 };
constexpr double kMebibyte = 1024.0 * 1024.0;

constexpr float Sample::*kParts[] = { &Sample::cpu, &Sample::memory, &Sample::network_received, &Sample::network_sent };

double grown(std::uint64_t before, std::uint64_t after)
{
    return static_cast<double>(after >= before ? after - before : after);
}

Sample gap(TimePoint at)
{
    return { at, kUnknown, kUnknown, kUnknown, kUnknown };
}

Sample mean_of(const model::MetricPoint& point)
{
    return { point.at, point.cpu.mean, point.memory.mean, point.network_received.mean, point.network_sent.mean };
}

bool ends_ten(TimePoint at)
{
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count() % 10 == 0;
}

} // namespace

std::optional<Sample> rate(const docker::Stats& before, const docker::Stats& after)
{
    const double seconds = std::chrono::duration<double>(after.at - before.at).count();
    if (seconds <= 0)
        return std::nullopt;
    Sample sample;
    sample.at = after.at;
    sample.cpu = static_cast<float>(grown(before.cpu_nanoseconds, after.cpu_nanoseconds) / (seconds * 1e9) * 1024.0);
    sample.memory = static_cast<float>(static_cast<double>(after.memory) / kMebibyte);
    sample.network_received = static_cast<float>(grown(before.network_received, after.network_received) / seconds);
    sample.network_sent = static_cast<float>(grown(before.network_sent, after.network_sent) / seconds);
    return sample;
}

Sample sum(const std::vector<Sample>& samples, TimePoint at)
{
    Sample result = gap(at);
    for (const auto& sample : samples)
        for (const auto part : kParts)
            if (!std::isnan(sample.*part))
                result.*part = std::isnan(result.*part) ? sample.*part : result.*part + sample.*part;
    return result;
}

void Meter::read(const docker::Stats& reading)
{
    if (last_)
        if (const auto sample = rate(*last_, reading))
            newest_ = *sample;
    last_ = reading;
}

void Meter::keep(const Sample& sample)
{
    seconds_.push(sample);
    ten_.push_back(model::point_of(sample));
    if (ends_ten(sample.at)) {
        last_ten_ = model::fold(ten_, sample.at);
        tens_.push(mean_of(last_ten_));
        ten_.clear();
    }
}

const Sample& Meter::tick(TimePoint at)
{
    Sample sample = newest_;
    sample.at = at;
    if (newest_.at + kStale < at)
        sample = gap(at);
    keep(sample);
    return seconds_.back();
}

void Meter::pause()
{
    last_.reset();
    newest_ = {};
}

void Meter::preset(const std::vector<Sample>& seconds)
{
    for (const auto& sample : seconds)
        keep(sample);
    if (!seconds.empty())
        newest_ = seconds.back();
}

std::vector<Sample> Meter::history(TimePoint from, TimePoint now) const
{
    std::vector<Sample> samples;
    const TimePoint fine = now - kFineSpan;
    for (std::size_t i = 0; i < tens_.size(); ++i)
        if (tens_[i].at >= from && tens_[i].at < fine)
            samples.push_back(tens_[i]);
    for (std::size_t i = 0; i < seconds_.size(); ++i)
        if (seconds_[i].at >= from && seconds_[i].at >= fine)
            samples.push_back(seconds_[i]);
    return samples;
}

} // namespace quayside::control
