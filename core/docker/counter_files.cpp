#include "core/docker/counter_files.h"

#include <array>
#include <cctype>
#include <charconv>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>

namespace quayside::docker {

namespace {

constexpr std::size_t kPlacesKept = 4096; // of containers that are gone, too: then they are all found anew

// What of a file fits; the counters stand at the beginning of those that are longer.
class File {
public:
    explicit File(const std::string& path)
    {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0)
            return;
        for (ssize_t count = 1; count > 0 && size_ < text_.size();) {
            count = ::read(file, text_.data() + size_, text_.size() - size_);
            size_ += count > 0 ? static_cast<std::size_t>(count) : 0;
        }
        ::close(file);
    }
    std::string_view text() const { return { text_.data(), size_ }; }

private:
    std::array<char, 16'384> text_;
    std::size_t size_ = 0;
};

std::string_view take_line(std::string_view& text)
{
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

std::optional<std::uint64_t> take_number(std::string_view& text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    std::uint64_t number = 0;
    const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (bad != std::errc())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

std::optional<std::uint64_t> number_in(const std::string& path)
{
    const File file(path);
    auto text = file.text();
    return take_number(text);
}

// Of a file of lines "name number".
std::optional<std::uint64_t> number_of(std::string_view name, const std::string& path)
{
    const File file(path);
    for (auto text = file.text(); !text.empty();) {
        auto line = take_line(text);
        if (line.starts_with(name) && line.substr(name.size()).starts_with(' ')) {
            line.remove_prefix(name.size());
            return take_number(line);
        }
    }
    return std::nullopt;
}

// "5:cpu,cpuacct:/docker/3f2a...": the path, if the line is of that controller.
std::optional<std::string_view> path_of(std::string_view line, std::string_view controller)
{
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos)
        return std::nullopt;
    auto names = line.substr(first + 1, second - first - 1);
    for (bool found = names == controller; !found; names.remove_prefix(1)) {
        const auto comma = std::min(names.find(','), names.size());
        found = names.substr(0, comma) == controller;
        names.remove_prefix(comma);
        if (found)
            break;
        if (names.empty())
            return std::nullopt;
    }
    return line.substr(second + 1);
}

// A table of an interface each line: "  eth0:" and sixteen numbers, received bytes first, sent ones ninth.
bool add_network(const std::string& path, Stats& stats)
{
    const File file(path);
    auto text = file.text();
    if (text.empty())
        return false;
    while (!text.empty()) {
        auto line = take_line(text);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos)
            continue;
        const auto name = line.substr(line.find_first_not_of(' '), colon - line.find_first_not_of(' '));
        line.remove_prefix(colon + 1);
        std::array<std::uint64_t, 9> numbers{};
        for (auto& number : numbers)
            number = take_number(line).value_or(0);
        if (name == "lo")
            continue;
        stats.network_received += numbers.front();
        stats.network_sent += numbers.back();
    }
    return true;
}

} // namespace

CounterFiles::CounterFiles(std::string processes, std::string cgroups)
    : processes_(std::move(processes))
    , cgroups_(std::move(cgroups))
{
}

std::optional<CounterFiles::Place> CounterFiles::find(const std::string& container, std::int64_t pid) const
{
    const File file(processes_ + "/" + std::to_string(pid) + "/cgroup");
    Place place;
    for (auto text = file.text(); !text.empty();) {
        const auto line = take_line(text);
        if (line.find(container) == std::string_view::npos)
            continue;
        if (const auto cpu = path_of(line, "cpuacct"))
            place.cpu = cgroups_ + "/cpuacct" + std::string(*cpu) + "/cpuacct.usage";
        if (const auto memory = path_of(line, "memory")) {
            const auto directory = cgroups_ + "/memory" + std::string(*memory);
            place.memory = directory + "/memory.usage_in_bytes";
            place.memory_parts = directory + "/memory.stat";
        }
        if (const auto all = path_of(line, ""); all && place.cpu.empty()) {
            const auto directory = cgroups_ + std::string(*all);
            if (::access((directory + "/memory.current").c_str(), R_OK) == 0)
                place = { directory + "/cpu.stat", directory + "/memory.current", directory + "/memory.stat", true };
        }
    }
    return place.cpu.empty() || place.memory.empty() ? std::nullopt : std::optional(std::move(place));
}

std::optional<Stats> CounterFiles::read(const std::string& container, std::int64_t pid, bool has_network, TimePoint now)
{
    auto found = places_.find({ container, pid });
    if (found == places_.end()) {
        auto place = find(container, pid);
        if (!place)
            return std::nullopt;
        if (places_.size() >= kPlacesKept)
            places_.clear();
        found = places_.emplace(std::pair(container, pid), std::move(*place)).first;
    }
    const Place& place = found->second;
    Stats stats;
    stats.at = now;
    const auto cpu = place.unified ? number_of("usage_usec", place.cpu) : number_in(place.cpu);
    const auto memory = number_in(place.memory);
    const bool complete
        = cpu && memory && (!has_network || add_network(processes_ + "/" + std::to_string(pid) + "/net/dev", stats));
    if (!complete) {
        places_.erase(found);
        return std::nullopt;
    }
    stats.cpu_nanoseconds = place.unified ? *cpu * 1000 : *cpu;
    const auto cache
        = number_of(place.unified ? "inactive_file" : "total_inactive_file", place.memory_parts).value_or(0);
    stats.memory = cache < *memory ? *memory - cache : *memory;
    return stats;
}

} // namespace quayside::docker
