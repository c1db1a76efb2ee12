#pragma once

#include "core/base/error.h"
#include "core/docker/types.h"

#include <cstdint>
#include <map>
#include <string>

namespace quayside::docker {

// What an engine says of a pull or push that failed, with the status that the registry meant: engines pass on its words
// alone, in a 500 or inside of a success.
Error registry_error(Error error);

// Adds up what an engine reports of the layers of one pull or push.
class PullMeter {
public:
    // Takes one object of the stream. The engine reports a failure inside a successful answer: that is an Error here.
    Result<PullProgress> take(const Json& report);

private:
    struct Layer {
        std::uint64_t current = 0;
        std::uint64_t total = 0;
    };
    std::map<std::string, Layer> layers_;
};

} // namespace quayside::docker
