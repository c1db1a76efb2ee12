#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/engine_address.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::app {

// A Docker engine that the command line names: its endpoint, and behind commas NAME=VALUE and plaintext.
struct EngineOption {
    struct Slice {
        std::int64_t cpu = 0; // units, 1024 to a core
        std::int64_t memory = 0; // MiB
    };

    model::EngineAddress address; // its files by absolute paths
    std::string bind_address; // where published ports listen; empty: as it is usual for the endpoint
    std::string zone; // empty: the region's first
    std::vector<Slice> slices; // none: the whole engine
};

// The error is a sentence. Files are those of the directory that the program was started in.
Expected<EngineOption, std::string> parse_engine_option(std::string_view text);

// The input of AddEngine that makes it an engine of cluster default.
Json add_engine_input(const EngineOption& engine, const std::string& name);

} // namespace quayside::app
