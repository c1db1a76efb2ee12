#pragma once

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace quayside::bench {

// A state directory that goes with it.
class Directory {
public:
    Directory()
    {
        std::string path = std::filesystem::temp_directory_path() / "quayside-bench-XXXXXX";
        if (!::mkdtemp(path.data()))
            std::exit(1);
        path_ = path;
    }
    ~Directory() { std::filesystem::remove_all(path_); }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

} // namespace quayside::bench
