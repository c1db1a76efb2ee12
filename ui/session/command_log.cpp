#include "ui/session/command_log.h"

#include "core/api/service_model.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <string>

namespace quayside::ui {

namespace {

// "containerInstances" and "UpdateECSThing" become "container-instances" and "update-ecs-thing".
std::string kebab(std::string_view name)
{
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto is_upper
            = [&name](std::size_t at) { return std::isupper(static_cast<unsigned char>(name[at])) != 0; };
        const bool starts_word
            = i > 0 && is_upper(i) && (!is_upper(i - 1) || (i + 1 < name.size() && !is_upper(i + 1)));
        if (starts_word)
            out += '-';
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    }
    return out;
}

std::string quoted(const std::string& text)
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:@,+=";
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos)
        return text;
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string dumped(const Json& value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string option(const std::string& name, const Json& value)
{
    if (value.is_boolean())
        return value.get<bool>() ? " --" + kebab(name) : " --no-" + kebab(name);
    return " --" + kebab(name) + " " + quoted(value.is_string() ? value.get<std::string>() : dumped(value));
}

} // namespace

QString command_line(std::string_view operation, const Json& input)
{
    if (api::quayside_model().operation(operation) != nullptr)
        return QString::fromStdString(std::string(operation) + " " + dumped(input));
    std::string line = "aws ecs " + kebab(operation);
    for (const auto& [name, value] : input.items())
        line += option(name, value);
    return QString::fromStdString(line);
}

std::uint64_t CommandLog::begin(std::string_view operation, const Json& input, TimePoint at)
{
    const auto name = QString::fromUtf8(operation.data(), static_cast<qsizetype>(operation.size()));
    commands_.push_back({ ++last_number_, at, name, command_line(operation, input), Command::Status::Running, {}, {} });
    if (commands_.size() > kCapacity)
        commands_.pop_front();
    emit changed();
    return last_number_;
}

void CommandLog::finish(std::uint64_t number, const std::optional<Error>& error, TimePoint at)
{
    const auto found = std::find_if(
        commands_.begin(), commands_.end(), [number](const Command& command) { return command.number == number; });
    if (found == commands_.end())
        return;
    found->status = error ? Command::Status::Failed : Command::Status::Succeeded;
    found->error = error ? QString::fromStdString(error->message) : QString();
    found->took = at - found->at;
    emit changed();
}

} // namespace quayside::ui
