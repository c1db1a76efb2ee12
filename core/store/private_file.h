#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

// Files that only their owner can read.
namespace quayside::store {

// Written beside and renamed, so that there is always the old one or the new one. False: errno says why.
bool write_private_file(const std::string& path, const std::string& text);

// From the system's own source: a seeded one could be guessed. The number of letters is a power of two.
std::string random_text(std::string_view letters, std::size_t length);

// The secret of the installation: 64 hex digits in `directory`/secret, which is made if there is none; an empty name
// makes one that is kept nowhere. Errors name the file.
Result<std::string> installation_secret(const std::string& directory);

} // namespace quayside::store
