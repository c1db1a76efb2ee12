#include "core/docker/simulated_log.h"

#include "core/docker/simulated_engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace quayside::docker {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Duration kRemembered = std::chrono::minutes{ 30 }; // of a container that has run for longer
constexpr Duration kTurn = seconds{ 1 };
constexpr std::array<std::string_view, 6> kPaths{ "/", "/cart", "/checkout", "/products?page=3", "/readyz", "/search" };

// splitmix64, of seed and index only.
std::uint64_t pick(std::uint64_t seed, std::uint64_t index)
{
    std::uint64_t z = seed + (index + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

LogLine request_line(std::uint64_t picked)
{
    const auto path = kPaths[(picked >> 8) % kPaths.size()];
    const auto taken = 2 + (picked >> 16) % 90;
    switch (picked % 40) {
    case 0:
        return { {}, true, fmt::format("error: {} failed: upstream timeout after 3000 ms", path) };
    case 1:
    case 2:
        return { {}, true, fmt::format("\x1b[33mwarn\x1b[0m: slow answer to {}: {} ms", path, 600 + taken) };
    case 3:
    case 4:
        return { {}, false, fmt::format("debug: cache hit {} ttl={}", path, taken) };
    case 5:
        return { {}, false,
            fmt::format(R"({{"level":"info","route":"{}","status":201,"ms":{},"order":{}}})", path, taken,
                80'000 + (picked >> 24) % 9'999) };
    default:
        return { {}, false, fmt::format("GET {} 200 {} ms", path, taken) };
    }
}

// An error that nobody caught, with where it came from.
std::vector<LogLine> thrown()
{
    return { { {}, true, "TypeError: transport target is not a constructor" },
        { {}, true, "    at createTransport (/app/log.js:41:17)" },
        { {}, true, "    at Object.<anonymous> (/app/server.js:7:14)" },
        { {}, true, "    at Module._compile (node:internal/modules/cjs/loader:1376:14)" } };
}

std::vector<LogLine> lines_of_second(std::uint64_t seed, std::uint64_t second)
{
    if (second == 0)
        return { { {}, false, "info: starting" } };
    if (second == 1)
        return { { {}, false, "\x1b[32minfo\x1b[0m: ready, pool of 12 connections" } };
    const auto picked = pick(seed, second);
    return picked % 240 == 0 ? thrown() : std::vector<LogLine>{ request_line(picked) };
}

} // namespace

std::vector<LogLine> simulated_log(std::uint64_t seed, TimePoint started_at, TimePoint from, TimePoint to)
{
    std::vector<LogLine> lines;
    from = std::max({ from, started_at, to - kRemembered });
    if (started_at == kNever)
        return lines;
    for (auto second = (from - started_at) / seconds{ 1 };; ++second) {
        const auto index = static_cast<std::uint64_t>(second);
        const TimePoint at = started_at + seconds{ second } + milliseconds{ pick(~seed, index) % 1000 };
        if (started_at + seconds{ second } >= to)
            return lines;
        if (at < from || at >= to)
            continue;
        TimePoint next = at;
        for (auto& line : lines_of_second(seed, index)) {
            line.at = next;
            next += std::chrono::microseconds{ 100 };
            lines.push_back(std::move(line));
        }
    }
}

Subscription SimulatedEngine::logs(LogRequest request, Function<void(std::vector<LogLine>)> lines, Callback<void> ended)
{
    const Ticket ticket = next_ticket_++;
    ++counts_.calls["logs"];
    auto& stream = log_streams_[ticket];
    stream = { std::move(request), std::move(lines), std::move(ended), {} };
    stream.next = loop_.after(host_.settings().latency, [this, ticket] { turn_log(ticket); });
    return Subscription(alive_.guard([this, ticket] { log_streams_.erase(ticket); }));
}

void SimulatedEngine::turn_log(Ticket ticket)
{
    const auto found = log_streams_.find(ticket);
    auto& stream = found->second;
    if (!reachable())
        return end_log(ticket, fail(Error::no_answer("The simulated engine does not answer: connection refused.")));
    const auto* container = host_.find(stream.request.container);
    if (!container)
        return end_log(ticket, fail(Error{ "EngineError", "No such container: " + stream.request.container, 404 }));
    const bool runs = container->state == RunState::Running;
    const TimePoint now = runs ? loop_.now() : container->finished_at;
    const TimePoint until = stream.request.until == kNever ? now : std::min(now, stream.request.until);
    auto lines = simulated_log(container->seed, container->started_at, stream.request.since, until);
    if (const auto tail = stream.request.tail; tail && std::ssize(lines) > *tail)
        lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(*tail));
    const bool goes_on = stream.request.follow && runs && until == now;
    stream.request.since = std::max(stream.request.since, now);
    stream.request.tail.reset();
    stream.next = loop_.after(goes_on ? kTurn : Duration::zero(), [this, ticket, goes_on] {
        if (goes_on)
            turn_log(ticket);
        else
            end_log(ticket, {});
    });
    if (!lines.empty() && !faults_.black_hole)
        stream.lines(std::move(lines));
}

void SimulatedEngine::end_log(Ticket ticket, Result<void> result)
{
    if (auto stream = log_streams_.extract(ticket))
        stream.mapped().ended(std::move(result));
}

} // namespace quayside::docker
