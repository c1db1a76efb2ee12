#pragma once

#include "core/base/error.h"

#include <atomic>
#include <cstddef>
#include <string>

namespace quayside::images {

constexpr std::size_t kLargestContext = std::size_t{ 1 } << 30; // bytes

// The folder as a tar, without what its .dockerignore leaves out; the Dockerfile is always in it. Links stay links, and
// what is neither file, folder nor link is left out. Takes as long as reading the files does, so not on a loop's
// thread; ends early once `cancelled`. Errors name the member of BuildImage that is wrong, or the file.
Result<std::string> pack_context(
    const std::string& folder, const std::string& dockerfile, const std::atomic<bool>& cancelled);

} // namespace quayside::images
