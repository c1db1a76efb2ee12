#include "core/database/private_file.h"

#include "core/database/failure.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace quayside::database {

namespace {

Result<void> make_private_directory(const std::filesystem::path& directory)
{
    std::error_code problem;
    if (directory.empty() || std::filesystem::is_directory(directory, problem))
        return {};
    std::filesystem::create_directories(directory.parent_path(), problem);
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
        return fail(cannot_write(directory, errno));
    return {};
}

} // namespace

Result<void> make_private_file(const std::string& path)
{
    if (auto made = make_private_directory(std::filesystem::path(path).parent_path()); !made)
        return made;
    // A file that is there is not opened here: closing it would drop the locks that another connection of this process
    // holds on it.
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0) {
        ::close(file);
        return {};
    }
    if (errno != EEXIST)
        return fail(cannot_write(path, errno));
    if (::access(path.c_str(), W_OK) != 0)
        return fail(cannot_write(path, errno));
    ::chmod(path.c_str(), 0600);
    return {};
}

} // namespace quayside::database
