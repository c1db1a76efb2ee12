#pragma once

#include "core/base/error.h"

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct archive;

namespace quayside::files {

// Takes the next bytes of a tar; false: nobody wants more.
using TakeBytes = std::function<bool(std::string_view)>;

// Files, folders and links of this machine as a tar. It takes as long as reading does, so not on a loop's thread. An
// error names the file; after one, or when nobody wanted more, the tar is of no use.
class ArchiveWriter {
public:
    explicit ArchiveWriter(TakeBytes take);

    // One of them, not what is in it. Links stay links; what is neither file, folder nor link is left out.
    Result<void> add(const std::filesystem::path& path, const std::string& name);
    Result<void> finish();

private:
    static long give(archive*, void* self, const void* bytes, std::size_t size);
    Result<void> add_content(const std::filesystem::path& path, long long left);

    TakeBytes take_;
    std::unique_ptr<archive, int (*)(archive*)> archive_;
    std::array<char, 64 * 1024> piece_{};
    bool broken_ = false;
};

} // namespace quayside::files
