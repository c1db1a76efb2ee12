#include "tests/sim/crash_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cassert>
#include <cstring>

namespace quayside::sim {

namespace {

CrashDisk* the_disk = nullptr;

struct OpenFile {
    sqlite3_file base;
    CrashDisk::File* file;
};

CrashDisk::File& file_of(sqlite3_file* file)
{
    return *reinterpret_cast<OpenFile*>(file)->file;
}

int close_file(sqlite3_file*)
{
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* into, int amount, sqlite3_int64 offset)
{
    const std::string& content = file_of(file).content;
    const auto from = std::min(static_cast<std::size_t>(offset), content.size());
    const auto there = std::min(static_cast<std::size_t>(amount), content.size() - from);
    std::memcpy(into, content.data() + from, there);
    std::memset(static_cast<char*>(into) + there, 0, static_cast<std::size_t>(amount) - there);
    return there == static_cast<std::size_t>(amount) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

void put(std::string& content, std::uint64_t offset, std::string_view bytes)
{
    if (content.size() < offset + bytes.size())
        content.resize(offset + bytes.size());
    bytes.copy(content.data() + offset, bytes.size());
}

int write_file(sqlite3_file* handle, const void* from, int amount, sqlite3_int64 offset)
{
    bool torn = false;
    const int failure = the_disk->begin_operation(torn);
    if (failure != SQLITE_OK && !torn)
        return failure;
    CrashDisk::File& file = file_of(handle);
    const std::string_view bytes(static_cast<const char*>(from), static_cast<std::size_t>(torn ? amount / 2 : amount));
    const auto at = static_cast<std::uint64_t>(offset);
    file.unsynced.push_back(
        { at, file.content.substr(std::min<std::size_t>(at, file.content.size()), bytes.size()), std::string(bytes) });
    put(file.content, at, bytes);
    return failure;
}

int truncate_file(sqlite3_file* handle, sqlite3_int64 size)
{
    bool torn = false;
    if (const int failure = the_disk->begin_operation(torn); failure != SQLITE_OK)
        return failure;
    CrashDisk::File& file = file_of(handle);
    file.content.resize(static_cast<std::size_t>(size));
    file.unsynced.clear();
    return SQLITE_OK;
}

int sync_file(sqlite3_file* handle, int)
{
    bool torn = false;
    if (const int failure = the_disk->begin_operation(torn); failure != SQLITE_OK)
        return failure;
    file_of(handle).unsynced.clear();
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size)
{
    *size = static_cast<sqlite3_int64>(file_of(file).content.size());
    return SQLITE_OK;
}

int lock(sqlite3_file*, int)
{
    return SQLITE_OK;
}

int check_lock(sqlite3_file*, int* held)
{
    *held = 0;
    return SQLITE_OK;
}

int control(sqlite3_file*, int, void*)
{
    return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*)
{
    return 512;
}

int characteristics(sqlite3_file*)
{
    return 0;
}

const sqlite3_io_methods kFile = { 1, close_file, read_file, write_file, truncate_file, sync_file, file_size, lock,
    lock, check_lock, control, sector_size, characteristics, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr };

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags)
{
    static int temporary = 0;
    auto* opened = reinterpret_cast<OpenFile*>(file);
    opened->base.pMethods = &kFile;
    opened->file = &the_disk->open(name ? name : "temporary-" + std::to_string(++temporary));
    if (out_flags)
        *out_flags = flags;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int)
{
    bool torn = false;
    if (const int failure = the_disk->begin_operation(torn); failure != SQLITE_OK)
        return failure;
    return the_disk->remove(name) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int access(sqlite3_vfs*, const char* name, int, int* result)
{
    *result = the_disk->exists(name) ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int most, char* out)
{
    std::strncpy(out, name, static_cast<std::size_t>(most));
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int amount, char* out)
{
    for (int i = 0; i < amount; ++i)
        out[i] = static_cast<char>(the_disk->next_random() >> 56);
    return amount;
}

int sleep(sqlite3_vfs*, int microseconds)
{
    return microseconds;
}

int current_time(sqlite3_vfs*, double* now)
{
    *now = 2461041.5;
    return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*)
{
    return 0;
}

sqlite3_vfs vfs()
{
    sqlite3_vfs made{};
    made.iVersion = 1;
    made.szOsFile = sizeof(OpenFile);
    made.mxPathname = 512;
    made.zName = "crash-disk";
    made.xOpen = open_file;
    made.xDelete = delete_file;
    made.xAccess = access;
    made.xFullPathname = full_path;
    made.xRandomness = randomness;
    made.xSleep = sleep;
    made.xCurrentTime = current_time;
    made.xGetLastError = last_error;
    return made;
}

sqlite3_vfs the_vfs = vfs();

} // namespace

CrashDisk::CrashDisk()
{
    assert(!the_disk);
    the_disk = this;
    sqlite3_vfs_register(&the_vfs, 1);
    sqlite3_randomness(0, nullptr); // it draws from this disk anew, so that runs are alike
}

CrashDisk::~CrashDisk()
{
    sqlite3_vfs_unregister(&the_vfs);
    the_disk = nullptr;
}

void CrashDisk::cut()
{
    cut_ = true;
}

bool CrashDisk::remove(const std::string& path)
{
    return files_.erase(path) > 0;
}

int CrashDisk::begin_operation(bool& torn)
{
    ++operations_;
    if (cut_)
        return SQLITE_IOERR;
    if (cut_in_ > 0 && --cut_in_ == 0) {
        cut_ = torn = true;
        if (failed_)
            failed_();
        return SQLITE_IOERR;
    }
    if (trouble_ == Trouble::None)
        return SQLITE_OK;
    if (failed_)
        failed_();
    return trouble_ == Trouble::Full ? SQLITE_FULL : SQLITE_IOERR;
}

void CrashDisk::come_back()
{
    cut_ = false;
    cut_in_ = 0;
    trouble_ = Trouble::None;
}

void CrashDisk::lose_power(const std::function<bool()>& survives)
{
    for (auto& [path, file] : files_) {
        const auto writes = std::move(file.unsynced);
        file.unsynced.clear();
        for (auto write = writes.rbegin(); write != writes.rend(); ++write) {
            put(file.content, write->offset, write->before);
            if (write->before.size() < write->after.size())
                file.content.resize(write->offset + write->before.size());
        }
        for (const auto& write : writes)
            if (survives())
                put(file.content, write.offset, write.after);
    }
}

} // namespace quayside::sim
