#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <vector>

namespace quayside::database {

class Database;

// What a file holds and how it came to be. Step i brings version i to version i + 1; an empty file is version 0. Steps
// are only ever added: a file of any older version passes through those that it has not seen, in one transaction.
struct Schema {
    using Step = Result<void> (*)(Database&);

    std::uint32_t application_id = 0; // in the file's header: whose file it is
    std::vector<Step> steps;

    int version() const { return static_cast<int>(steps.size()); }
};

} // namespace quayside::database
