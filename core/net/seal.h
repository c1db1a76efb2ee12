#pragma once

#include "core/net/digest.h"

#include <optional>
#include <string>
#include <string_view>

namespace quayside::net {

// Bytes that only who has the key can read, and that nobody changes unnoticed: AES-256 in Galois/counter mode with a
// fresh nonce before the text and its tag behind it. Nothing if the system has no random numbers.
std::optional<std::string> seal(const Digest& key, std::string_view text);
// Nothing if it was sealed with another key, or is damaged.
std::optional<std::string> unseal(const Digest& key, std::string_view sealed);

} // namespace quayside::net
