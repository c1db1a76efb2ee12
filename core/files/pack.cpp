#include "core/files/pack.h"

#include <fmt/format.h>

#include <filesystem>

namespace quayside::files {

namespace fs = std::filesystem;

std::uint64_t size_of(const std::string& source)
{
    std::error_code problem;
    if (!fs::is_directory(fs::symlink_status(source, problem)))
        return fs::is_regular_file(source, problem) ? fs::file_size(source, problem) : 0;
    std::uint64_t sum = 0;
    auto entry = fs::recursive_directory_iterator(source, fs::directory_options::skip_permission_denied, problem);
    for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
        std::error_code gone;
        if (entry->is_regular_file(gone) && !entry->is_symlink(gone))
            sum += entry->file_size(gone);
    }
    return sum;
}

Result<void> pack(const std::string& source, const TakeBytes& take)
{
    const auto top = fs::path(source).lexically_normal();
    const auto name = (top.has_filename() ? top : top.parent_path()).filename().string();
    ArchiveWriter writer(take);
    if (const auto added = writer.add(top, name); !added)
        return added;
    std::error_code problem;
    if (fs::is_directory(fs::symlink_status(source, problem))) {
        auto entry = fs::recursive_directory_iterator(top, problem);
        for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem))
            if (const auto added
                = writer.add(entry->path(), (fs::path(name) / entry->path().lexically_relative(top)).string());
                !added)
                return added;
        if (problem)
            return fail(Error::client(fmt::format("Cannot read {}: {}.", top.string(), problem.message())));
    }
    return writer.finish();
}

} // namespace quayside::files
