#pragma once

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/docker/types.h"
#include "core/net/digest.h"

#include <map>
#include <string>

namespace quayside::images {

// With what one registry is logged in to.
struct RegistryAccount {
    docker::RegistryLogin login;
    TimePoint changed_at;
};

// The accounts of registries by their names: "docker.io", "127.0.0.1:5000". They are kept in a file of their own that
// only its owner can read, encrypted with a key made from the secret of the installation.
//
// Against whom: whoever comes by that file alone, or by the database, a dump or a backup without `secret`, has nothing.
// It is no help against somebody who can read the whole state directory, for the secret lies beside it: the program
// starts without anybody there to type a password.
class RegistryLogins {
public:
    using Accounts = std::map<std::string, RegistryAccount>;

    // Of `directory`/registry-logins.sealed, of which there need not be one; an empty name keeps them in memory only.
    // Errors name the file.
    static Result<RegistryLogins> open(const std::string& directory, const std::string& installation_secret);

    const Accounts& all() const { return accounts_; }
    // For the registry of an image; empty: nothing is kept for it.
    docker::RegistryLogin for_image(const std::string& reference) const;

    // Both are on disk when they return.
    Result<void> put(const std::string& registry, RegistryAccount account);
    Result<void> remove(const std::string& registry);

private:
    Result<void> read();
    Result<void> write(Accounts accounts);

    std::string path_;
    net::Digest key_{};
    Accounts accounts_;
};

} // namespace quayside::images
