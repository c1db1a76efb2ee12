#include "core/files/archive_writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace quayside::files {

namespace fs = std::filesystem;

namespace {

Unexpected<Error> unreadable(const fs::path& path, const char* why)
{
    return fail(Error::client(fmt::format("Cannot read {}: {}.", path.string(), why)));
}

Unexpected<Error> unwanted()
{
    return fail(Error::client("The copy was stopped."));
}

} // namespace

ArchiveWriter::ArchiveWriter(TakeBytes take)
    : take_(std::move(take))
    , archive_(archive_write_new(), archive_write_free)
{
    archive_write_set_format_pax_restricted(archive_.get());
    archive_write_set_bytes_per_block(archive_.get(), 0);
    archive_write_open(archive_.get(), this, nullptr, &ArchiveWriter::give, nullptr);
}

Result<void> ArchiveWriter::add(const fs::path& path, const std::string& name)
{
    struct stat status { };
    if (::lstat(path.c_str(), &status) != 0)
        return unreadable(path, std::strerror(errno));
    if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode) && !S_ISLNK(status.st_mode))
        return {};
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(), archive_entry_free);
    archive_entry_copy_stat(entry.get(), &status);
    archive_entry_set_uid(entry.get(), 0); // whose they are here is nobody's business there
    archive_entry_set_gid(entry.get(), 0);
    archive_entry_set_pathname(entry.get(), name.c_str());
    if (S_ISLNK(status.st_mode)) {
        std::error_code problem;
        archive_entry_set_symlink(entry.get(), fs::read_symlink(path, problem).c_str());
    }
    if (archive_write_header(archive_.get(), entry.get()) < ARCHIVE_WARN)
        return unreadable(path, archive_error_string(archive_.get()));
    if (broken_)
        return unwanted();
    return S_ISREG(status.st_mode) ? add_content(path, status.st_size) : Result<void>();
}

Result<void> ArchiveWriter::finish()
{
    return archive_write_close(archive_.get()) == ARCHIVE_OK && !broken_ ? Result<void>() : unwanted();
}

// libarchive is not told when nobody wants more: it would leak what it has.
long ArchiveWriter::give(archive*, void* self, const void* bytes, std::size_t size)
{
    auto& writer = *static_cast<ArchiveWriter*>(self);
    writer.broken_ = writer.broken_ || !writer.take_({ static_cast<const char*>(bytes), size });
    return static_cast<long>(size);
}

// A file that grows meanwhile is cut, as its size is written before it.
Result<void> ArchiveWriter::add_content(const fs::path& path, long long left)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return unreadable(path, std::strerror(errno));
    const std::unique_ptr<const int, void (*)(const int*)> closer(&file, [](const int* open) { ::close(*open); });
    while (left > 0) {
        const auto size
            = ::read(file, piece_.data(), std::min<std::size_t>(piece_.size(), static_cast<std::size_t>(left)));
        if (size <= 0)
            return unreadable(path, size < 0 ? std::strerror(errno) : "it became shorter meanwhile");
        if (archive_write_data(archive_.get(), piece_.data(), static_cast<std::size_t>(size)) < 0 || broken_)
            return unwanted();
        left -= size;
    }
    return {};
}

} // namespace quayside::files
