#include "core/files/unpack.h"

#include "core/files/tar_reader.h"

#include <archive_entry.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace quayside::files {

namespace {

using Parts = std::vector<std::string>;

constexpr mode_t kRights = 0777;

class Descriptor {
public:
    explicit Descriptor(int number)
        : number_(number)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : number_(std::exchange(other.number_, -1))
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor()
    {
        if (number_ >= 0)
            ::close(number_);
    }
    int get() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }

private:
    int number_;
};

Unexpected<Error> cannot(std::string_view what, const std::string& path, int error)
{
    return fail(Error::client(fmt::format("Cannot {} {}: {}.", what, path, std::strerror(error))));
}

// "log/./app.log" -> log, app.log; nothing if it leads out.
std::optional<Parts> parts_of(std::string_view path)
{
    if (path.empty() || path.starts_with('/'))
        return std::nullopt;
    Parts parts;
    while (!path.empty()) {
        const auto part = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(part.size() + 1, path.size()));
        if (part == "..")
            return std::nullopt;
        if (!part.empty() && part != ".")
            parts.emplace_back(part);
    }
    return parts;
}

// Whether a link at `place`, as deep below the top, leads to somewhere below the top as well.
bool stays_within(const Parts& place, std::string_view target)
{
    if (target.empty() || target.starts_with('/'))
        return false;
    auto depth = static_cast<std::ptrdiff_t>(place.size()) - 1; // of the folder that it lies in
    while (!target.empty()) {
        const auto part = target.substr(0, target.find('/'));
        target.remove_prefix(std::min(part.size() + 1, target.size()));
        if (part == "..")
            --depth;
        else if (!part.empty() && part != ".")
            ++depth;
        if (depth < 1) // the top entry itself is at 1
            return false;
    }
    return true;
}

// A folder of our own in which it grows, and which goes with what is still in it.
class Workshop {
public:
    explicit Workshop(const std::string& directory)
        : path_(directory + "/.quayside-XXXXXX")
        , root_(::mkdtemp(path_.data()) ? ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1)
        , error_(root_ ? 0 : errno)
    {
    }
    ~Workshop()
    {
        std::error_code ignored;
        if (root_)
            std::filesystem::remove_all(path_, ignored);
    }

    int error() const { return error_; }
    const std::string& path() const { return path_; }

    // The folder that `parts` lies in, made if it is missing.
    Result<Descriptor> parent_of(const Parts& parts) const
    {
        Descriptor at(::dup(root_.get()));
        for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
            if (::mkdirat(at.get(), parts[i].c_str(), kRights) != 0 && errno != EEXIST)
                return cannot("make the folder", parts[i], errno);
            Descriptor next(::openat(at.get(), parts[i].c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
            if (!next)
                return cannot("enter", parts[i], errno);
            at = std::move(next);
        }
        return at;
    }

private:
    std::string path_;
    Descriptor root_;
    int error_;
};

class Unpacker {
public:
    Unpacker(TarReader& tar, const Workshop& workshop)
        : tar_(tar)
        , workshop_(workshop)
    {
    }

    Result<void> take(archive_entry* entry)
    {
        const char* named = archive_entry_pathname(entry);
        auto parts = parts_of(named ? named : "");
        if (!parts)
            return fail(Error::client(
                fmt::format("The engine gave a file that would lie elsewhere: {}.", named ? named : "without a name")));
        if (parts->empty())
            return {};
        if (top_.empty())
            top_ = parts->front();
        if (parts->front() != top_)
            return fail(Error::client(fmt::format("The engine gave a file that was not asked for: {}.", named)));
        const auto parent = workshop_.parent_of(*parts);
        if (!parent)
            return fail(parent.error());
        return place(entry, *parts, parent->get());
    }

    const std::string& top() const { return top_; }
    std::size_t left_out() const { return left_out_; }

private:
    Result<void> place(archive_entry* entry, const Parts& parts, int parent)
    {
        if (const char* other = archive_entry_hardlink(entry))
            return link(other, parts, parent);
        switch (archive_entry_filetype(entry)) {
        case AE_IFDIR:
            return folder(entry, parts, parent);
        case AE_IFLNK:
            return symbolic_link(entry, parts, parent);
        case AE_IFREG:
            return file(entry, parts, parent);
        default:
            ++left_out_;
            return {};
        }
    }

    Result<void> folder(archive_entry* entry, const Parts& parts, int parent)
    {
        const auto rights = (archive_entry_perm(entry) & kRights) | S_IRWXU; // files are put into it
        if (::mkdirat(parent, parts.back().c_str(), rights) != 0 && errno != EEXIST)
            return cannot("make the folder", parts.back(), errno);
        return {};
    }

    Result<void> symbolic_link(archive_entry* entry, const Parts& parts, int parent)
    {
        const char* target = archive_entry_symlink(entry);
        if (!target || !stays_within(parts, target)) {
            ++left_out_;
            return {};
        }
        return ::symlinkat(target, parent, parts.back().c_str()) == 0 ? Result<void>()
                                                                      : cannot("make the link", parts.back(), errno);
    }

    // Another name of a file that came before.
    Result<void> link(const char* other, const Parts& parts, int parent)
    {
        const auto source = parts_of(other);
        if (!source || source->empty() || source->front() != top_) {
            ++left_out_;
            return {};
        }
        const auto folder = workshop_.parent_of(*source);
        if (!folder)
            return fail(folder.error());
        return ::linkat(folder->get(), source->back().c_str(), parent, parts.back().c_str(), 0) == 0
            ? Result<void>()
            : cannot("make the link", parts.back(), errno);
    }

    Result<void> file(archive_entry* entry, const Parts& parts, int parent)
    {
        const Descriptor made(::openat(parent, parts.back().c_str(),
            O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, archive_entry_perm(entry) & kRights));
        if (!made)
            return cannot("make the file", parts.back(), errno);
        if (auto written = content(made.get(), parts.back()); !written)
            return written;
        if (::ftruncate(made.get(), archive_entry_size(entry)) != 0) // what is sparse may end in a hole
            return cannot("write", parts.back(), errno);
        const timespec time{ archive_entry_mtime(entry), archive_entry_mtime_nsec(entry) };
        const timespec times[2] = { time, time };
        ::futimens(made.get(), times);
        return {};
    }

    Result<void> content(int file, const std::string& name)
    {
        for (;;) {
            const auto block = tar_.next_block();
            if (!block)
                return fail(block.error());
            if (!*block)
                return {};
            auto [bytes, offset] = **block;
            while (!bytes.empty()) {
                const auto written = ::pwrite(file, bytes.data(), bytes.size(), offset);
                if (written < 0)
                    return cannot("write", name, errno);
                bytes.remove_prefix(static_cast<std::size_t>(written));
                offset += written;
            }
        }
    }

    TarReader& tar_;
    const Workshop& workshop_;
    std::string top_;
    std::size_t left_out_ = 0;
};

Result<void> put_in_place(const std::string& made, const std::string& place, bool overwrite)
{
    const bool done = overwrite ? ::rename(made.c_str(), place.c_str()) == 0
                                : ::renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, place.c_str(), RENAME_NOREPLACE) == 0;
    if (done)
        return {};
    if (errno == EEXIST || errno == ENOTEMPTY || errno == EISDIR || errno == ENOTDIR)
        return fail(Error::client(fmt::format("There is {} already.", place)));
    return cannot("make", place, errno);
}

} // namespace

Result<Unpacked> unpack(
    const NextBytes& next, const std::string& directory, bool overwrite, const std::function<bool()>& wanted)
{
    const Workshop workshop(directory);
    if (workshop.error() != 0)
        return cannot("write to", directory, workshop.error());
    TarReader tar(next);
    Unpacker unpacker(tar, workshop);
    for (;;) {
        const auto entry = tar.next_entry();
        if (!entry)
            return fail(entry.error());
        if (!*entry)
            break;
        if (const auto taken = unpacker.take(*entry); !taken)
            return fail(taken.error());
    }
    const auto made = workshop.path() + "/" + unpacker.top();
    struct stat status { };
    if (unpacker.top().empty() || ::lstat(made.c_str(), &status) != 0)
        return fail(Error::client("There is nothing that can be copied: it is no file and no folder, or a link that "
                                  "leads elsewhere. Copy what it leads to."));
    if (!wanted())
        return fail(Error::client("The copy was stopped."));
    const auto place = directory + "/" + unpacker.top();
    if (const auto placed = put_in_place(made, place, overwrite); !placed)
        return fail(placed.error());
    return Unpacked{ place, unpacker.left_out() };
}

} // namespace quayside::files
