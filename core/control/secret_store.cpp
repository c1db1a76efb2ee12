#include "core/control/secret_store.h"

#include "core/base/fields.h"
#include "core/base/json.h"
#include "core/store/sealed_file.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace quayside::control {

namespace {

constexpr std::size_t kSuffix = 6;
constexpr std::size_t kKeptVersions = 2;

Json to_json(const Secret& secret)
{
    Json json{ { "kind", to_string(secret.kind) }, { "name", secret.name }, { "suffix", secret.suffix },
        { "versions", Json::array() } };
    for (const auto& version : secret.versions)
        json["versions"].push_back({ { "id", version.id }, { "value", version.value },
            { "createdAt", version.created_at.time_since_epoch().count() } });
    return json;
}

std::string text(const Json& json, const char* member)
{
    const auto found = json.find(member);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Secret> from_json(const Json& json)
{
    Secret secret;
    if (!json.is_object() || !json.contains("versions") || !json["versions"].is_array() || json["versions"].empty()
        || !fields_from_json(json.value("kind", Json()), secret.kind))
        return std::nullopt;
    secret.name = text(json, "name");
    secret.suffix = text(json, "suffix");
    for (const auto& version : json["versions"]) {
        const Json created = version.value("createdAt", Json(0));
        secret.versions.push_back({ text(version, "id"), text(version, "value"),
            TimePoint(Duration(created.is_number_integer() ? created.get<std::int64_t>() : 0)) });
    }
    return secret;
}

// arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME:json-key:version-stage:version-id, split at the colons.
std::vector<std::string_view> parts_of(std::string_view arn)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const auto colon = arn.find(':');
        parts.push_back(arn.substr(0, colon));
        if (colon == std::string_view::npos)
            return parts;
        arn.remove_prefix(colon + 1);
    }
}

Unexpected<Error> no_parameter(std::string_view name, const std::string& region)
{
    return fail(Error::client(
        fmt::format("Fetching secret data from SSM Parameter Store in {}: invalid parameters: {}", region, name)));
}

Unexpected<Error> no_secret(std::string_view arn, const std::string& region, const std::string& why)
{
    return fail(Error::client(
        fmt::format("Fetching secret data from AWS Secrets Manager in region {}: secret {}: {}", region, arn, why)));
}

const SecretVersion* version_of(const Secret& secret, std::string_view stage, std::string_view id)
{
    if (!id.empty()) {
        const auto found = std::ranges::find(secret.versions, id, &SecretVersion::id);
        return found == secret.versions.end() ? nullptr : &*found;
    }
    if (stage.empty() || stage == "AWSCURRENT")
        return &secret.versions.front();
    return stage == "AWSPREVIOUS" && secret.versions.size() > 1 ? &secret.versions[1] : nullptr;
}

Result<std::string> member_of(const std::string& value, std::string_view key)
{
    const auto json = parse_json(value);
    if (!json || !json->is_object())
        return fail(Error::client(fmt::format("retrieved secret from Secrets Manager is no JSON object, so it has no "
                                              "json key {}",
            key)));
    const auto found = json->find(std::string(key));
    if (found == json->end())
        return fail(
            Error::client(fmt::format("retrieved secret from Secrets Manager did not contain json key {}", key)));
    return found->is_string() ? found->get<std::string>() : found->dump();
}

} // namespace

Result<SecretStore> SecretStore::open(const std::string& directory, const std::string& installation_secret)
{
    SecretStore store;
    store.key_ = net::hmac_sha256(installation_secret, "secrets");
    if (directory.empty())
        return store;
    store.path_ = directory + "/secrets.sealed";
    if (auto done = store.read(); !done)
        return fail(done.error());
    return store;
}

Result<void> SecretStore::read()
{
    const store::SealedFile file(path_, "secrets", key_);
    const auto text = file.read();
    if (!text)
        return fail(text.error());
    if (!*text)
        return {};
    const auto json = parse_json(**text);
    if (!json || !json->is_array())
        return fail(file.damaged());
    for (const auto& entry : *json)
        if (auto secret = from_json(entry))
            secrets_.push_back(std::move(*secret));
    return {};
}

Result<void> SecretStore::write(const std::vector<Secret>& secrets) const
{
    Json json = Json::array();
    for (const auto& secret : secrets)
        json.push_back(to_json(secret));
    return store::SealedFile(path_, "secrets", key_).write(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

const Secret* SecretStore::find(SecretKind kind, std::string_view name) const
{
    const auto found = std::ranges::find_if(
        secrets_, [&](const Secret& secret) { return secret.kind == kind && secret.name == name; });
    return found == secrets_.end() ? nullptr : &*found;
}

Result<void> SecretStore::put(
    SecretKind kind, const std::string& name, const std::string& value, Random& random, TimePoint now)
{
    auto secrets = secrets_;
    auto place = std::ranges::find_if(
        secrets, [&](const Secret& secret) { return secret.kind == kind && secret.name == name; });
    if (place == secrets.end()) {
        const auto suffix = kind == SecretKind::SecretsManager ? random.id().hex().substr(0, kSuffix) : std::string();
        place = secrets.insert(place, { kind, name, suffix, {} });
    }
    place->versions.insert(place->versions.begin(), { random.id().hex(), value, now });
    place->versions.resize(std::min(place->versions.size(), kKeptVersions));
    std::ranges::sort(secrets, {}, [](const Secret& secret) { return std::pair(secret.kind, secret.name); });
    if (auto written = write(secrets); !written)
        return written;
    secrets_ = std::move(secrets);
    return {};
}

Result<void> SecretStore::remove(SecretKind kind, std::string_view name)
{
    auto secrets = secrets_;
    std::erase_if(secrets, [&](const Secret& secret) { return secret.kind == kind && secret.name == name; });
    if (auto written = write(secrets); !written)
        return written;
    secrets_ = std::move(secrets);
    return {};
}

// A name may end like a suffix, so the whole is tried first.
const Secret* SecretStore::find_by_arn_name(std::string_view name) const
{
    if (const Secret* secret = find(SecretKind::SecretsManager, name))
        return secret;
    const bool has_suffix = name.size() > kSuffix + 1 && name[name.size() - kSuffix - 1] == '-';
    return has_suffix ? find(SecretKind::SecretsManager, name.substr(0, name.size() - kSuffix - 1)) : nullptr;
}

Result<std::string> SecretStore::resolve(std::string_view value_from, const std::string& region) const
{
    const auto parts = parts_of(value_from);
    const bool is_arn = parts.size() >= 6 && parts[0] == "arn";
    const auto part = [&parts](std::size_t i) { return i < parts.size() ? parts[i] : std::string_view(); };
    if (is_arn && parts[2] == "secretsmanager" && part(5) == "secret") {
        const Secret* secret = find_by_arn_name(part(6));
        if (!secret)
            return no_secret(
                value_from, region, "ResourceNotFoundException: Secrets Manager can't find the specified secret.");
        const auto* version = version_of(*secret, part(8), part(9));
        if (!version)
            return no_secret(value_from, region,
                fmt::format("ResourceNotFoundException: Secrets Manager can't find the specified secret value for {}: "
                            "{}",
                    part(9).empty() ? "staging label" : "VersionId", part(9).empty() ? part(8) : part(9)));
        return part(7).empty() ? Result<std::string>(version->value) : member_of(version->value, part(7));
    }
    // In an ARN, the slash that a name begins with is that behind "parameter".
    std::string name(value_from);
    if (is_arn && parts[2] == "ssm" && part(5).starts_with("parameter/"))
        name = part(5).substr(std::string_view("parameter").size());
    const Secret* parameter = find(SecretKind::Ssm, name);
    if (!parameter && is_arn)
        parameter = find(SecretKind::Ssm, std::string_view(name).substr(1));
    return parameter ? Result<std::string>(parameter->versions.front().value)
                     : Result<std::string>(no_parameter(value_from, region));
}

std::string arn_of(const Secret& secret, const ArnScope& scope)
{
    if (secret.kind == SecretKind::SecretsManager)
        return fmt::format(
            "arn:aws:secretsmanager:{}:{}:secret:{}-{}", scope.region, scope.account, secret.name, secret.suffix);
    return fmt::format("arn:aws:ssm:{}:{}:parameter{}{}", scope.region, scope.account,
        secret.name.starts_with('/') ? "" : "/", secret.name);
}

} // namespace quayside::control
