#include "ui/charts/chart_data.h"

#include "ui/look/text.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace quayside::ui {

namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

bool earlier(const ChartPoint& point, TimePoint at)
{
    return point.at < at;
}

// The points of one pixel column, thinned to the lowest and the highest.
class Column {
public:
    bool empty() const { return count_ == 0; }
    void add(const ChartPoint& point)
    {
        if (count_++ == 0)
            lowest_ = highest_ = point;
        if (point.value < lowest_.value)
            lowest_ = point;
        if (point.value > highest_.value)
            highest_ = point;
    }
    void move_to(ChartStretch& stretch)
    {
        if (count_ == 0)
            return;
        const bool low_first = lowest_.at <= highest_.at;
        stretch.push_back(low_first ? lowest_ : highest_);
        if (lowest_.at != highest_.at)
            stretch.push_back(low_first ? highest_ : lowest_);
        count_ = 0;
    }

private:
    ChartPoint lowest_;
    ChartPoint highest_;
    int count_ = 0;
};

std::span<const ChartPoint> in_sight(std::span<const ChartPoint> points, TimeRange range)
{
    auto first = std::lower_bound(points.begin(), points.end(), range.begin, earlier);
    auto last = std::lower_bound(first, points.end(), range.end + Duration(1), earlier);
    if (first != points.begin())
        --first;
    if (last != points.end())
        ++last;
    return { first, last };
}

constexpr int kDay = 86'400; // seconds

Duration step_for(TimeRange range, int pixels, int pixels_apart)
{
    static constexpr std::array<int, 20> kSteps = { 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200,
        14'400, 43'200, kDay, 2 * kDay, 3 * kDay, 7 * kDay };
    const int wanted = std::max(1, pixels / std::max(1, pixels_apart));
    for (const int step : kSteps)
        if (range.length() / seconds(step) <= wanted)
            return seconds(step);
    return seconds(kSteps.back());
}

// So that ticks stand at round times where people live, also where zones are half an hour off.
Duration zone_offset(TimePoint at)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return seconds(QDateTime::fromMSecsSinceEpoch(ms).offsetFromUtc());
}

} // namespace

std::vector<ChartStretch> decimate(
    std::span<const ChartPoint> points, TimeRange range, int pixels, Duration longest_step)
{
    std::vector<ChartStretch> stretches;
    if (points.empty() || pixels <= 0 || range.length() <= Duration(0))
        return stretches;
    const double per_pixel = static_cast<double>(range.length().count()) / pixels;
    ChartStretch stretch;
    Column column;
    std::int64_t at_pixel = 0;
    TimePoint last = kNever;
    const auto end_stretch = [&] {
        column.move_to(stretch);
        if (!stretch.empty())
            stretches.push_back(std::exchange(stretch, {}));
    };
    for (const ChartPoint& point : in_sight(points, range)) {
        const bool gap = last != kNever && point.at - last > longest_step;
        if (!std::isfinite(point.value) || gap)
            end_stretch();
        last = point.at;
        if (!std::isfinite(point.value))
            continue;
        const auto pixel
            = static_cast<std::int64_t>(std::floor(static_cast<double>((point.at - range.begin).count()) / per_pixel));
        if (pixel != at_pixel)
            column.move_to(stretch);
        at_pixel = pixel;
        column.add(point);
    }
    end_stretch();
    return stretches;
}

ChartSummary summarise(std::span<const ChartPoint> points, TimeRange range)
{
    ChartSummary summary;
    for (const ChartPoint& point : points) {
        if (point.at < range.begin || point.at > range.end || !std::isfinite(point.value))
            continue;
        summary.least = summary.known ? std::min(summary.least, point.value) : point.value;
        summary.greatest = summary.known ? std::max(summary.greatest, point.value) : point.value;
        summary.last = point.value;
        summary.known = true;
    }
    return summary;
}

std::vector<double> value_ticks(double greatest)
{
    if (!std::isfinite(greatest) || greatest <= 0)
        greatest = 1;
    const double power = std::pow(10, std::floor(std::log10(greatest)) - 1);
    double step = power;
    for (const double factor : { 1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0 }) {
        step = power * factor;
        if (greatest / step <= 4.0)
            break;
    }
    std::vector<double> ticks = { 0 };
    while (ticks.back() < greatest - step * 1e-9 || ticks.size() < 4)
        ticks.push_back(step * static_cast<double>(ticks.size()));
    return ticks;
}

std::vector<TimeTick> time_ticks(TimeRange range, int pixels, int pixels_apart)
{
    std::vector<TimeTick> ticks;
    if (range.length() <= Duration(0))
        return ticks;
    const Duration step = step_for(range, pixels, pixels_apart);
    const Duration offset = zone_offset(range.end);
    const auto begin = range.begin.time_since_epoch() + offset;
    auto at = (begin / step) * step;
    if (at < begin)
        at += step;
    for (; TimePoint(at - offset) <= range.end; at += step) {
        const TimePoint tick(at - offset);
        const QString text = local_time(tick);
        const bool is_day = step >= seconds(kDay / 6) && text.startsWith(QLatin1String("00:00"));
        ticks.push_back({ tick, is_day ? local_date_time(tick).mid(5, 5) : step < seconds(60) ? text : text.left(5) });
    }
    return ticks;
}

std::vector<double> spread_labels(std::vector<double> positions, double distance, double height)
{
    std::vector<std::size_t> order(positions.size());
    std::iota(order.begin(), order.end(), std::size_t{ 0 });
    std::stable_sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return positions[a] < positions[b]; });
    // Downwards from the top, then upwards from the bottom: nothing moves that had room.
    double limit = 0;
    for (const std::size_t i : order) {
        positions[i] = std::max(positions[i], limit);
        limit = positions[i] + distance;
    }
    limit = height;
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        positions[*i] = std::max(0.0, std::min(positions[*i], limit));
        limit = positions[*i] - distance;
    }
    return positions;
}

} // namespace quayside::ui
