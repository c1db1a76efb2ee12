#include "core/control/task_stats.h"

#include "core/base/iso_time.h"
#include "core/docker/stats_reader.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>

namespace quayside::control {

namespace {

constexpr Duration kFresh = std::chrono::seconds{ 1 };
constexpr Duration kKept = std::chrono::minutes{ 10 };

struct Traffic {
    TimePoint at;
    std::uint64_t received = 0;
    std::uint64_t sent = 0;
};

std::optional<Traffic> traffic_of(const Json& reading)
{
    const auto networks = reading.find("networks");
    const auto at = parse_iso_time(reading.value("read", ""));
    if (networks == reading.end() || !networks->is_object() || !at)
        return std::nullopt;
    Traffic traffic{ *at };
    for (const auto& network : *networks) {
        traffic.received += network.value("rx_bytes", std::uint64_t{ 0 });
        traffic.sent += network.value("tx_bytes", std::uint64_t{ 0 });
    }
    return traffic;
}

// Absent until there are two readings, and where the container has no network of its own.
void put_rates(Json& reading, const Json& before)
{
    const auto then = before.is_object() ? traffic_of(before) : std::nullopt;
    const auto now = traffic_of(reading);
    if (!then || !now || now->at <= then->at || now->received < then->received || now->sent < then->sent)
        return;
    const double seconds = std::chrono::duration<double>(now->at - then->at).count();
    reading["network_rate_stats"]
        = { { "rx_bytes_per_sec", static_cast<double>(now->received - then->received) / seconds },
              { "tx_bytes_per_sec", static_cast<double>(now->sent - then->sent) / seconds } };
}

// An engine has a container that has ended answer with the year 1.
bool is_reading(const Json& reading)
{
    return reading.is_object() && reading.contains("cpu_stats")
        && parse_iso_time(reading.value("read", "")).value_or(kNever) != kNever;
}

} // namespace

TaskStats::TaskStats(Loop& loop, EngineAccess& engines, const model::State& state)
    : loop_(loop)
    , engines_(engines)
    , state_(state)
{
}

docker::StatsReader* TaskStats::reader_of(const model::Task& task) const
{
    const auto instance = state_.container_instances().find(task.container_instance);
    auto* engine = instance ? engines_.find(instance->engine) : nullptr;
    return engine ? docker::StatsReader::of(*engine) : nullptr;
}

void TaskStats::read(const model::Task& task, std::size_t index, Function<void(Json)> done)
{
    auto* engine = reader_of(task);
    const auto& container = task.containers[index];
    if (!engine || container.last_status != model::ContainerStatus::Running)
        return done(nullptr);
    forget_old();
    const Key key{ task.id, index };
    Entry& entry = entries_[key];
    if (entry.waiting.empty() && loop_.now() - entry.read_at < kFresh)
        return done(entry.answer);
    entry.waiting.push_back(std::move(done));
    if (entry.waiting.size() > 1)
        return;
    engine->read_stats(container.runtime_id, alive_.guard([this, key](Result<Json> reading) {
        if (reading && is_reading(*reading))
            read_network(key, std::move(*reading));
        else
            take(key, nullptr);
    }));
}

// That of a task in awsvpc mode is its pause container's.
void TaskStats::read_network(const Key& key, Json reading)
{
    const auto task = state_.tasks().find(key.first);
    auto* engine = task ? reader_of(*task) : nullptr;
    if (!engine || task->network_interfaces.empty())
        return take(key, std::move(reading));
    engine->read_stats(task->network_interfaces.front().pause_id,
        alive_.guard([this, key, reading = std::move(reading)](const Result<Json>& holder) mutable {
            if (holder && holder->contains("networks"))
                reading["networks"] = holder->at("networks");
            take(key, std::move(reading));
        }));
}

void TaskStats::take(const Key& key, Json reading)
{
    Entry& entry = entries_.at(key);
    entry.read_at = loop_.now();
    const Json before = std::exchange(entry.last, reading);
    if (reading.is_object() && before.is_object()) {
        reading["precpu_stats"] = before.at("cpu_stats");
        reading["preread"] = before.at("read");
        put_rates(reading, before);
    }
    entry.answer = std::move(reading);
    for (auto& done : std::exchange(entry.waiting, {}))
        done(entry.answer);
}

void TaskStats::forget_old()
{
    std::erase_if(entries_, [this](const auto& entry) {
        return entry.second.waiting.empty() && loop_.now() - entry.second.read_at > kKept;
    });
}

} // namespace quayside::control
