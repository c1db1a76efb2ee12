#pragma once

#include "core/client/terminal.h"
#include "core/net/data_channel.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::client {

// Who types in a session of ExecuteCommand, by the protocol of the session manager. Pure: messages and times in,
// messages out.
class TerminalProtocol {
public:
    TerminalProtocol(std::string token, TerminalSize size, Random ids);

    // The first message, as text; all others are binary.
    std::string hello();

    // What is to be done next, in this order.
    struct Step {
        std::vector<std::string> messages; // to be sent
        bool opened = false;
        std::string output;
        std::optional<TerminalEnd> end;
    };
    Step receive(std::string_view message, TimePoint now);
    Step type(std::string_view bytes, TimePoint now);
    Step resize(TerminalSize size, TimePoint now);
    Step taken(std::size_t bytes);
    // Asks for the end of the command.
    Step leave(TimePoint now);

    // How long after it was sent the oldest message is sent again; nothing while all are acknowledged.
    std::optional<Duration> patience() const { return channel_.patience(); }
    std::string repeat() { return channel_.repeat(); }

private:
    void take(const net::ChannelMessage& message, Step& step, TimePoint now);
    void answer_handshake(const net::ChannelMessage& message, Step& step, TimePoint now);
    void send_size(Step& step, TimePoint now);
    void send_typed(Step& step, TimePoint now);
    void release(Step& step);

    std::string token_;
    TerminalSize size_;
    Random ids_;
    net::DataChannel channel_;
    std::string typed_; // and not sent
    std::size_t given_ = 0; // bytes of output that have not been dealt with
    std::vector<std::string> owed_; // acknowledgements that wait for that
    bool open_ = false;
};

} // namespace quayside::client
