#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace quayside::sim {

// A disk in memory for SQLite, which every database of this process is on while it lives. It fails when told to, and
// what the program wrote can be cut off at any write or sync: as kill -9 does, or as a loss of power does, which takes
// any part of what was not synced. One at a time.
class CrashDisk {
public:
    CrashDisk();
    ~CrashDisk();
    CrashDisk(const CrashDisk&) = delete;
    CrashDisk& operator=(const CrashDisk&) = delete;

    enum class Trouble : std::uint8_t { None, Full, Broken };
    // Writes and syncs fail from now on.
    void set_trouble(Trouble trouble) { trouble_ = trouble; }
    // The program is cut off at the n-th write, sync or truncation from now; n = 0: not any more.
    void cut_after(std::uint64_t n) { cut_in_ = n; }
    // Nothing that the program does reaches the disk from now on.
    void cut();
    bool is_cut() const { return cut_; }
    // Called when an operation fails, from inside SQLite.
    void on_failure(std::function<void()> handler) { failed_ = std::move(handler); }

    // The program starts anew. After a loss of power, `survives` says for each write that was not synced whether it
    // reached the disk.
    void come_back();
    void lose_power(const std::function<bool()>& survives);

    std::uint64_t operations() const { return operations_; }

    // One file: what is read, and how to get back to what was synced.
    struct File {
        struct Write {
            std::uint64_t offset = 0;
            std::string before; // what was there; shorter where the file ended
            std::string after;
        };
        std::string content;
        std::vector<Write> unsynced;
    };

    // For the calls of SQLite.
    File& open(const std::string& path) { return files_[path]; }
    bool exists(const std::string& path) const { return files_.contains(path); }
    bool remove(const std::string& path);
    // SQLITE_OK, or how the next operation fails. `torn`: cut off in the middle of it.
    int begin_operation(bool& torn);
    std::uint64_t next_random() { return random_ = random_ * 6364136223846793005ULL + 1442695040888963407ULL; }

private:
    std::map<std::string, File> files_;
    Trouble trouble_ = Trouble::None;
    std::uint64_t cut_in_ = 0;
    bool cut_ = false;
    std::uint64_t operations_ = 0;
    std::uint64_t random_ = 1;
    std::function<void()> failed_;
};

} // namespace quayside::sim
