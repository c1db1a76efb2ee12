#include "core/agent/relay_server.h"

#include "core/net/http_wire.h"

#include <utility>

namespace quayside::agent {

namespace {

using State = net::RequestParser::State;

constexpr Duration kRequestTime = std::chrono::seconds{ 5 }; // as the container agent of ECS waits for one
constexpr std::size_t kMostBody = 64 * 1024;

net::RequestParser parser()
{
    net::RequestLimits limits;
    limits.body = kMostBody;
    return net::RequestParser(limits);
}

} // namespace

RelayServer::RelayServer(TaskRequests requests, Function<void(std::string)> write, TimePoint now)
    : requests_(std::move(requests))
    , write_(std::move(write))
    , heard_at_(now)
{
}

Result<void> RelayServer::feed(std::string_view bytes, TimePoint now)
{
    heard_at_ = now;
    cutter_.feed(bytes);
    for (;;) {
        const auto frame = cutter_.next();
        if (!frame)
            return fail(frame.error());
        if (!*frame)
            return {};
        obey(**frame, now);
    }
}

void RelayServer::obey(const relay::Frame& frame, TimePoint now)
{
    switch (frame.kind) {
    case relay::Kind::Listening:
        listening_ = true;
        return;
    case relay::Kind::Opened:
        connections_.insert_or_assign(frame.connection, Connection{ parser(), now });
        return;
    case relay::Kind::Data:
        return read(frame.connection, frame.bytes);
    case relay::Kind::Closed:
        connections_.erase(frame.connection);
        return;
    case relay::Kind::Ping:
        return;
    }
}

// What comes behind its request is nothing to us.
void RelayServer::read(std::uint32_t number, std::string_view bytes)
{
    const auto found = connections_.find(number);
    if (found == connections_.end() || found->second.asked)
        return;
    auto& connection = found->second;
    auto& parser = connection.parser;
    connection.untaken += bytes;
    for (auto before = State::Done; parser.state() != before && parser.state() < State::Done;) {
        before = parser.state();
        connection.untaken.erase(0, parser.feed(connection.untaken));
        if (before == State::Header && parser.state() == State::Body && parser.expects_continue())
            write_(relay::bytes_of(relay::Kind::Data, number, "HTTP/1.1 100 Continue\r\n\r\n"));
    }
    if (parser.state() == State::Done)
        ask(number, connection);
    else if (parser.state() == State::Refused)
        respond(number, { parser.refusal(), {}, {} });
}

void RelayServer::ask(std::uint32_t number, Connection& connection)
{
    connection.asked = true;
    const auto request = connection.parser.take();
    if (net::comes_from_web_page(request.headers))
        return respond(number, { 403, {}, {} });
    requests_(request, alive_.guard([this, number](const net::HttpResponse& response) { respond(number, response); }));
}

void RelayServer::respond(std::uint32_t number, const net::HttpResponse& response)
{
    if (connections_.erase(number) == 0)
        return;
    write_(relay::bytes_of(relay::Kind::Data, number,
               net::response_head(response, net::http_date(heard_at_), false) + response.body)
        + relay::bytes_of(relay::Kind::Closed, number));
}

void RelayServer::look(TimePoint now)
{
    write_(relay::bytes_of(relay::Kind::Ping));
    std::erase_if(connections_, [&](const auto& entry) {
        const bool late = !entry.second.asked && now - entry.second.opened_at >= kRequestTime;
        if (late)
            write_(relay::bytes_of(relay::Kind::Closed, entry.first));
        return late;
    });
}

} // namespace quayside::agent
