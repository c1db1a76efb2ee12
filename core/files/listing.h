#pragma once

#include "core/docker/container_files.h"
#include "core/files/unpack.h"

#include <string>
#include <string_view>
#include <vector>

namespace quayside::files {

// What is in a folder of a container.
struct Listing {
    std::vector<docker::FileStat> entries; // folders first, then by name
    bool whole = true; // false: there is more, or there may be
};

constexpr std::size_t kMostEntries = 5'000;
constexpr std::size_t kMostRead = 64 << 20; // bytes of a folder's tar that are looked through

// What "ls -lnA" with LC_ALL=C and TZ=UTC writes, of GNU or busybox. Lines that are none of its are left out. It gives
// no year of what was changed lately: the latest that is not after `now`. Pure.
Listing parse_ls(std::string_view text, TimePoint now);

// The same from the tar of the folder, as much of it as may be read: for containers that have no ls. Not on a loop's
// thread.
Result<Listing> list_tar(const NextBytes& next);

} // namespace quayside::files
