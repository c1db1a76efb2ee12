#pragma once

#include <cstdint>
#include <string>

namespace quayside::app {

// "quayside (process 4711)": who listens on a TCP port of this machine. Empty if it cannot be told, as for the
// processes of another user.
std::string port_owner(std::uint16_t port);

} // namespace quayside::app
