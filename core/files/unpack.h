#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <functional>
#include <string>

namespace quayside::files {

// The next bytes of a tar; empty: there are no more.
using NextBytes = std::function<std::string()>;

struct Unpacked {
    std::string path; // of what lies there now
    std::size_t left_out = 0; // devices, sockets, and links that lead out of what was unpacked
};

// Puts what is in a tar that nobody vouches for into `directory`, which is there: its one top entry and what is below
// it. Everything is made beside its place first, so that it is there whole or not at all, and through no link. A name
// that leads out of it (absolute, or with ..) refuses all of it. Nobody becomes an owner, and nothing gets more rights
// than reading, writing and executing. What is there by that name is replaced if it is a file and `overwrite` is set.
// Nothing is put there that is not `wanted` any more. Takes as long as writing does, so not on a loop's thread.
Result<Unpacked> unpack(
    const NextBytes& next, const std::string& directory, bool overwrite, const std::function<bool()>& wanted);

} // namespace quayside::files
