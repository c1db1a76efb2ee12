#pragma once

#include "core/base/random.h"
#include "core/net/channel_message.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::net {

// An end of a session manager's data channel: numbers what it sends and keeps that until it is acknowledged,
// acknowledges what comes and puts it in order. Pure: frames and times in, frames out.
class DataChannel {
public:
    enum class Side { Agent, Client }; // of the command, and of who types

    DataChannel(Side side, Random ids)
        : side_(side)
        , ids_(ids)
    {
    }

    // A frame to be sent now.
    std::string send(PayloadType type, std::string payload, TimePoint now);
    // The agent's last frame; `output` is what the client shows, if it is not empty.
    std::string close(const std::string& session, const std::string& output, TimePoint now);

    struct Received {
        std::vector<ChannelMessage> messages; // of the other side, in order; each once
        std::string acknowledgment; // a frame to be sent now, if it is not empty
        std::optional<std::string> closed; // the `output` of the agent's last frame
    };
    // Without `room` nothing is taken: it is not acknowledged, so it comes again.
    Result<Received> receive(std::string_view frame, bool room, TimePoint now);

    std::size_t unacknowledged() const { return sent_.size(); }
    // How long after it was sent the oldest frame should be sent again; nothing while all are acknowledged.
    std::optional<Duration> patience() const;
    std::string repeat(); // the oldest
    // Since when the oldest has not been acknowledged.
    TimePoint oldest() const { return sent_.front().first_at; }

private:
    struct Sent {
        std::int64_t sequence = 0;
        std::string frame;
        TimePoint first_at;
        bool repeated = false;
    };

    std::string acknowledgment_of(const ChannelMessage& message, TimePoint now);
    void acknowledged(const ChannelMessage& message, TimePoint now);
    void measure(Duration round_trip);
    std::optional<Received> take_in(ChannelMessage message, TimePoint now);

    Side side_;
    Random ids_;
    std::int64_t next_to_send_ = 0;
    std::deque<Sent> sent_;
    std::int64_t next_to_come_ = 0;
    std::map<std::int64_t, ChannelMessage> early_;
    // As of TCP: the mean of the round trips and how far they differ from it.
    Duration round_trip_{};
    Duration deviation_{};
    Duration patience_{};
};

} // namespace quayside::net
