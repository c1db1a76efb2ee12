#include "ui/session/log_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace quayside::ui {

namespace {

constexpr std::size_t kLooked = 120; // bytes of a line: further in, the words are its text
constexpr char16_t kPictures = 0x2400; // of control characters, in their order

constexpr std::array<std::pair<std::string_view, LogLevel>, 14> kWords{ {
    { "error", LogLevel::Error },
    { "err", LogLevel::Error },
    { "fatal", LogLevel::Error },
    { "panic", LogLevel::Error },
    { "critical", LogLevel::Error },
    { "crit", LogLevel::Error },
    { "exception", LogLevel::Error },
    { "warn", LogLevel::Warning },
    { "warning", LogLevel::Warning },
    { "info", LogLevel::Info },
    { "notice", LogLevel::Info },
    { "debug", LogLevel::Debug },
    { "trace", LogLevel::Debug },
    { "verbose", LogLevel::Debug },
} };

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool same_word(std::string_view word, std::string_view known)
{
    return std::equal(
        word.begin(), word.end(), known.begin(), known.end(), [](char a, char b) { return lower(a) == b; });
}

// "error" in a sentence says nothing; "ERROR", "error:", "[error]" and "level=error" do.
bool stands_as_level(std::string_view line, std::size_t begin, std::size_t end)
{
    const char before = begin > 0 ? line[begin - 1] : ' ';
    const char after = end < line.size() ? line[end] : ' ';
    const auto word = line.substr(begin, end - begin);
    const bool capital = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool alone = before == ' ' || before == '[' || before == '<' || before == '|' || begin == 0;
    return (alone && (capital || after == ':' || after == ']' || after == '>' || after == '|')) || before == '='
        || (before == '"' && after == '"' && begin > 2 && line[begin - 2] == ':');
}

std::optional<LogLevel> level_of_word(std::string_view line, std::size_t begin, std::size_t end)
{
    const auto word = line.substr(begin, end - begin);
    for (const auto& [known, level] : kWords)
        if (same_word(word, known) && stands_as_level(line, begin, end))
            return level;
    const bool thrown = (word.ends_with("Error") || word.ends_with("Exception")) && line.substr(end).starts_with(':');
    return thrown ? std::optional(LogLevel::Error) : std::nullopt;
}

// How long the escape sequence at the begin of `text` is: that of a terminal, or the bare escape.
std::size_t escape_length(std::string_view text)
{
    if (text.size() < 2)
        return text.size();
    if (text[1] == '[') {
        const auto end = std::find_if(text.begin() + 2, text.end(), [](char c) { return c >= 0x40 && c <= 0x7e; });
        return static_cast<std::size_t>(end - text.begin()) + (end == text.end() ? 0 : 1);
    }
    if (std::string_view("]PX^_").find(text[1]) == std::string_view::npos)
        return 2;
    const auto end = text.find_first_of("\a\x1b", 2);
    if (end == std::string_view::npos)
        return text.size();
    return text[end] == '\a' ? end + 1 : std::min(end + 2, text.size());
}

std::string without_escapes(std::string_view line)
{
    std::string plain;
    plain.reserve(line.size());
    while (!line.empty()) {
        const auto escape = line.find('\x1b');
        plain += line.substr(0, escape);
        line.remove_prefix(std::min(escape, line.size()));
        line.remove_prefix(escape_length(line));
    }
    return plain;
}

} // namespace

LogLevel level_of_line(std::string_view line)
{
    const auto looked = std::min(line.size(), kLooked);
    for (std::size_t begin = 0; begin < looked;) {
        if (!is_letter(line[begin])) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        while (end < line.size() && is_letter(line[end]))
            ++end;
        if (const auto level = level_of_word(line, begin, end))
            return *level;
        begin = end;
    }
    return LogLevel::Info;
}

QString shown_line(std::string_view line)
{
    const std::string plain = line.find('\x1b') == std::string_view::npos ? std::string() : without_escapes(line);
    const auto bytes = line.find('\x1b') == std::string_view::npos ? line : std::string_view(plain);
    QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
    for (QChar& c : text)
        if (c == u'\t')
            c = u' ';
        else if (c.unicode() < 0x20)
            c = QChar(static_cast<char16_t>(kPictures + c.unicode()));
        else if (c.unicode() >= 0x7f && c.unicode() < 0xa0)
            c = QChar::ReplacementCharacter;
    return text;
}

} // namespace quayside::ui
