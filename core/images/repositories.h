#pragma once

#include "core/base/error.h"
#include "core/base/time.h"

#include <cstdint>
#include <map>
#include <string>

namespace quayside::images {

// The repositories of the registry that Quayside runs, and where it runs: in a file of its own that only its owner can
// read. What is in them is the registry's to keep.
class Repositories {
public:
    using ByName = std::map<std::string, TimePoint>; // when each was created

    // Of `directory`/repositories.json, of which there need not be one; an empty name keeps them in memory only. Errors
    // name the file.
    static Result<Repositories> open(const std::string& directory);

    const ByName& all() const { return content_.repositories; }
    bool contains(const std::string& name) const { return all().contains(name); }
    std::uint16_t port() const { return content_.port; } // 0: none was chosen yet
    bool has_waste() const { return content_.waste; } // something was deleted whose data is still there

    // These are on disk when they return.
    Result<void> add(const std::string& name, TimePoint now);
    Result<void> remove(const std::string& name);
    Result<void> set_port(std::uint16_t port);
    Result<void> set_waste(bool waste);

private:
    struct Content {
        ByName repositories;
        std::uint16_t port = 0;
        bool waste = false;
    };
    Result<void> read();
    Result<void> write(Content content);

    std::string path_;
    Content content_;
};

} // namespace quayside::images
