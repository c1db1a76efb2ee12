#pragma once

#include "core/files/archive_writer.h"

#include <cstdint>
#include <string>

namespace quayside::files {

// How many bytes the files at and below a path have.
std::uint64_t size_of(const std::string& source);

// A file, or a folder with all that is in it, as a tar of its name. Links stay links; what is neither file, folder nor
// link is left out. Takes as long as reading does, so not on a loop's thread. An error names the file.
Result<void> pack(const std::string& source, const TakeBytes& take);

} // namespace quayside::files
