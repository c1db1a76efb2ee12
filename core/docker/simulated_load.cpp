#include "core/docker/simulated_load.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace quayside::docker {

namespace {

constexpr double kMiB = 1024.0 * 1024.0;

// A number in [0, 1) that depends on seed and index only (splitmix64).
double pick(std::uint64_t seed, std::uint64_t index)
{
    std::uint64_t z = seed + (index + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
}

// The integral from 0 to t of 1 + swing * (two sines of different length).
double waves_sum(double t, double swing, double period, double phase)
{
    const auto sine_sum = [t](double length, double shift) {
        const double turn = 2 * std::numbers::pi / length;
        return (std::cos(shift) - std::cos(turn * t + shift)) / turn;
    };
    return t + swing * (0.7 * sine_sum(period, phase) + 0.3 * sine_sum(period / 7.3, phase * 2));
}

double wave(double t, double swing, double period, double phase)
{
    return 1 + swing * std::sin(2 * std::numbers::pi / period * t + phase);
}

} // namespace

SimulatedLoad typical_load(std::int64_t cpu_shares, std::int64_t memory_bytes, std::uint64_t seed)
{
    SimulatedLoad load;
    const double units = cpu_shares > 2 ? static_cast<double>(cpu_shares) : 128;
    const double mib = memory_bytes > 0 ? static_cast<double>(memory_bytes) / kMiB : 128;
    load.cpu_units = units * (0.15 + 0.5 * pick(seed, 1));
    load.cpu_swing = 0.2 + 0.6 * pick(seed, 2);
    load.memory_mib = mib * (0.3 + 0.4 * pick(seed, 3));
    load.memory_swing = 0.02 + 0.15 * pick(seed, 4);
    load.received_per_s = 2'000 + 200'000 * pick(seed, 5) * pick(seed, 6);
    load.sent_per_s = load.received_per_s * (0.3 + 3 * pick(seed, 7));
    load.period_s = 30 + 270 * pick(seed, 8);
    return load;
}

Stats simulated_stats(const SimulatedLoad& load, std::uint64_t seed, TimePoint started_at, TimePoint now)
{
    const double t = std::max(0.0, std::chrono::duration<double>(now - started_at).count());
    const double phase = 2 * std::numbers::pi * pick(seed, 9);
    const double traffic = waves_sum(t, 0.6, load.period_s / 2, phase);
    const double filled = 1 - std::exp(-t / 10);
    Stats stats;
    stats.at = now;
    stats.cpu_nanoseconds = static_cast<std::uint64_t>(
        std::max(0.0, waves_sum(t, load.cpu_swing, load.period_s, phase)) * load.cpu_units / 1024 * 1e9);
    stats.memory = static_cast<std::uint64_t>(
        load.memory_mib * kMiB * filled * wave(t, load.memory_swing, load.period_s * 3, phase));
    stats.network_received = static_cast<std::uint64_t>(std::max(0.0, traffic) * load.received_per_s);
    stats.network_sent = static_cast<std::uint64_t>(std::max(0.0, traffic) * load.sent_per_s);
    return stats;
}

Json stats_document(const std::string& id, const Stats& stats, std::int64_t cpus)
{
    const auto since_1970 = std::chrono::duration_cast<std::chrono::nanoseconds>(stats.at.time_since_epoch()).count();
    Json json;
    json["id"] = id;
    json["read"] = fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z",
        fmt::gmtime(std::chrono::system_clock::to_time_t(stats.at)), stats.at.time_since_epoch().count() % 1'000'000);
    json["preread"] = "0001-01-01T00:00:00Z";
    json["cpu_stats"] = { { "cpu_usage", { { "total_usage", stats.cpu_nanoseconds } } },
        { "system_cpu_usage", since_1970 * cpus }, { "online_cpus", cpus } };
    json["precpu_stats"] = { { "cpu_usage", { { "total_usage", 0 } } } };
    json["memory_stats"] = { { "usage", stats.memory }, { "stats", { { "inactive_file", 0 } } } };
    json["networks"]["eth0"] = { { "rx_bytes", stats.network_received }, { "tx_bytes", stats.network_sent } };
    return json;
}

} // namespace quayside::docker
