#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace quayside::control {

// The words of a command line, split as a shell does: at spaces, with quotes and backslashes, and without anything else
// that a shell knows. There may be none in the container. InvalidParameterException if there is no word, or a quote
// without its end.
Result<std::vector<std::string>> command_words(std::string_view line);

} // namespace quayside::control
