#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quayside::ui {

// One step into a document: a member (or key of a map), or an element of a list.
struct PathStep {
    std::string member; // empty for an element
    std::size_t index = 0;

    bool operator==(const PathStep&) const = default;
};

using Path = std::vector<PathStep>;

// "containerDefinitions[0].memory" as steps; what cannot be read as an index is taken as a name.
Path parse_path(std::string_view path);
std::string path_text(const Path& path);

} // namespace quayside::ui
