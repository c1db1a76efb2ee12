#pragma once

#include <cstdint>
#include <optional>

namespace quayside::net {

// The user whose program holds the other end of an accepted connection. Nothing if no program of this machine holds it,
// or holds it any more, or the kernel does not tell.
std::optional<std::uint32_t> peer_user(int socket);

} // namespace quayside::net
