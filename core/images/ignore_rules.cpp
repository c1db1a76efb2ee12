#include "core/images/ignore_rules.h"

namespace quayside::images {

namespace {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string cleaned(std::string_view pattern)
{
    while (pattern.starts_with('/') || pattern.starts_with("./"))
        pattern.remove_prefix(pattern.starts_with('/') ? 1 : 2);
    while (pattern.ends_with('/'))
        pattern.remove_suffix(1);
    return std::string(pattern);
}

// The length of a set like [a-z] at the start of the pattern, and whether it has the character; 0: it has no end.
std::size_t match_set(std::string_view pattern, char c, bool& matches)
{
    std::size_t at = 1;
    const bool negated = at < pattern.size() && (pattern[at] == '^' || pattern[at] == '!');
    at += negated ? 1 : 0;
    bool found = false;
    for (const auto start = at; at < pattern.size() && (pattern[at] != ']' || at == start); ++at) {
        const bool is_range = at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']';
        found = found || (is_range ? pattern[at] <= c && c <= pattern[at + 2] : pattern[at] == c);
        at += is_range ? 2 : 0;
    }
    matches = found != negated;
    return at < pattern.size() ? at + 1 : 0;
}

bool fits(std::string_view pattern, std::string_view path);

bool fits_star(std::string_view pattern, std::string_view path)
{
    const bool any_depth = pattern.starts_with("**");
    auto rest = pattern.substr(any_depth ? 2 : 1);
    if (any_depth && rest.starts_with('/') && fits(rest.substr(1), path))
        return true;
    for (std::size_t taken = 0; taken <= path.size(); ++taken) {
        if (fits(rest, path.substr(taken)))
            return true;
        if (taken < path.size() && path[taken] == '/' && !any_depth)
            return false;
    }
    return false;
}

bool fits(std::string_view pattern, std::string_view path)
{
    while (!pattern.empty()) {
        if (pattern.front() == '*')
            return fits_star(pattern, path);
        if (path.empty())
            return false;
        std::size_t length = 1;
        bool matches = pattern.front() == path.front();
        if (pattern.front() == '?') {
            matches = path.front() != '/';
        } else if (pattern.front() == '[') {
            length = match_set(pattern, path.front(), matches);
        } else if (pattern.front() == '\\' && pattern.size() > 1) {
            length = 2;
            matches = pattern[1] == path.front();
        }
        if (length == 0 || !matches)
            return false;
        pattern.remove_prefix(length);
        path.remove_prefix(1);
    }
    return path.empty();
}

// The path or a folder that it is in.
bool covers(const std::string& pattern, std::string_view path)
{
    for (auto end = path.find('/'); end != std::string_view::npos; end = path.find('/', end + 1))
        if (fits(pattern, path.substr(0, end)))
            return true;
    return fits(pattern, path);
}

} // namespace

IgnoreRules::IgnoreRules(std::string_view text)
{
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty() || line.front() == '#')
            continue;
        const bool lets_in = line.front() == '!';
        auto pattern = cleaned(lets_in ? trimmed(line.substr(1)) : line);
        has_exceptions_ = has_exceptions_ || lets_in;
        if (!pattern.empty())
            rules_.push_back({ std::move(pattern), lets_in });
    }
}

bool IgnoreRules::ignores(std::string_view path) const
{
    bool ignored = false;
    for (const auto& rule : rules_)
        if (ignored == rule.lets_in && covers(rule.pattern, path))
            ignored = !rule.lets_in;
    return ignored;
}

} // namespace quayside::images
