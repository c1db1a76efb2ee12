#pragma once

#include "core/base/error.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace quayside {

// JSON keeps the order of its keys everywhere, so that a document comes back as it was written.
using Json = nlohmann::ordered_json;

struct JsonLimits {
    int depth = 64;
    int nodes = 100'000;
    int members = 4'096; // of one object: keys are searched one by one
};

// Parses untrusted text. SerializationException names the line and column, or the limit that was passed.
Result<Json> parse_json(std::string_view text, const JsonLimits& limits = {});

} // namespace quayside
