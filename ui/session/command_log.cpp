#include "ui/session/command_log.h"

#include "ui/session/command_line.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside::ui {

std::uint64_t CommandLog::begin(std::string_view operation, const Json& input, const Installation& to, TimePoint at)
{
    const Json shown = without_secrets(operation, input);
    const auto name = QString::fromUtf8(operation.data(), static_cast<qsizetype>(operation.size()));
    commands_.push_back({ ++last_number_, at, name, call_text(operation, shown), command_line(operation, shown, to),
        Command::Status::Running, {}, {} });
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
