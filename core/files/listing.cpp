#include "core/files/listing.h"

#include "core/files/tar_reader.h"

#include <archive_entry.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace quayside::files {

namespace {

using docker::FileStat;
using Kind = FileStat::Kind;

// The next word of a line, which loses it.
std::string_view word(std::string_view& line)
{
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    const auto found = line.substr(0, line.find(' '));
    line.remove_prefix(found.size());
    return found;
}

template <class Number>
std::optional<Number> number(std::string_view text)
{
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                     : std::nullopt;
}

std::optional<Kind> kind_of(std::string_view mode)
{
    if (mode.size() < 10)
        return std::nullopt;
    switch (mode[0]) {
    case '-':
        return Kind::File;
    case 'd':
        return Kind::Folder;
    case 'l':
        return Kind::Link;
    default:
        return std::string_view("bcps").find(mode[0]) != std::string_view::npos ? std::optional(Kind::Other)
                                                                                : std::nullopt;
    }
}

// "Nov", "29", and "2026" or "13:50".
std::optional<TimePoint> time_of(
    std::string_view month, std::string_view day_text, std::string_view year_or_time, TimePoint now)
{
    using namespace std::chrono;
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const auto place = months.find(month);
    const auto day_number = number<unsigned>(day_text);
    if (month.size() != 3 || place == std::string_view::npos || place % 3 != 0 || !day_number)
        return std::nullopt;
    const auto at = [&](int y) { return year{ y } / static_cast<int>(place / 3 + 1) / static_cast<int>(*day_number); };
    const auto colon = year_or_time.find(':');
    if (colon == std::string_view::npos) {
        const auto y = number<int>(year_or_time);
        return y && at(*y).ok() ? std::optional<TimePoint>(sys_days(at(*y))) : std::nullopt;
    }
    const auto hour = number<int>(year_or_time.substr(0, colon)), minute = number<int>(year_or_time.substr(colon + 1));
    if (!hour || !minute)
        return std::nullopt;
    const auto this_year = static_cast<int>(year_month_day(floor<days>(now)).year());
    for (const int y : { this_year, this_year - 1 })
        if (at(y).ok())
            if (const TimePoint found = sys_days(at(y)) + hours(*hour) + minutes(*minute); found <= now + hours(24))
                return found;
    return std::nullopt;
}

// "drwxr-xr-x    2 0        0             4096 Nov 29 13:50 log"
std::optional<FileStat> parse_line(std::string_view line, TimePoint now)
{
    const auto kind = kind_of(word(line));
    for (int skipped = 0; skipped < 3; ++skipped) // how many names it has, whose it is
        word(line);
    auto size_text = word(line);
    if (kind == Kind::Other && size_text.ends_with(',')) // of a device: "1, 3"
        size_text = word(line);
    const auto size = number<std::int64_t>(size_text);
    const auto month = word(line), day = word(line), year_or_time = word(line);
    if (!kind || !size || line.size() < 2)
        return std::nullopt;
    line.remove_prefix(1);
    FileStat stat{ std::string(line), *kind, *kind == Kind::File ? *size : 0,
        time_of(month, day, year_or_time, now).value_or(kNever), {} };
    constexpr std::string_view arrow = " -> ";
    if (const auto to = line.find(arrow); *kind == Kind::Link && to != std::string_view::npos) {
        stat.name = line.substr(0, to);
        stat.link_target = line.substr(to + arrow.size());
    }
    return stat;
}

void order(Listing& listing)
{
    std::ranges::sort(listing.entries, {},
        [](const FileStat& entry) { return std::pair(entry.kind != Kind::Folder, std::string_view(entry.name)); });
}

FileStat describe(archive_entry* entry, std::string name)
{
    FileStat stat;
    stat.name = std::move(name);
    const auto type = archive_entry_filetype(entry);
    stat.kind = type == AE_IFDIR                            ? Kind::Folder
        : type == AE_IFLNK                                  ? Kind::Link
        : type == AE_IFREG || archive_entry_hardlink(entry) ? Kind::File
                                                            : Kind::Other;
    stat.size = stat.kind == Kind::File ? archive_entry_size(entry) : 0;
    stat.modified_at = TimePoint(std::chrono::seconds(archive_entry_mtime(entry)));
    if (const char* target = archive_entry_symlink(entry))
        stat.link_target = target;
    return stat;
}

std::string_view plain(const char* path)
{
    std::string_view text(path ? path : "");
    while (text.ends_with('/'))
        text.remove_suffix(1);
    while (text.starts_with("./") || text.starts_with('/'))
        text.remove_prefix(text.find('/') + 1);
    return text == "." ? std::string_view() : text;
}

// "log/app.log" below "log" -> app.log; of the folder itself and of what lies deeper nothing.
std::string below(std::string_view top, std::string_view path)
{
    if (!top.empty() && !path.starts_with(std::string(top) + '/'))
        return {};
    path.remove_prefix(top.empty() ? 0 : top.size() + 1);
    return path.find('/') == std::string_view::npos ? std::string(path) : std::string();
}

} // namespace

Listing parse_ls(std::string_view text, TimePoint now)
{
    Listing listing;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        auto entry = parse_line(line, now);
        if (!entry)
            continue;
        if (listing.entries.size() == kMostEntries) {
            listing.whole = false;
            break;
        }
        listing.entries.push_back(std::move(*entry));
    }
    order(listing);
    return listing;
}

Result<Listing> list_tar(const NextBytes& next)
{
    Listing listing;
    std::size_t read = 0;
    TarReader tar([&]() -> std::string {
        if (read >= kMostRead)
            return {};
        auto bytes = next();
        read += bytes.size();
        return bytes;
    });
    std::optional<std::string> top; // the folder itself comes first
    std::set<std::string> known;
    for (;;) {
        const auto entry = tar.next_entry();
        if (!entry && read < kMostRead)
            return fail(entry.error());
        if (!entry || !*entry || listing.entries.size() == kMostEntries) {
            listing.whole = entry && !*entry && read < kMostRead;
            order(listing);
            return listing;
        }
        const auto path = plain(archive_entry_pathname(*entry));
        if (!top)
            top = path;
        auto name = below(*top, path);
        if (!name.empty() && known.insert(name).second)
            listing.entries.push_back(describe(*entry, std::move(name)));
    }
}

} // namespace quayside::files
