#pragma once

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/docker/types.h"
#include "core/store/sealed_file.h"

#include <functional>
#include <map>
#include <string>
#include <utility>

namespace quayside::images {

// With what one registry is logged in to.
struct RegistryAccount {
    docker::RegistryLogin login;
    TimePoint changed_at;
};

// The accounts of registries by their names: "docker.io", "127.0.0.1:5000", kept in a sealed file; and the login of the
// registry that Quayside itself runs, which is kept nowhere.
class RegistryLogins {
public:
    using Accounts = std::map<std::string, RegistryAccount>;
    using ByRegistry = std::map<std::string, docker::RegistryLogin>;

    // Of `directory`/registry-logins.sealed, of which there need not be one; an empty name keeps them in memory only.
    // Errors name the file.
    static Result<RegistryLogins> open(const std::string& directory, const std::string& installation_secret);

    // `own` gives the registry of this installation and its login; none while it has none.
    void set_own(std::function<ByRegistry()> own) { own_ = std::move(own); }

    const Accounts& all() const { return accounts_; } // without our own
    // For the registry of an image; empty: nothing is kept for it.
    docker::RegistryLogin for_image(const std::string& reference) const;
    ByRegistry for_build() const; // our own among them

    // Both are on disk when they return.
    Result<void> put(const std::string& registry, RegistryAccount account);
    Result<void> remove(const std::string& registry);

private:
    Result<void> write(Accounts accounts);

    store::SealedFile file_{ {}, {}, {} };
    Accounts accounts_;
    std::function<ByRegistry()> own_;
};

} // namespace quayside::images
