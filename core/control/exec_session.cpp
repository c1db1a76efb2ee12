#include "core/control/exec_session.h"

#include "core/base/json.h"
#include "core/control/input.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside::control {

using net::ChannelMessage;
using net::PayloadType;

namespace {

constexpr std::size_t kPiece = 1024; // of output, as agents send it
constexpr std::int64_t kMostCells = 10'000; // columns or rows
constexpr std::int64_t kActionSucceeded = 1;

// In a time that does not tell how much of it is right.
bool same_secret(std::string_view a, std::string_view b)
{
    unsigned char different = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        different |= static_cast<unsigned char>(a[i] ^ b[i]);
    return different == 0;
}

Json read(std::string_view text)
{
    auto json = parse_json(text);
    return json && json->is_object() ? std::move(json).value() : Json(Json::object());
}

std::string handshake_request()
{
    return Json{
        { "AgentVersion", "3.1.0.0" },
        { "RequestedClientActions",
            { { { "ActionType", "SessionType" },
                { "ActionParameters",
                    { { "SessionType", "InteractiveCommands" }, { "Properties", Json::object() } } } } } }
    }.dump();
}

std::string handshake_complete(Duration took)
{
    return Json{
        { "HandshakeTimeToComplete", std::chrono::duration_cast<std::chrono::nanoseconds>(took).count() },
        { "CustomerMessage", "" }
    }.dump();
}

bool accepted_session_type(const Json& response)
{
    const Json& actions = part_of(response, "ProcessedClientActions");
    return actions.is_array() && std::ranges::any_of(actions, [](const Json& action) {
        return action.is_object() && action.value("ActionType", Json()) == "SessionType"
            && action.value("ActionStatus", Json()) == kActionSucceeded;
    });
}

std::string words_for(const Result<int>& ended)
{
    if (!ended)
        return "The command could not be run, or its end is not known: " + ended.error().message;
    return *ended == 0 ? std::string() : fmt::format("The command ended with exit code {}.", *ended);
}

} // namespace

ExecSession::ExecSession(Loop& loop, const SessionLimits& limits, std::string id, std::string token, OpenTerminal open)
    : loop_(loop)
    , limits_(limits)
    , id_(std::move(id))
    , token_(std::move(token))
    , open_terminal_(std::move(open))
    , channel_(net::DataChannel::Side::Agent, Random::from_system())
{
}

void ExecSession::start(std::unique_ptr<net::WebSocket> client, Function<void()> over)
{
    client_ = std::move(client);
    over_ = std::move(over);
    started_at_ = active_at_ = loop_.now();
    deadline_ = loop_.after(limits_.handshake_time, [this] { finish(); });
    net::WebSocketEvents events;
    events.message = alive_.guard([this](std::string_view bytes, bool text) { take_message(bytes, text); });
    events.ended = alive_.guard([this] { finish(); });
    client_->start(std::move(events));
}

void ExecSession::take_message(std::string_view bytes, bool text)
{
    if (phase_ == Phase::Token && text)
        take_token(bytes);
    else if (phase_ != Phase::Token && !text)
        take_frame(bytes);
    else
        finish();
}

void ExecSession::take_token(std::string_view text)
{
    const Json request = read(text);
    const auto token = request.find("TokenValue");
    if (token == request.end() || !token->is_string() || !same_secret(token->get<std::string>(), token_))
        return finish();
    phase_ = Phase::Handshake;
    send(PayloadType::HandshakeRequest, handshake_request());
}

void ExecSession::take_frame(std::string_view bytes)
{
    const bool room = !terminal_ || terminal_->unsent() <= limits_.typed;
    const auto received = channel_.receive(bytes, room, loop_.now());
    if (!received)
        return end(received.error().message);
    if (client_->unsent() > limits_.unsent)
        return finish();
    if (!received->acknowledgment.empty())
        client_->send(received->acknowledgment);
    for (const auto& message : received->messages)
        if (phase_ == Phase::Handshake || phase_ == Phase::Open)
            take(message);
    if (phase_ == Phase::Goodbye && channel_.unacknowledged() == 0)
        return say_goodbye(last_words_);
    balance();
}

void ExecSession::take(const ChannelMessage& message)
{
    if (phase_ == Phase::Handshake)
        return take_handshake(message);
    active_at_ = loop_.now();
    if (message.payload_type == PayloadType::Size)
        take_size(message.payload);
    else if (message.payload_type == PayloadType::Output && terminal_)
        terminal_->type(message.payload);
    else if (message.payload_type == PayloadType::Flag && !message.payload.empty()
        && static_cast<std::uint8_t>(message.payload.back()) == net::kTerminate)
        end({});
}

// A client may say how large it is before.
void ExecSession::take_handshake(const ChannelMessage& message)
{
    if (message.payload_type == PayloadType::Size)
        return take_size(message.payload);
    if (message.payload_type != PayloadType::HandshakeResponse)
        return;
    if (!accepted_session_type(read(message.payload)))
        return end("The client does not know sessions of the type InteractiveCommands.");
    deadline_.cancel();
    phase_ = Phase::Open;
    send(PayloadType::HandshakeComplete, handshake_complete(loop_.now() - started_at_));
    open_terminal();
    watch_idleness();
}

void ExecSession::take_size(const std::string& payload)
{
    const Json size = read(payload);
    for (const char* side : { "cols", "rows" }) {
        const auto count = size.find(side);
        if (count == size.end() || !count->is_number_integer() || *count < 1 || *count > kMostCells)
            return;
    }
    size_ = { size["cols"].get<std::uint16_t>(), size["rows"].get<std::uint16_t>() };
    if (terminal_)
        terminal_->resize(size_);
}

void ExecSession::open_terminal()
{
    docker::TerminalEvents events;
    events.output = alive_.guard([this](std::string_view bytes) { show(bytes); });
    events.ended = alive_.guard([this](const Result<int>& ended) { end(words_for(ended)); });
    terminal_ = open_terminal_(size_, std::move(events));
    if (!terminal_)
        end("The engine of this task is not there any more.");
}

void ExecSession::show(std::string_view bytes)
{
    active_at_ = loop_.now();
    for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kPiece)))
        send(PayloadType::Output, std::string(bytes.substr(0, kPiece)));
    balance();
}

void ExecSession::send(PayloadType type, std::string payload)
{
    client_->send(channel_.send(type, std::move(payload), loop_.now()));
    repeat_later();
}

// The command goes on once half of what waits has been acknowledged.
void ExecSession::balance()
{
    if (!terminal_)
        return;
    const auto shown = channel_.unacknowledged();
    if (!terminal_paused_ && shown > limits_.shown) {
        terminal_paused_ = true;
        terminal_->pause();
    } else if (terminal_paused_ && shown <= limits_.shown / 2) {
        terminal_paused_ = false;
        terminal_->go_on();
    }
}

// A client drops what it was not ready for, and does not say so.
void ExecSession::repeat_later()
{
    if (const auto patience = channel_.patience(); patience && !repeat_.active())
        repeat_ = loop_.after(*patience, [this] { repeat(); });
}

void ExecSession::repeat()
{
    repeat_.cancel();
    if (channel_.unacknowledged() == 0)
        return;
    if (loop_.now() - channel_.oldest() > limits_.patience)
        return finish();
    if (client_->unsent() == 0)
        client_->send(channel_.repeat());
    repeat_later();
}

void ExecSession::watch_idleness()
{
    const auto left = limits_.idle_time - (loop_.now() - active_at_);
    if (left <= Duration::zero())
        return end("The session ends because nothing was typed and nothing happened in it for so long.");
    idle_ = loop_.after(left, [this] { watch_idleness(); });
}

void ExecSession::end(const std::string& why)
{
    if (phase_ == Phase::Over || phase_ == Phase::Goodbye)
        return;
    if (phase_ == Phase::Token || !client_)
        return finish();
    phase_ = Phase::Goodbye;
    last_words_ = why;
    terminal_.reset();
    idle_.cancel();
    if (channel_.unacknowledged() == 0)
        return say_goodbye(why);
    deadline_ = loop_.after(limits_.goodbye_time, [this] { say_goodbye(last_words_); });
}

void ExecSession::say_goodbye(const std::string& output)
{
    client_->send(channel_.close(id_, output, loop_.now()));
    finish();
}

void ExecSession::finish()
{
    if (std::exchange(phase_, Phase::Over) == Phase::Over)
        return;
    terminal_.reset();
    deadline_.cancel();
    idle_.cancel();
    repeat_.cancel();
    if (client_)
        client_->close();
    if (over_)
        over_();
}

} // namespace quayside::control
