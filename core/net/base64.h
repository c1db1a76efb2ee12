#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quayside::net {

std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text); // nothing if it is none
std::string base64url(std::string_view bytes); // with - and _ for + and /, padded like the other

} // namespace quayside::net
