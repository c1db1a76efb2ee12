#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/client/terminal.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <memory>
#include <string>

namespace quayside::ui {

class Session;

// A command in a container and what is typed to it, asked for by ExecuteCommand. What it writes is given out in pieces
// that the GUI thread can deal with between two frames, and no faster than that. GUI thread.
class TerminalLink : public QObject {
    Q_OBJECT

public:
    enum class State : std::uint8_t {
        Idle, // nothing has been asked for
        Connecting,
        Open,
        Ended, // by itself, or by the other side
        Lost, // the connection broke
        Refused // it could not even be asked for
    };
    struct Target {
        std::string cluster;
        std::string task; // id
        std::string container; // name
        std::string command;
    };
    static constexpr std::size_t kPiece = 32 * 1024; // bytes

    // `terminals` may be null: there are none, which is told when one is asked for.
    TerminalLink(Session& session, std::shared_ptr<client::Terminals> terminals, QObject* parent = nullptr);
    ~TerminalLink() override; // ends the command

    // Also once more after its end; what it was before is ended.
    void start(const Target& target, client::TerminalSize size);
    void type(std::string bytes);
    void resize(client::TerminalSize size);

    State state() const { return state_; }
    const QString& words() const { return words_; } // why it ended

signals:
    void changed();
    void output(const QByteArray& bytes);

private:
    struct Box;

    void answered(const Result<Json>& reply);
    void drain();
    void set_state(State state, const QString& words = {});

    Session& session_;
    std::shared_ptr<client::Terminals> terminals_;
    State state_ = State::Idle;
    QString words_;
    client::TerminalSize size_;
    std::uint64_t attempt_ = 0; // an answer to an earlier one is none
    std::shared_ptr<Box> box_;
    std::unique_ptr<client::Terminal> terminal_;
    QTimer soon_; // the next piece
};

} // namespace quayside::ui
