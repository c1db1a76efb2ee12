#pragma once

#include <string>

namespace quayside::ui {

// The member that an error's sentence names, as in "memory must be …", "endpoint: …" or "…
// (containerDefinitions[0].image)", and the sentence without it. The path is empty if it names none.
struct ErrorPath {
    std::string path;
    std::string reason;
};
ErrorPath error_path(const std::string& message);

} // namespace quayside::ui
