#include "core/history/metric_record.h"

#include <algorithm>
#include <cmath>

namespace quayside::history {

namespace {

constexpr std::uint16_t kUnknown = 65'535;
constexpr float kHighest = 65'534;
constexpr float kDoublings = 48; // what is told apart lies between 0 and 2^48
constexpr std::size_t kSummed = kRecordSize - 4;
constexpr std::uint32_t kFormat = 2'166'136'261U ^ 1U; // changes with the meaning of the bytes

std::uint16_t code_of(float value)
{
    if (std::isnan(value))
        return kUnknown;
    const float doublings = std::log2(1 + std::max(value, 0.0F));
    return static_cast<std::uint16_t>(std::lround(std::min(doublings / kDoublings, 1.0F) * kHighest));
}

float value_of(std::uint16_t code)
{
    if (code == kUnknown)
        return model::Spread::kUnknown;
    return static_cast<float>(std::exp2(static_cast<double>(code) / kHighest * kDoublings) - 1);
}

// FNV-1a.
std::uint32_t checksum(const unsigned char* bytes)
{
    std::uint32_t sum = kFormat;
    for (std::size_t i = 0; i < kSummed; ++i)
        sum = (sum ^ bytes[i]) * 16'777'619U;
    return sum;
}

void put(unsigned char* place, std::uint32_t value, std::size_t bytes)
{
    for (std::size_t i = 0; i < bytes; ++i)
        place[i] = static_cast<unsigned char>(value >> (8 * i));
}

std::uint32_t get(const unsigned char* place, std::size_t bytes)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        value |= static_cast<std::uint32_t>(place[i]) << (8 * i);
    return value;
}

constexpr float model::Spread::*kParts[] = { &model::Spread::least, &model::Spread::mean, &model::Spread::most };

} // namespace

Record encode(const model::MetricPoint& point, std::chrono::seconds step)
{
    Record record{};
    put(record.data(), static_cast<std::uint32_t>(point.at.time_since_epoch() / Duration(step)), 4);
    std::size_t at = 4;
    for (const auto figure : model::kFigures)
        for (const auto part : kParts) {
            put(record.data() + at, code_of(point.*figure.*part), 2);
            at += 2;
        }
    put(record.data() + kSummed, checksum(record.data()), 4);
    return record;
}

std::optional<model::MetricPoint> decode(const unsigned char* record, std::chrono::seconds step)
{
    if (get(record + kSummed, 4) != checksum(record))
        return std::nullopt;
    model::MetricPoint point;
    point.at = TimePoint(Duration(step) * static_cast<std::int64_t>(get(record, 4)));
    std::size_t at = 4;
    for (const auto figure : model::kFigures)
        for (const auto part : kParts) {
            point.*figure.*part = value_of(static_cast<std::uint16_t>(get(record + at, 2)));
            at += 2;
        }
    return point;
}

} // namespace quayside::history
