#include "core/docker/simulated_relay.h"

namespace quayside::docker {

void SimulatedRelay::obey(std::string_view bytes)
{
    cutter_.feed(bytes);
    for (;;) {
        const auto frame = cutter_.next();
        broken_ = broken_ || !frame;
        if (!frame || !*frame)
            return;
        if ((*frame)->kind == relay::Kind::Ping)
            say(relay::Kind::Ping);
        else if ((*frame)->kind == relay::Kind::Data)
            connections_[(*frame)->connection].received += (*frame)->bytes;
        else if ((*frame)->kind == relay::Kind::Closed)
            connections_[(*frame)->connection].closed = true;
        else
            broken_ = true;
    }
}

std::uint32_t SimulatedRelay::connect(std::string_view sent)
{
    const auto number = static_cast<std::uint32_t>(connections_.size() + 1);
    connections_[number];
    say(relay::Kind::Opened, number);
    say(relay::Kind::Data, number, sent);
    return number;
}

std::string SimulatedRelay::answer(std::uint32_t connection) const
{
    const auto found = connections_.find(connection);
    return found != connections_.end() && found->second.closed ? found->second.received : std::string();
}

} // namespace quayside::docker
