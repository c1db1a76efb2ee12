#pragma once

#include "core/base/error.h"
#include "core/base/json.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::app {

// A Docker engine that the command line names: unix:///PATH[,zone=NAME][,slice=CPUxMEMORY]...
struct EngineOption {
    struct Slice {
        std::int64_t cpu = 0; // units, 1024 to a core
        std::int64_t memory = 0; // MiB
    };

    std::string endpoint;
    std::string zone; // empty: the region's first
    std::vector<Slice> slices; // none: the whole engine
};

// The error is a sentence. Pure.
Expected<EngineOption, std::string> parse_engine_option(std::string_view text);

// The input of AddEngine that makes it an engine of cluster default.
Json add_engine_input(const EngineOption& engine, const std::string& name);

} // namespace quayside::app
