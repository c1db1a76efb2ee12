#include "core/control/kept_logs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace quayside::control {

namespace {

namespace fs = std::filesystem;
using docker::LogLine;

constexpr mode_t kOwnersDirectory = 0700;
constexpr mode_t kOwnersFile = 0600;

TimePoint time_of(const fs::path& file)
{
    struct stat status { };
    if (::stat(file.c_str(), &status) != 0)
        return kNever;
    return TimePoint(std::chrono::seconds{ status.st_mtim.tv_sec });
}

std::string as_text(const std::deque<LogLine>& lines, std::size_t most)
{
    std::size_t size = 0;
    auto first = lines.end();
    while (first != lines.begin() && size + std::prev(first)->text.size() <= most)
        size += (--first)->text.size();
    std::string text;
    for (; first != lines.end(); ++first)
        fmt::format_to(std::back_inserter(text), "{} {} {}\n", first->at.time_since_epoch().count(),
            first->standard_error ? 'e' : 'o', first->text);
    return text;
}

std::optional<LogLine> parse_line(std::string_view line)
{
    std::int64_t micros = 0;
    const auto [end, bad] = std::from_chars(line.data(), line.data() + line.size(), micros);
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    if (bad != std::errc() || line.size() < 3 || line[0] != ' ' || line[2] != ' ')
        return {};
    return LogLine{ TimePoint(Duration(micros)), line[1] == 'e', std::string(line.substr(3)) };
}

// Beside and renamed, so that there is never half of it.
bool write_file(const std::string& path, std::string_view text)
{
    const std::string beside = path + ".new";
    const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnersFile);
    if (file < 0)
        return false;
    bool written = true;
    while (written && !text.empty()) {
        const auto count = ::write(file, text.data(), text.size());
        written = count > 0;
        text.remove_prefix(written ? static_cast<std::size_t>(count) : 0);
    }
    written = ::close(file) == 0 && written && std::rename(beside.c_str(), path.c_str()) == 0;
    if (!written)
        ::unlink(beside.c_str());
    return written;
}

} // namespace

KeptLogs::KeptLogs(std::string directory, Limits limits)
    : directory_(std::move(directory))
    , limits_(limits)
{
    if (keeps())
        find_files();
}

void KeptLogs::find_files()
{
    std::error_code none;
    for (const auto& folder : fs::directory_iterator(directory_, none)) {
        const auto task = Id::parse(folder.path().filename().string());
        if (!task)
            continue;
        for (const auto& file : fs::directory_iterator(folder, none)) {
            const auto name = file.path().filename().string();
            std::size_t container = 0;
            const auto [end, bad] = std::from_chars(name.data(), name.data() + name.size(), container);
            if (bad != std::errc() || end != name.data() + name.size())
                continue;
            const auto size = static_cast<std::size_t>(file.file_size(none));
            files_[{ *task, container }] = { size, time_of(file.path()) };
            sum_ += size;
        }
    }
}

std::string KeptLogs::path(const Key& key) const
{
    return fmt::format("{}/{}/{}", directory_, key.first.hex(), key.second);
}

Result<void> KeptLogs::keep(const Id& task, std::size_t container, const std::deque<LogLine>& lines)
{
    const Key key{ task, container };
    const auto text = as_text(lines, limits_.one);
    ::mkdir(directory_.c_str(), kOwnersDirectory);
    ::mkdir(fmt::format("{}/{}", directory_, task.hex()).c_str(), kOwnersDirectory);
    if (!write_file(path(key), text))
        return fail(Error::server(fmt::format("{} cannot be written: {}", path(key), std::strerror(errno))));
    sum_ += text.size() - files_[key].size;
    files_[key] = { text.size(), time_of(path(key)) };
    make_room();
    return {};
}

Result<std::vector<LogLine>> KeptLogs::read(const Id& task, std::size_t container) const
{
    const auto file = path({ task, container });
    std::ifstream stream(file, std::ios::binary);
    std::vector<LogLine> lines;
    for (std::string text; std::getline(stream, text);)
        if (auto line = parse_line(text))
            lines.push_back(std::move(*line));
    if (!stream.eof())
        return fail(Error::server(file + " cannot be read."));
    return lines;
}

void KeptLogs::forget(const Id& task)
{
    while (true) {
        const auto found = files_.lower_bound({ task, 0 });
        if (found == files_.end() || found->first.first != task)
            return;
        drop(Key(found->first));
    }
}

void KeptLogs::drop(const Key& key)
{
    const auto file = files_.extract(key);
    sum_ -= file.mapped().size;
    ::unlink(path(key).c_str());
    ::rmdir(fmt::format("{}/{}", directory_, key.first.hex()).c_str()); // unless there are others in it
}

void KeptLogs::make_room()
{
    while (sum_ > limits_.all && files_.size() > 1) {
        const auto oldest = std::ranges::min_element(
            files_, {}, [](const auto& entry) { return std::pair(entry.second.kept_at, entry.first); });
        drop(Key(oldest->first));
    }
}

std::vector<Id> KeptLogs::tasks() const
{
    std::vector<Id> ids;
    for (const auto& [key, file] : files_)
        if (ids.empty() || ids.back() != key.first)
            ids.push_back(key.first);
    return ids;
}

} // namespace quayside::control
