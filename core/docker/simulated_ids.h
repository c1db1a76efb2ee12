#pragma once

#include "core/base/random.h"

#include <functional>
#include <string>

namespace quayside::docker {

// What looks like a digest, the same for a text each time.
inline std::string simulated_digest(const std::string& text)
{
    Random digits(std::hash<std::string>()(text));
    return "sha256:" + digits.id().hex() + digits.id().hex();
}

// The id of an image that came from a registry: another one than the digest that it has there.
inline std::string simulated_image_id(const std::string& tagged)
{
    return simulated_digest("id of " + tagged);
}

} // namespace quayside::docker
