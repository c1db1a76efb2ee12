#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quayside::net {

std::string base64(std::string_view bytes);
std::string base64url(std::string_view bytes); // with - and _ for + and /, padded like the other
// Nothing if it is not what base64 gives.
std::optional<std::string> from_base64(std::string_view text);

} // namespace quayside::net
