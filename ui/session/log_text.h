#pragma once

#include <QString>

#include <cstdint>
#include <string_view>

namespace quayside::ui {

// How grave a line is by its own words.
enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };

// "error: …", "[warn] …", "ERROR …", "level=debug", "\"level\":\"info\"", "TypeError: …" near its begin; else Info.
LogLevel level_of_line(std::string_view line);

// What a container wrote, harmless and on one line: without the escape sequences of terminals, its control characters
// as pictures, and what is no UTF-8 as U+FFFD.
QString shown_line(std::string_view line);

} // namespace quayside::ui
