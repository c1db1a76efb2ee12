#include "core/base/log.h"

#include <nlohmann/json.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>

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

constexpr const char* kTextPattern = "%Y-%m-%dT%H:%M:%S.%eZ %l %v";
constexpr const char* kJsonPattern = R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})";
std::atomic<Form> form = Form::Text;

spdlog::logger& logger()
{
    static const auto instance = [] {
        auto made = spdlog::stderr_logger_mt("quayside");
        made->set_pattern(kTextPattern, spdlog::pattern_time_type::utc);
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

std::string quoted(std::string_view text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

void set_level(Level level)
{
    logger().set_level(native(level));
}

void set_form(Form wanted)
{
    form = wanted;
    logger().set_pattern(wanted == Form::Json ? kJsonPattern : kTextPattern, spdlog::pattern_time_type::utc);
}

bool enabled(Level level)
{
    return logger().should_log(native(level));
}

void write(Level level, std::string_view room, std::string_view message)
{
    if (form == Form::Json)
        logger().log(native(level), R"("room":{},"message":{})", quoted(room), quoted(message));
    else
        logger().log(native(level), "{}: {}", room, printable(message));
}

} // namespace quayside::log
