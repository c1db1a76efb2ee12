#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace quayside::net {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view text);
Digest hmac_sha256(std::string_view key, std::string_view text);

std::string_view bytes_of(const Digest& digest);
std::string hex(const Digest& digest);

// Takes the same time wherever two texts of one length differ, so that nobody can find a secret piece by piece.
bool same_secret(std::string_view a, std::string_view b);

} // namespace quayside::net
