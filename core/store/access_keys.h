#pragma once

#include "core/base/error.h"
#include "core/base/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace quayside::store {

// A pair with which a program signs its requests to the API.
struct AccessKey {
    std::string id; // "QUAY" and 16 of A-Z2-7
    std::string secret; // 40 characters; never in a log, the database or an export
    TimePoint created_at;
};

// The keys of this installation. They are kept in a file of their own that only the owner can read: who can read it
// can read the state as well, but a copy of the database or a dump of it gives no key away.
class AccessKeys {
public:
    // Of `directory`/access-keys.json, of which there need not be one; an empty name keeps them in memory only. Errors
    // name the file.
    static Result<AccessKeys> open(const std::string& directory);

    const std::vector<AccessKey>& all() const { return keys_; } // oldest first
    const AccessKey* find(std::string_view id) const;

    // Both are on disk when they return.
    Result<AccessKey> create(TimePoint now);
    Result<void> remove(std::string_view id);

private:
    Result<void> read();
    Result<void> write(const std::vector<AccessKey>& keys) const;

    std::string path_;
    std::vector<AccessKey> keys_;
};

} // namespace quayside::store
