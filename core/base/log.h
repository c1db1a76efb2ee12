#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

// What the program says about itself, to standard error. Safe from any thread. Text that came from outside is escaped:
// control characters never reach a terminal.
namespace quayside::log {

enum class Level { Debug, Info, Warning, Error };

enum class Form { Text, Json };

void set_level(Level level);
void set_form(Form form); // one JSON object a line, with at, level, room and message
bool enabled(Level level);
void write(Level level, std::string_view room, std::string_view message);

template <class... Args>
void debug(std::string_view room, fmt::format_string<Args...> format, Args&&... args)
{
    if (enabled(Level::Debug))
        write(Level::Debug, room, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void info(std::string_view room, fmt::format_string<Args...> format, Args&&... args)
{
    write(Level::Info, room, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void warning(std::string_view room, fmt::format_string<Args...> format, Args&&... args)
{
    write(Level::Warning, room, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void error(std::string_view room, fmt::format_string<Args...> format, Args&&... args)
{
    write(Level::Error, room, fmt::format(format, std::forward<Args>(args)...));
}

} // namespace quayside::log
