#pragma once

#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// The messages of a session manager's data channel, each one binary message of a WebSocket: 120 bytes that end with the
// length of the payload, then that. All numbers are big-endian.
namespace quayside::net {

enum class PayloadType : std::uint32_t {
    None = 0,
    Output = 1, // also what is typed
    Size = 3,
    HandshakeRequest = 5,
    HandshakeResponse = 6,
    HandshakeComplete = 7,
    Flag = 10
};

struct ChannelMessage {
    static constexpr std::string_view kInput = "input_stream_data";
    static constexpr std::string_view kOutput = "output_stream_data";
    static constexpr std::string_view kAcknowledge = "acknowledge";
    static constexpr std::string_view kClosed = "channel_closed";
    static constexpr std::uint64_t kFirst = 1; // flags
    static constexpr std::uint64_t kLast = 2;

    std::string type; // up to 32 characters
    TimePoint created;
    std::int64_t sequence = 0;
    std::uint64_t flags = 0;
    Id id;
    PayloadType payload_type = PayloadType::None;
    std::string payload;

    bool operator==(const ChannelMessage&) const = default;
};

// What a message of the type Flag says, as its last byte: end the command.
constexpr std::uint8_t kTerminate = 2;

constexpr std::size_t kLongestPayload = 16 * 1024; // clients send 1024 bytes

std::string encode(const ChannelMessage& message);
// Of untrusted bytes; the error says what is wrong with them.
Result<ChannelMessage> decode_channel_message(std::string_view bytes);

// "01234567-89ab-cdef-0123-456789abcdef"
std::string as_uuid(const Id& id);

} // namespace quayside::net
