#include "core/store/access_keys.h"

#include "core/base/json.h"
#include "core/store/private_file.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

namespace quayside::store {

namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kSecretLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Error failure(const std::string& path, const std::string& why)
{
    return Error::server(fmt::format("The access keys in {} cannot be used: {}.", path, why));
}

Json describe(const AccessKey& key)
{
    Json json;
    json["accessKeyId"] = key.id;
    json["secretAccessKey"] = key.secret;
    json["createdAt"] = to_epoch_seconds(key.created_at);
    return json;
}

} // namespace

Result<AccessKeys> AccessKeys::open(const std::string& directory)
{
    AccessKeys keys;
    if (directory.empty())
        return keys;
    keys.path_ = directory + "/access-keys.json";
    if (auto done = keys.read(); !done)
        return fail(done.error());
    return keys;
}

Result<void> AccessKeys::read()
{
    std::ifstream file(path_, std::ios::binary);
    if (!file)
        return ::access(path_.c_str(), F_OK) == 0 ? Result<void>(fail(failure(path_, std::strerror(errno))))
                                                  : Result<void>();
    ::chmod(path_.c_str(), 0600); // a copy that was put back may be open to others
    const std::string text{ std::istreambuf_iterator<char>(file), {} };
    const auto json = parse_json(text);
    if (!json || !json->is_object() || !json->contains("keys") || !(*json)["keys"].is_array())
        return fail(failure(path_, "it is damaged; without it new keys are made"));
    for (const auto& key : (*json)["keys"]) {
        if (!key.is_object() || !key.contains("accessKeyId") || !key["accessKeyId"].is_string()
            || !key.contains("secretAccessKey") || !key["secretAccessKey"].is_string())
            return fail(failure(path_, "it is damaged; without it new keys are made"));
        const double created
            = key.contains("createdAt") && key["createdAt"].is_number() ? key["createdAt"].get<double>() : 0;
        keys_.push_back({ key["accessKeyId"], key["secretAccessKey"],
            TimePoint(std::chrono::milliseconds(static_cast<std::int64_t>(created * 1000))) });
    }
    return {};
}

const AccessKey* AccessKeys::find(std::string_view id) const
{
    const auto found = std::ranges::find(keys_, id, &AccessKey::id);
    return found == keys_.end() ? nullptr : &*found;
}

Result<AccessKey> AccessKeys::create(TimePoint now)
{
    const AccessKey key{ "QUAY" + random_text(kLetters, 16), random_text(kSecretLetters, 40), now };
    auto keys = keys_;
    keys.push_back(key);
    if (auto written = write(keys); !written)
        return fail(written.error());
    keys_ = std::move(keys);
    return key;
}

Result<void> AccessKeys::remove(std::string_view id)
{
    auto keys = keys_;
    std::erase_if(keys, [id](const AccessKey& key) { return key.id == id; });
    if (auto written = write(keys); !written)
        return written;
    keys_ = std::move(keys);
    return {};
}

Result<void> AccessKeys::write(const std::vector<AccessKey>& keys) const
{
    if (path_.empty())
        return {};
    Json json;
    json["keys"] = Json::array();
    for (const auto& key : keys)
        json["keys"].push_back(describe(key));
    if (!write_private_file(path_, json.dump() + "\n"))
        return fail(failure(path_, std::strerror(errno)));
    return {};
}

} // namespace quayside::store
