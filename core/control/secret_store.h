#pragma once

#include "core/base/arn.h"
#include "core/base/enum_names.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/time.h"
#include "core/net/digest.h"

#include <string>
#include <string_view>
#include <vector>

namespace quayside::control {

// With which AWS service a definition would look for it.
enum class SecretKind : std::uint8_t { SecretsManager, Ssm };

struct SecretVersion {
    std::string id;
    std::string value; // never in a log, a reply, the database or an export
    TimePoint created_at;
};

struct Secret {
    SecretKind kind = SecretKind::SecretsManager;
    std::string name; // prod/db; of SSM often /prod/db
    std::string suffix; // of the ARN in Secrets Manager: six characters
    std::vector<SecretVersion> versions; // AWSCURRENT, and AWSPREVIOUS if there was another value before
};

// What definitions name in `secrets`, `secretOptions` and `repositoryCredentials`. Kept in a sealed file of its own,
// whose key is the secret of the installation: a copy of that file, of the database or a dump of it gives no value
// away.
class SecretStore {
public:
    // Of `directory`/secrets.sealed, of which there need not be one; an empty name keeps them in memory only. Errors
    // name the file.
    static Result<SecretStore> open(const std::string& directory, const std::string& installation_secret);

    const std::vector<Secret>& all() const { return secrets_; } // by kind and name
    const Secret* find(SecretKind kind, std::string_view name) const;

    // Both are on disk when they return. A secret that is there gets a new version.
    Result<void> put(SecretKind kind, const std::string& name, const std::string& value, Random& random, TimePoint now);
    Result<void> remove(SecretKind kind, std::string_view name);

    // The value that `value_from` of a definition means: the name or ARN of a parameter, or the ARN of a secret with
    // what may follow it, :json-key:version-stage:version-id. Region, account and the suffix of the ARN select nothing:
    // a definition that was written for another account finds what has the same name here. Errors are in the words of
    // the container agent of ECS.
    Result<std::string> resolve(std::string_view value_from, const std::string& region) const;

private:
    Result<void> read();
    Result<void> write(const std::vector<Secret>& secrets) const;
    const Secret* find_by_arn_name(std::string_view name) const;

    std::string path_;
    net::Digest key_{};
    std::vector<Secret> secrets_;
};

std::string arn_of(const Secret& secret, const ArnScope& scope);

} // namespace quayside::control

template <>
struct quayside::EnumNames<quayside::control::SecretKind> {
    static constexpr std::string_view names[] = { "secretsmanager", "ssm" };
};
