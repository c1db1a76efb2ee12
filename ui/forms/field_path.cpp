#include "ui/forms/field_path.h"

#include <charconv>

namespace quayside::ui {

namespace {

// The element in "[12]…"; npos length if it is none.
bool read_index(std::string_view path, std::size_t& length, std::size_t& index)
{
    const auto end = path.find(']');
    if (!path.starts_with('[') || end == std::string_view::npos)
        return false;
    const auto [last, error] = std::from_chars(path.data() + 1, path.data() + end, index);
    length = end + 1;
    return error == std::errc() && last == path.data() + end;
}

} // namespace

Path parse_path(std::string_view path)
{
    Path steps;
    while (!path.empty()) {
        std::size_t length = 0;
        std::size_t index = 0;
        if (read_index(path, length, index)) {
            steps.push_back({ {}, index });
        } else {
            path.remove_prefix(path.starts_with('.') ? 1 : 0);
            length = std::min(path.find_first_of(".[", 1), path.size());
            steps.push_back({ std::string(path.substr(0, length)), 0 });
        }
        path.remove_prefix(std::min(length, path.size()));
    }
    return steps;
}

std::string path_text(const Path& path)
{
    std::string text;
    for (const auto& step : path)
        if (step.member.empty())
            text += '[' + std::to_string(step.index) + ']';
        else
            text += (text.empty() ? "" : ".") + step.member;
    return text;
}

} // namespace quayside::ui
