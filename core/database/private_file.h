#pragma once

#include "core/base/error.h"

#include <string>

namespace quayside::database {

// Makes sure that the file is there and only its owner may read it; makes its directory (0700) if that is missing.
Result<void> make_private_file(const std::string& path);

} // namespace quayside::database
