#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace quayside::control {

// The parts of an Authorization header of AWS Signature Version 4.
struct Signature {
    std::string access_key;
    std::string date; // YYYYMMDD
    std::string region;
    std::string service;
    std::vector<std::string> signed_headers;
    std::string signature; // 64 hex digits
};

// IncompleteSignatureException names the part that is missing or malformed. Nothing is verified. Pure.
Result<Signature> parse_signature(std::string_view authorization);

} // namespace quayside::control
