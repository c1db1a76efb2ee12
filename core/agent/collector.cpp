#include "core/agent/collector.h"

#include <utility>

namespace quayside::agent {

std::optional<model::Sample> Collector::add(const docker::Stats& reading)
{
    if (reading.at == kNever)
        return std::nullopt;
    const docker::Stats before = std::exchange(last_, reading);
    const double seconds = std::chrono::duration<double>(reading.at - before.at).count();
    if (before.at == kNever || seconds <= 0 || reading.cpu_nanoseconds < before.cpu_nanoseconds
        || reading.network_received < before.network_received || reading.network_sent < before.network_sent)
        return std::nullopt;
    const auto rate
        = [seconds](std::uint64_t from, std::uint64_t to) { return static_cast<double>(to - from) / seconds; };
    model::Sample sample;
    sample.at = reading.at;
    sample.cpu = static_cast<float>(rate(before.cpu_nanoseconds, reading.cpu_nanoseconds) * 1024 / 1e9);
    sample.memory = static_cast<float>(static_cast<double>(reading.memory) / (1 << 20));
    sample.network_received = static_cast<float>(rate(before.network_received, reading.network_received));
    sample.network_sent = static_cast<float>(rate(before.network_sent, reading.network_sent));
    return sample;
}

} // namespace quayside::agent
