#include "core/net/channel_message.h"

#include <openssl/sha.h>

#include <algorithm>
#include <chrono>
#include <limits>

namespace quayside::net {

namespace {

constexpr std::uint32_t kHeaderLength = 116; // up to the length of the payload
constexpr std::size_t kPayloadAt = 120;
constexpr std::size_t kTypeLength = 32;
constexpr std::uint32_t kSchemaVersion = 1;

template <class T>
void put(std::string& bytes, T value)
{
    for (int shift = static_cast<int>(sizeof value) * 8 - 8; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xff));
}

template <class T>
T take(std::string_view& bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
    bytes.remove_prefix(sizeof(T));
    return static_cast<T>(value);
}

std::string_view take(std::string_view& bytes, std::size_t size)
{
    const auto taken = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return taken;
}

std::string digest_of(std::string_view payload)
{
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    SHA256(reinterpret_cast<const unsigned char*>(payload.data()), payload.size(),
        reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

// The later half of an id comes first.
Id swapped(Id id)
{
    std::ranges::rotate(id.bytes, id.bytes.begin() + 8);
    return id;
}

TimePoint from_milliseconds(std::uint64_t count)
{
    const auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() / 1000);
    return TimePoint(std::chrono::milliseconds(std::min(count, most)));
}

Unexpected<Error> refuse(const char* why)
{
    return fail(Error::client(why));
}

} // namespace

std::string encode(const ChannelMessage& message)
{
    std::string bytes;
    bytes.reserve(kPayloadAt + message.payload.size());
    put(bytes, kHeaderLength);
    std::string type = message.type;
    type.resize(kTypeLength, ' ');
    bytes += type;
    put(bytes, kSchemaVersion);
    const auto created = std::chrono::duration_cast<std::chrono::milliseconds>(message.created.time_since_epoch());
    put(bytes, static_cast<std::uint64_t>(created.count()));
    put(bytes, message.sequence);
    put(bytes, message.flags);
    const Id id = swapped(message.id);
    bytes.append(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
    bytes += digest_of(message.payload);
    put(bytes, static_cast<std::uint32_t>(message.payload_type));
    put(bytes, static_cast<std::uint32_t>(message.payload.size()));
    return bytes + message.payload;
}

Result<ChannelMessage> decode_channel_message(std::string_view bytes)
{
    if (bytes.size() < kPayloadAt || take<std::uint32_t>(bytes) != kHeaderLength)
        return refuse("The header of a message is not 116 bytes long.");
    ChannelMessage message;
    message.type = take(bytes, kTypeLength);
    message.type.erase(message.type.find_last_not_of(std::string_view(" \0", 2)) + 1);
    if (take<std::uint32_t>(bytes) != kSchemaVersion)
        return refuse("The schema version of a message is not 1.");
    message.created = from_milliseconds(take<std::uint64_t>(bytes));
    message.sequence = take<std::int64_t>(bytes);
    message.flags = take<std::uint64_t>(bytes);
    const auto id = take(bytes, message.id.bytes.size());
    std::ranges::copy(id, message.id.bytes.begin());
    message.id = swapped(message.id);
    const auto digest = take(bytes, SHA256_DIGEST_LENGTH);
    message.payload_type = static_cast<PayloadType>(take<std::uint32_t>(bytes));
    if (take<std::uint32_t>(bytes) != bytes.size() || bytes.size() > kLongestPayload)
        return refuse("The payload of a message is not as long as it says, or too long.");
    message.payload = bytes;
    if (digest_of(message.payload) != digest)
        return refuse("The payload of a message does not have the digest that it says.");
    return message;
}

std::string as_uuid(const Id& id)
{
    std::string text = id.hex();
    for (const std::size_t place : { 8, 13, 18, 23 })
        text.insert(place, 1, '-');
    return text;
}

} // namespace quayside::net
