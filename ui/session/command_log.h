#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "ui/session/installation.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>

namespace quayside::ui {

// One command that the window gave.
struct Command {
    enum class Status : std::uint8_t { Running, Succeeded, Failed };

    std::uint64_t number = 0;
    TimePoint at;
    QString operation;
    QString call; // the operation and its input
    QString line; // what does the same in a shell
    Status status = Status::Running;
    QString error; // the sentence of the reply
    Duration took{};

    std::uint64_t key() const { return number; }
};

// The last 200 commands, oldest first. GUI thread.
class CommandLog : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kCapacity = 200;

    using QObject::QObject;

    // `to` is who the command is given to.
    std::uint64_t begin(std::string_view operation, const Json& input, const Installation& to, TimePoint at);
    void finish(std::uint64_t number, const std::optional<Error>& error, TimePoint at);
    const std::deque<Command>& commands() const { return commands_; }

signals:
    void changed();

private:
    std::deque<Command> commands_;
    std::uint64_t last_number_ = 0;
};

} // namespace quayside::ui
