#pragma once

#include "core/docker/container_files.h"

#include <map>
#include <string>
#include <string_view>

namespace quayside::docker {

// The files of simulated containers: a few that every one has, and what was put there since. Pure.
class SimulatedFiles {
public:
    static constexpr std::size_t kRoom = 8 << 20; // bytes that may be put into one container

    // `container` by its id; `path` absolute. Errors are numbered as an engine's.
    Result<FileStat> stat(const std::string& container, const std::string& path) const;
    // As a tar, in which everything is named from the last part of the path on.
    Result<std::string> pack(const std::string& container, const std::string& path) const;
    Result<void> unpack(const std::string& container, const std::string& folder, std::string_view tar, TimePoint now);
    void forget(const std::string& container) { put_.erase(container); }

private:
    struct File {
        FileStat::Kind kind = FileStat::Kind::Folder;
        std::string content; // or the target of a link
        TimePoint modified_at;
    };
    using Tree = std::map<std::string, File>; // by path; "" is the root

    static FileStat describe(const std::string& path, const File& file);
    static const Tree& usual();
    const Tree& tree(const std::string& container) const;

    std::map<std::string, Tree> put_; // of containers into which something was put
};

} // namespace quayside::docker
