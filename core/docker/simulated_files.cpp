#include "core/docker/simulated_files.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <array>
#include <memory>

namespace quayside::docker {

namespace {

using Archive = std::unique_ptr<archive, int (*)(archive*)>;
using Entry = std::unique_ptr<archive_entry, void (*)(archive_entry*)>;
using Kind = FileStat::Kind;

constexpr std::size_t kPiece = 64 * 1024;

Unexpected<Error> refuse(int status, std::string message)
{
    return fail(Error{ "EngineError", std::move(message), status });
}

// "/var/log/" -> "/var/log"; "/" -> ""
std::string plain(std::string path)
{
    while (path.ends_with('/') || path.ends_with("/."))
        path.erase(path.rfind('/'));
    return path;
}

std::string last_part(const std::string& path)
{
    return path.substr(path.rfind('/') + 1);
}

std::int64_t seconds_of(TimePoint at)
{
    return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

la_ssize_t append(archive*, void* tar, const void* bytes, std::size_t size)
{
    static_cast<std::string*>(tar)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
}

std::string rest_of(archive* tar)
{
    std::string content;
    std::array<char, kPiece> piece;
    for (la_ssize_t size = 0; (size = archive_read_data(tar, piece.data(), piece.size())) > 0;)
        content.append(piece.data(), static_cast<std::size_t>(size));
    return content;
}

} // namespace

const SimulatedFiles::Tree& SimulatedFiles::usual()
{
    static const Tree tree = [] {
        const TimePoint built = std::chrono::sys_days{ std::chrono::year{ 2026 } / 3 / 14 };
        const auto folder = [built] { return File{ Kind::Folder, {}, built }; };
        Tree files{ { "", folder() }, { "/app", folder() }, { "/app/data", folder() }, { "/etc", folder() },
            { "/tmp", folder() }, { "/var", folder() }, { "/var/log", folder() } };
        files["/app/config.json"] = { Kind::File, "{\"simulated\": true}\n", built };
        files["/app/README"] = { Kind::File, "Nothing runs here: this container is simulated.\n", built };
        files["/etc/os-release"] = { Kind::File, "NAME=\"Simulated\"\nID=simulated\n", built };
        files["/etc/mtab"] = { Kind::Link, "../proc/mounts", built };
        files["/var/log/app.log"] = { Kind::File, "started\nlistening on port 80\n", built };
        return files;
    }();
    return tree;
}

const SimulatedFiles::Tree& SimulatedFiles::tree(const std::string& container) const
{
    const auto found = put_.find(container);
    return found == put_.end() ? usual() : found->second;
}

FileStat SimulatedFiles::describe(const std::string& path, const File& file)
{
    FileStat stat{ path.empty() ? "/" : last_part(path), file.kind, 0, file.modified_at, {} };
    if (file.kind == Kind::File)
        stat.size = static_cast<std::int64_t>(file.content.size());
    if (file.kind == Kind::Link)
        stat.link_target = file.content;
    return stat;
}

Result<FileStat> SimulatedFiles::stat(const std::string& container, const std::string& path) const
{
    const auto& files = tree(container);
    const auto found = files.find(plain(path));
    if (found == files.end())
        return refuse(404, fmt::format("There is no {} in the container.", path));
    return describe(found->first, found->second);
}

Result<std::string> SimulatedFiles::pack(const std::string& container, const std::string& path) const
{
    const auto top = plain(path);
    if (const auto known = stat(container, path); !known)
        return fail(known.error());
    std::string tar;
    const Archive packed(archive_write_new(), archive_write_free);
    archive_write_set_format_pax_restricted(packed.get());
    archive_write_open(packed.get(), &tar, nullptr, append, nullptr);
    for (const auto& [name, file] : tree(container)) {
        if (name != top && !name.starts_with(top + "/"))
            continue;
        const Entry entry(archive_entry_new(), archive_entry_free);
        archive_entry_set_pathname(entry.get(), name.substr(top.rfind('/') + 1).c_str());
        archive_entry_set_mtime(entry.get(), seconds_of(file.modified_at), 0);
        archive_entry_set_perm(entry.get(), file.kind == Kind::Folder ? 0755 : 0644);
        archive_entry_set_filetype(entry.get(),
            file.kind == Kind::Folder     ? AE_IFDIR
                : file.kind == Kind::Link ? AE_IFLNK
                                          : AE_IFREG);
        if (file.kind == Kind::Link)
            archive_entry_set_symlink(entry.get(), file.content.c_str());
        else if (file.kind == Kind::File)
            archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.content.size()));
        archive_write_header(packed.get(), entry.get());
        if (file.kind == Kind::File)
            archive_write_data(packed.get(), file.content.data(), file.content.size());
    }
    archive_write_close(packed.get());
    return tar;
}

Result<void> SimulatedFiles::unpack(
    const std::string& container, const std::string& folder, std::string_view tar, TimePoint now)
{
    const auto where = stat(container, folder);
    if (!where)
        return fail(where.error());
    if (where->kind != Kind::Folder)
        return refuse(400, "extraction point is not a directory");
    Tree files = tree(container);
    const Archive packed(archive_read_new(), archive_read_free);
    archive_read_support_format_tar(packed.get());
    archive_read_open_memory(packed.get(), tar.data(), tar.size());
    archive_entry* entry = nullptr;
    while (archive_read_next_header(packed.get(), &entry) == ARCHIVE_OK) {
        File file{ Kind::File, {}, now };
        if (archive_entry_filetype(entry) == AE_IFDIR)
            file.kind = Kind::Folder;
        else if (const char* target = archive_entry_symlink(entry))
            file = { Kind::Link, target, now };
        else
            file.content = rest_of(packed.get());
        files[plain(plain(folder) + "/" + archive_entry_pathname(entry))] = std::move(file);
    }
    put_[container] = std::move(files);
    return {};
}

} // namespace quayside::docker
