#include "core/images/build_context.h"

#include "core/images/ignore_rules.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

namespace quayside::images {

namespace fs = std::filesystem;

namespace {

constexpr const char* kIgnoreFile = ".dockerignore";

Unexpected<Error> unreadable(const fs::path& path, const char* why)
{
    return fail(Error::client(fmt::format("context: cannot read {}: {}.", path.string(), why)));
}

class Packer {
public:
    explicit Packer(const std::atomic<bool>& cancelled)
        : cancelled_(cancelled)
        , archive_(archive_write_new(), archive_write_free)
    {
        archive_write_set_format_pax_restricted(archive_.get());
        archive_write_set_bytes_per_block(archive_.get(), 0);
        archive_write_open(archive_.get(), this, nullptr, &Packer::take, nullptr);
    }

    Result<void> add(const fs::path& path, const std::string& name);
    Result<std::string> finish()
    {
        if (archive_write_close(archive_.get()) != ARCHIVE_OK)
            return fail(Error::client(fmt::format("context: {}.", archive_error_string(archive_.get()))));
        return std::move(tar_);
    }

private:
    static la_ssize_t take(archive*, void* self, const void* bytes, std::size_t size)
    {
        auto& tar = static_cast<Packer*>(self)->tar_;
        if (tar.size() + size > kLargestContext)
            return -1;
        tar.append(static_cast<const char*>(bytes), size);
        return static_cast<la_ssize_t>(size);
    }
    Result<void> add_content(const fs::path& path, std::uintmax_t size);

    const std::atomic<bool>& cancelled_;
    std::string tar_;
    std::unique_ptr<archive, int (*)(archive*)> archive_;
};

Result<void> Packer::add(const fs::path& path, const std::string& name)
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
    return S_ISREG(status.st_mode) ? add_content(path, static_cast<std::uintmax_t>(status.st_size)) : Result<void>();
}

// A file that grows meanwhile is cut, as its size is written before it.
Result<void> Packer::add_content(const fs::path& path, std::uintmax_t size)
{
    if (tar_.size() + size > kLargestContext)
        return fail(Error::client(
            fmt::format("context: the folder has more than {} MiB; a {} leaves out what the build does not need.",
                kLargestContext >> 20, kIgnoreFile)));
    std::ifstream file(path, std::ios::binary);
    std::array<char, 1 << 16> piece{};
    for (std::uintmax_t left = size; left > 0;) {
        const auto wanted = static_cast<std::streamsize>(std::min<std::uintmax_t>(left, piece.size()));
        if (cancelled_ || !file.read(piece.data(), wanted))
            return unreadable(path, cancelled_ ? "the build was stopped" : "it became shorter, or may not be read");
        archive_write_data(archive_.get(), piece.data(), static_cast<std::size_t>(wanted));
        left -= static_cast<std::uintmax_t>(wanted);
    }
    return {};
}

IgnoreRules rules_of(const fs::path& folder)
{
    std::error_code problem;
    if (!fs::is_regular_file(folder / kIgnoreFile, problem))
        return IgnoreRules(std::string());
    std::ifstream file(folder / kIgnoreFile);
    std::stringstream text;
    text << file.rdbuf();
    return IgnoreRules(text.str());
}

Result<void> check(const fs::path& folder, const std::string& dockerfile)
{
    std::error_code problem;
    if (!folder.is_absolute())
        return fail(Error::invalid_parameter("context: give the absolute path of a folder."));
    if (!fs::is_directory(folder, problem))
        return fail(Error::invalid_parameter(fmt::format("context: there is no folder {}.", folder.string())));
    const fs::path name(dockerfile);
    if (name.is_absolute() || name.lexically_normal().string().starts_with(".."))
        return fail(Error::invalid_parameter("dockerfile: give its path within the folder."));
    if (!fs::is_regular_file(folder / name, problem))
        return fail(
            Error::invalid_parameter(fmt::format("dockerfile: there is no file {}.", (folder / name).string())));
    return {};
}

} // namespace

Result<std::string> pack_context(
    const std::string& folder, const std::string& dockerfile, const std::atomic<bool>& cancelled)
{
    if (const auto checked = check(folder, dockerfile); !checked)
        return fail(checked.error());
    const auto needed = fs::path(dockerfile).lexically_normal().string();
    const auto rules = rules_of(folder);
    Packer packer(cancelled);
    std::error_code problem;
    auto entry = fs::recursive_directory_iterator(folder, problem);
    for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
        if (cancelled)
            return unreadable(folder, "the build was stopped");
        const auto name = entry->path().lexically_relative(folder).string();
        if (rules.ignores(name) && name != needed && name != kIgnoreFile) {
            if (!rules.has_exceptions() && !needed.starts_with(name + '/'))
                entry.disable_recursion_pending();
            continue;
        }
        if (const auto added = packer.add(entry->path(), name); !added)
            return fail(added.error());
    }
    if (problem)
        return unreadable(folder, problem.message().c_str());
    return packer.finish();
}

} // namespace quayside::images
