#include "core/client/terminal_protocol.h"

#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace quayside::client {

using net::ChannelMessage;
using net::PayloadType;

namespace {

constexpr const char* kVersion = "1.2.0.0"; // of the session manager's own client, whose messages these are
constexpr std::size_t kPiece = 1024; // of what is typed
constexpr std::size_t kUnderWay = 32; // messages: an agent drops what is far ahead of what it expects
constexpr int kSucceeded = 1;
constexpr int kUnsupported = 3;

Json processed(const Json& action)
{
    const auto type = action.is_object() ? action.value("ActionType", Json()) : Json();
    const bool known = type == "SessionType";
    return { { "ActionType", type }, { "ActionStatus", known ? kSucceeded : kUnsupported }, { "ActionResult", nullptr },
        { "Error", known ? "" : "Quayside does not know this action." } };
}

std::string handshake_response(std::string_view request)
{
    Json actions = Json::array();
    const auto asked = parse_json(request);
    if (asked && asked->is_object())
        if (const auto wanted = asked->find("RequestedClientActions"); wanted != asked->end() && wanted->is_array())
            std::ranges::transform(*wanted, std::back_inserter(actions), processed);
    return Json{
        { "ClientVersion", kVersion }, { "ProcessedClientActions", std::move(actions) }, { "Errors", Json::array() }
    }.dump();
}

} // namespace

TerminalProtocol::TerminalProtocol(std::string token, TerminalSize size, Random ids)
    : token_(std::move(token))
    , size_(size)
    , ids_(ids)
    , channel_(net::DataChannel::Side::Client, ids)
{
}

std::string TerminalProtocol::hello()
{
    return Json{
        { "MessageSchemaVersion", "1.0" }, { "RequestId", net::as_uuid(ids_.id()) }, { "TokenValue", token_ },
        { "ClientId", net::as_uuid(ids_.id()) }, { "ClientVersion", kVersion }
    }.dump();
}

TerminalProtocol::Step TerminalProtocol::receive(std::string_view message, TimePoint now)
{
    Step step;
    auto received = channel_.receive(message, true, now);
    if (!received) {
        step.end = TerminalEnd{ true, "The other side does not keep to the protocol: " + received.error().message };
        return step;
    }
    if (!received->acknowledgment.empty())
        owed_.push_back(std::move(received->acknowledgment));
    for (const auto& next : received->messages)
        take(next, step, now);
    given_ += step.output.size();
    release(step);
    send_typed(step, now);
    if (received->closed)
        step.end = TerminalEnd{ false, std::move(*received->closed) };
    return step;
}

void TerminalProtocol::take(const ChannelMessage& message, Step& step, TimePoint now)
{
    if (message.payload_type == PayloadType::HandshakeRequest) {
        answer_handshake(message, step, now);
    } else if (message.payload_type == PayloadType::HandshakeComplete) {
        open_ = step.opened = true;
        send_size(step, now);
    } else if (message.payload_type == PayloadType::Output) {
        step.output += message.payload;
    }
}

// The size goes first, so that the command begins with it where the agent takes that.
void TerminalProtocol::answer_handshake(const ChannelMessage& message, Step& step, TimePoint now)
{
    send_size(step, now);
    step.messages.push_back(channel_.send(PayloadType::HandshakeResponse, handshake_response(message.payload), now));
}

TerminalProtocol::Step TerminalProtocol::type(std::string_view bytes, TimePoint now)
{
    Step step;
    typed_ += bytes;
    send_typed(step, now);
    return step;
}

TerminalProtocol::Step TerminalProtocol::resize(TerminalSize size, TimePoint now)
{
    Step step;
    if (std::exchange(size_, size) != size && open_)
        send_size(step, now);
    return step;
}

TerminalProtocol::Step TerminalProtocol::taken(std::size_t bytes)
{
    Step step;
    given_ -= std::min(given_, bytes);
    release(step);
    return step;
}

TerminalProtocol::Step TerminalProtocol::leave(TimePoint now)
{
    Step step;
    if (open_)
        step.messages.push_back(
            channel_.send(PayloadType::Flag, { '\0', '\0', '\0', static_cast<char>(net::kTerminate) }, now));
    return step;
}

void TerminalProtocol::send_size(Step& step, TimePoint now)
{
    step.messages.push_back(
        channel_.send(PayloadType::Size, Json{ { "cols", size_.columns }, { "rows", size_.rows } }.dump(), now));
}

void TerminalProtocol::send_typed(Step& step, TimePoint now)
{
    std::size_t sent = 0;
    for (; open_ && sent < typed_.size() && channel_.unacknowledged() < kUnderWay; sent += kPiece)
        step.messages.push_back(channel_.send(PayloadType::Output, typed_.substr(sent, kPiece), now));
    typed_.erase(0, sent);
}

// An agent stops its command when too much of what it showed is not acknowledged.
void TerminalProtocol::release(Step& step)
{
    if (given_ > Terminal::kAhead)
        return;
    std::ranges::move(owed_, std::back_inserter(step.messages));
    owed_.clear();
}

} // namespace quayside::client
