#include "core/net/socket_table.h"

#include <fmt/format.h>

#include <netinet/in.h>

#include <charconv>
#include <cstring>
#include <sstream>
#include <string>

namespace quayside::net {

namespace {

// An end as the table writes it: each 32 bits of the address as this machine reads them as a number, then the port.
std::string written(const sockaddr_storage& end)
{
    const bool v6 = end.ss_family == AF_INET6;
    std::uint32_t words[4] = {};
    in_port_t port = 0;
    if (v6) {
        const auto& address = reinterpret_cast<const sockaddr_in6&>(end);
        std::memcpy(words, &address.sin6_addr, sizeof words);
        port = address.sin6_port;
    } else {
        const auto& address = reinterpret_cast<const sockaddr_in&>(end);
        words[0] = address.sin_addr.s_addr;
        port = address.sin_port;
    }
    std::string text;
    for (int i = 0; i < (v6 ? 4 : 1); ++i)
        text += fmt::format("{:08X}", words[i]);
    return text + fmt::format(":{:04X}", ntohs(port));
}

std::optional<std::uint32_t> number(const std::string& text)
{
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<std::uint32_t> user_in_table(
    std::string_view table, const sockaddr_storage& theirs, const sockaddr_storage& ours)
{
    const std::string local = written(theirs), remote = written(ours);
    std::istringstream lines{ std::string(table) };
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        // "sl local rem st tx:rx tr:when retrnsmt uid timeout inode"
        std::string slot, at, to, state, queues, timer, retransmitted, user, timeout, inode;
        words >> slot >> at >> to >> state >> queues >> timer >> retransmitted >> user >> timeout >> inode;
        if (at != local || to != remote)
            continue;
        const auto held = number(inode);
        return held && *held != 0 ? number(user) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace quayside::net
