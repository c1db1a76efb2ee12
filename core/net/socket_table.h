#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

struct sockaddr_storage;

namespace quayside::net {

// In the kernel's table of TCP sockets, the text of /proc/net/tcp or tcp6: the user of the socket between these
// two ends, `theirs` being its own. Nothing if there is none, or if no program holds it any more. Pure.
std::optional<std::uint32_t> user_in_table(
    std::string_view table, const sockaddr_storage& theirs, const sockaddr_storage& ours);

} // namespace quayside::net
