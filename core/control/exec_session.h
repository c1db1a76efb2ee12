#pragma once

#include "core/base/alive.h"
#include "core/base/loop.h"
#include "core/docker/terminal.h"
#include "core/net/data_channel.h"
#include "core/net/web_socket.h"

#include <memory>
#include <string>
#include <string_view>

namespace quayside::control {

// What one session may cost, and how long it waits.
struct SessionLimits {
    std::size_t sessions = 100; // at once, those included that wait for their client
    Duration claim_time = std::chrono::minutes{ 1 }; // for the client to connect
    Duration handshake_time = std::chrono::seconds{ 10 }; // from there for its token and its handshake
    Duration idle_time = std::chrono::minutes{ 20 }; // in which nothing is typed and nothing comes
    Duration patience = std::chrono::minutes{ 1 }; // with a client that acknowledges nothing
    Duration goodbye_time = std::chrono::seconds{ 5 }; // for it to acknowledge the last output
    std::size_t typed = 256 * 1024; // bytes that the engine has not taken: beyond them nothing is acknowledged
    std::size_t shown = 64; // messages that are not acknowledged: beyond them the command waits
    std::size_t unsent = 1 << 20; // bytes that the client has not read: beyond them it is dropped
};

// A session of ExecuteCommand between a client's WebSocket, which speaks the protocol of the session manager, and a
// terminal in a container. Neither side is given more than it takes: the command waits while the client does not
// acknowledge what it shows, and what is typed is not acknowledged while the command does not read. What is typed and
// shown is passed on and kept nowhere.
class ExecSession {
public:
    using OpenTerminal = Function<std::unique_ptr<docker::Terminal>(docker::TerminalSize, docker::TerminalEvents)>;

    ExecSession(Loop& loop, const SessionLimits& limits, std::string id, std::string token, OpenTerminal open);

    // Its client is there. `over` runs when the session has ended, from inside any event of it.
    void start(std::unique_ptr<net::WebSocket> client, Function<void()> over);
    bool started() const { return client_ != nullptr; }
    // Tells the client why, and runs `over`.
    void end(const std::string& why);

private:
    enum class Phase { Token, Handshake, Open, Goodbye, Over };

    void take_message(std::string_view bytes, bool text);
    void take_token(std::string_view text);
    void take_frame(std::string_view bytes);
    void take(const net::ChannelMessage& message);
    void take_handshake(const net::ChannelMessage& message);
    void take_size(const std::string& payload);
    void open_terminal();
    void show(std::string_view bytes);
    void send(net::PayloadType type, std::string payload);
    void balance();
    void repeat_later();
    void repeat();
    void watch_idleness();
    void say_goodbye(const std::string& output);
    void finish();

    Loop& loop_;
    const SessionLimits limits_;
    const std::string id_;
    const std::string token_;
    OpenTerminal open_terminal_;
    net::DataChannel channel_;
    docker::TerminalSize size_;
    Phase phase_ = Phase::Token;
    std::string last_words_;
    TimePoint active_at_;
    TimePoint started_at_;
    bool terminal_paused_ = false;
    Function<void()> over_;
    std::unique_ptr<net::WebSocket> client_;
    std::unique_ptr<docker::Terminal> terminal_;
    TimerHandle deadline_; // of the phase
    TimerHandle idle_;
    TimerHandle repeat_;
    Alive alive_;
};

} // namespace quayside::control
