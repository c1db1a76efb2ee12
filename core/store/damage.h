#pragma once

#include "core/base/error.h"

#include <fmt/format.h>

#include <string>

namespace quayside::store {

// The file can be read, but not what is in it.
inline Error damaged(const std::string& path, const std::string& what)
{
    return Error::server(fmt::format("{} is damaged: {}. Put a backup in its place, or choose another directory with "
                                     "--state-dir.",
        path, what));
}

} // namespace quayside::store
