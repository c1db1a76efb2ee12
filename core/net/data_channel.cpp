#include "core/net/data_channel.h"

#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside::net {

namespace {

constexpr Duration kFirstPatience = std::chrono::milliseconds{ 200 };
constexpr Duration kMostPatience = std::chrono::seconds{ 1 };
constexpr std::int64_t kMostEarly = 64; // messages

std::int64_t milliseconds(TimePoint time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

std::string last_words(std::string_view payload)
{
    const auto json = parse_json(payload);
    if (!json || !json->is_object())
        return {};
    const auto output = json->find("Output");
    return output != json->end() && output->is_string() ? output->get<std::string>() : std::string();
}

} // namespace

std::string DataChannel::send(PayloadType type, std::string payload, TimePoint now)
{
    ChannelMessage message;
    message.type = side_ == Side::Agent ? ChannelMessage::kOutput : ChannelMessage::kInput;
    message.created = now;
    message.sequence = next_to_send_++;
    message.id = ids_.id();
    message.payload_type = type;
    message.payload = std::move(payload);
    sent_.push_back({ message.sequence, encode(message), now });
    return sent_.back().frame;
}

std::string DataChannel::close(const std::string& session, const std::string& output, TimePoint now)
{
    ChannelMessage message;
    message.type = ChannelMessage::kClosed;
    message.created = now;
    message.sequence = next_to_send_++;
    message.flags = ChannelMessage::kLast;
    message.id = ids_.id();
    message.payload = Json{
        { "MessageType", message.type }, { "MessageId", as_uuid(message.id) }, { "CreatedDate", milliseconds(now) },
        { "DestinationId", session }, { "SessionId", session }, { "SchemaVersion", 1 }, { "Output", output }
    }.dump(-1, ' ', false, Json::error_handler_t::replace);
    return encode(message);
}

Result<DataChannel::Received> DataChannel::receive(std::string_view frame, bool room, TimePoint now)
{
    auto message = decode_channel_message(frame);
    if (!message)
        return fail(message.error());
    if (message->type == ChannelMessage::kAcknowledge)
        acknowledged(*message, now);
    if (message->type == ChannelMessage::kClosed && side_ == Side::Client)
        return Received{ {}, {}, last_words(message->payload) };
    if (message->type != (side_ == Side::Agent ? ChannelMessage::kInput : ChannelMessage::kOutput) || !room)
        return Received();
    auto received = take_in(std::move(message).value(), now);
    return received ? std::move(*received) : Received();
}

// Nothing for what is far too early: it comes again likewise.
std::optional<DataChannel::Received> DataChannel::take_in(ChannelMessage message, TimePoint now)
{
    if (message.sequence >= next_to_come_ + kMostEarly)
        return {};
    Received received;
    received.acknowledgment = acknowledgment_of(message, now);
    if (message.sequence >= next_to_come_)
        early_.emplace(message.sequence, std::move(message));
    for (auto next = early_.find(next_to_come_); next != early_.end(); next = early_.find(next_to_come_)) {
        received.messages.push_back(std::move(next->second));
        early_.erase(next);
        ++next_to_come_;
    }
    return received;
}

std::string DataChannel::acknowledgment_of(const ChannelMessage& message, TimePoint now)
{
    ChannelMessage answer;
    answer.type = ChannelMessage::kAcknowledge;
    answer.created = now;
    answer.flags = ChannelMessage::kFirst | ChannelMessage::kLast;
    answer.id = ids_.id();
    answer.payload = Json{
        { "AcknowledgedMessageType", message.type }, { "AcknowledgedMessageId", as_uuid(message.id) },
        { "AcknowledgedMessageSequenceNumber", message.sequence }, { "IsSequentialMessage", true }
    }.dump();
    return encode(answer);
}

void DataChannel::acknowledged(const ChannelMessage& message, TimePoint now)
{
    const auto json = parse_json(message.payload);
    if (!json || !json->is_object())
        return;
    const auto number = json->find("AcknowledgedMessageSequenceNumber");
    if (number == json->end() || !number->is_number_integer())
        return;
    const auto found = std::ranges::find(sent_, number->get<std::int64_t>(), &Sent::sequence);
    if (found == sent_.end())
        return;
    if (!found->repeated) // else it is not known which of the two was acknowledged
        measure(std::max(now - found->first_at, Duration::zero()));
    sent_.erase(found);
}

void DataChannel::measure(Duration round_trip)
{
    if (round_trip_ == Duration::zero()) {
        round_trip_ = round_trip;
        deviation_ = round_trip / 2;
    } else {
        const auto off = round_trip > round_trip_ ? round_trip - round_trip_ : round_trip_ - round_trip;
        deviation_ = (3 * deviation_ + off) / 4;
        round_trip_ = (7 * round_trip_ + round_trip) / 8;
    }
    patience_ = std::clamp(round_trip_ + 4 * deviation_, kFirstPatience, kMostPatience);
}

std::optional<Duration> DataChannel::patience() const
{
    if (sent_.empty())
        return {};
    return std::max(patience_, kFirstPatience);
}

std::string DataChannel::repeat()
{
    sent_.front().repeated = true;
    return sent_.front().frame;
}

} // namespace quayside::net
