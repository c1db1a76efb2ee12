#include "core/files/pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <memory>
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

class Packer {
public:
    explicit Packer(const TakeBytes& take)
        : take_(take)
        , archive_(archive_write_new(), archive_write_free)
    {
        archive_write_set_format_pax_restricted(archive_.get());
        archive_write_set_bytes_per_block(archive_.get(), 0);
        archive_write_open(archive_.get(), this, nullptr, &Packer::give, nullptr);
    }

    Result<void> add(const fs::path& path, const std::string& name)
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
            return broken_ ? unwanted() : unreadable(path, archive_error_string(archive_.get()));
        return S_ISREG(status.st_mode) ? content(path, status.st_size) : Result<void>();
    }

    Result<void> finish() { return archive_write_close(archive_.get()) == ARCHIVE_OK ? Result<void>() : unwanted(); }

private:
    static la_ssize_t give(archive*, void* self, const void* bytes, std::size_t size)
    {
        auto& packer = *static_cast<Packer*>(self);
        packer.broken_ = !packer.take_({ static_cast<const char*>(bytes), size });
        return packer.broken_ ? -1 : static_cast<la_ssize_t>(size);
    }

    // A file that grows meanwhile is cut, as its size is written before it; of one that shrinks, the rest is zeros.
    Result<void> content(const fs::path& path, off_t left)
    {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (file < 0)
            return unreadable(path, std::strerror(errno));
        const std::unique_ptr<const int, void (*)(const int*)> closer(&file, [](const int* open) { ::close(*open); });
        while (left > 0) {
            const auto size
                = ::read(file, piece_.data(), std::min<std::size_t>(piece_.size(), static_cast<std::size_t>(left)));
            if (size < 0)
                return unreadable(path, std::strerror(errno));
            if (size == 0)
                return {};
            if (archive_write_data(archive_.get(), piece_.data(), static_cast<std::size_t>(size)) < 0)
                return unwanted();
            left -= size;
        }
        return {};
    }

    const TakeBytes& take_;
    std::unique_ptr<archive, int (*)(archive*)> archive_;
    std::array<char, 64 * 1024> piece_{};
    bool broken_ = false;
};

} // namespace

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
    Packer packer(take);
    if (const auto added = packer.add(top, name); !added)
        return added;
    std::error_code problem;
    if (fs::is_directory(fs::symlink_status(source, problem))) {
        auto entry = fs::recursive_directory_iterator(top, problem);
        for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem))
            if (const auto added
                = packer.add(entry->path(), (fs::path(name) / entry->path().lexically_relative(top)).string());
                !added)
                return added;
        if (problem)
            return unreadable(top, problem.message().c_str());
    }
    return packer.finish();
}

} // namespace quayside::files
