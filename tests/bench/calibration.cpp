#include "tests/bench/calibration.h"

#include "tests/bench/registry.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::bench {

namespace {

constexpr std::size_t kRecords = 5'000;

// The least free CPU that is enough, over all records.
[[gnu::optimize("O3"), gnu::target_clones("avx2", "default")]] std::int32_t scan(
    const std::int32_t* cpu, const std::int32_t* memory, std::int32_t need_cpu, std::int32_t need_memory)
{
    std::int32_t best = INT32_MAX;
    for (std::size_t i = 0; i < kRecords; ++i) {
        const bool fits = (cpu[i] >= need_cpu) & (memory[i] >= need_memory);
        const std::int32_t value = fits ? cpu[i] : INT32_MAX;
        best = value < best ? value : best;
    }
    return best;
}

double measure_scan()
{
    std::vector<std::int32_t> cpu(kRecords), memory(kRecords);
    for (std::size_t i = 0; i < kRecords; ++i) {
        cpu[i] = static_cast<std::int32_t>(i * 7919 % 4096);
        memory[i] = static_cast<std::int32_t>(i * 104729 % 16384);
    }
    double best = 1e9;
    volatile std::int32_t sink = 0;
    for (int round = 0; round < 50; ++round)
        best = std::min(best, wall_ms([&] {
            for (int i = 0; i < 20; ++i)
                sink = scan(cpu.data(), memory.data(), 100 + i, 512);
        }) * 1e3 / 20);
    return best;
}

double measure_append()
{
    std::string path = std::filesystem::temp_directory_path() / "quayside-bench-XXXXXX";
    const int file = ::mkstemp(path.data());
    if (file < 0)
        return 0;
    const std::string page(4096, 'x');
    std::vector<double> samples;
    for (int i = 0; i < 200; ++i)
        samples.push_back(wall_ms([&] {
            if (::write(file, page.data(), page.size()) < 0 || ::fdatasync(file) < 0)
                return;
        }));
    ::close(file);
    ::unlink(path.c_str());
    std::ranges::nth_element(samples, samples.begin() + 100);
    return samples[100];
}

std::string engine_socket()
{
    constexpr std::string_view scheme = "unix://";
    const char* host = std::getenv("DOCKER_HOST");
    if (host && std::string_view(host).starts_with(scheme))
        return host + scheme.size();
    return "/var/run/docker.sock";
}

int connect_to(const std::string& path)
{
    const int connection = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    const timeval patience{ .tv_sec = 2, .tv_usec = 0 };
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return connection;
    ::close(connection);
    return -1;
}

bool ping(int connection)
{
    constexpr std::string_view request = "GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n";
    char reply[4096];
    if (::write(connection, request.data(), request.size()) < 0)
        return false;
    const auto got = ::read(connection, reply, sizeof reply);
    return got > 0 && std::string_view(reply, static_cast<std::size_t>(got)).starts_with("HTTP/1.1 200");
}

std::optional<double> measure_ping()
{
    constexpr int count = 1'000;
    const int connection = connect_to(engine_socket());
    if (connection < 0)
        return std::nullopt;
    int answered = 0;
    const double ms = wall_ms([&] {
        while (answered < count && ping(connection))
            ++answered;
    });
    ::close(connection);
    if (answered < count)
        return std::nullopt;
    return count / ms * 1e3;
}

} // namespace

Calibration calibrate()
{
    Calibration calibration;
    if (double load[1]; ::getloadavg(load, 1) == 1)
        calibration.load_average = load[0];
    calibration.scan_us = measure_scan();
    calibration.append_ms = measure_append();
    calibration.pings_per_second = measure_ping();
    return calibration;
}

void print(const Calibration& calibration)
{
    fmt::print(
        "# calibration: scan of 5,000 records {:.2f} us; 4 KiB append + fdatasync p50 {:.3f} ms; dockerd _ping {}; "
        "load average {:.2f}\n",
        calibration.scan_us, calibration.append_ms,
        calibration.pings_per_second ? fmt::format("{:.0f}/s", *calibration.pings_per_second) : "not there",
        calibration.load_average);
}

} // namespace quayside::bench
