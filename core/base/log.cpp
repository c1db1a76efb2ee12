#include "core/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace quayside::log {

namespace {

spdlog::level::level_enum native(Level level)
{
    switch (level) {
    case Level::Debug:
        return spdlog::level::debug;
    case Level::Info:
        return spdlog::level::info;
    case Level::Warning:
        return spdlog::level::warn;
    case Level::Error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
}

spdlog::logger& logger()
{
    static const auto instance = [] {
        auto made = spdlog::stderr_logger_mt("quayside");
        made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
        return made;
    }();
    return *instance;
}

std::string printable(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            out += fmt::format("\\x{:02x}", byte);
        else
            out += c;
    }
    return out;
}

} // namespace

void set_level(Level level)
{
    logger().set_level(native(level));
}

void write(Level level, std::string_view room, std::string_view message)
{
    logger().log(native(level), "{}: {}", room, printable(message));
}

} // namespace quayside::log
