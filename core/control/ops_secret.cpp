#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

constexpr std::size_t kMostSecrets = 1'000;

SecretKind kind_of(const Json& input)
{
    SecretKind kind{};
    fields_from_json(part_of(input, "kind"), kind);
    return kind;
}

// Everything but the values.
Json describe(const Secret& secret, const Installation& installation)
{
    return { { "kind", to_string(secret.kind) }, { "name", secret.name }, { "arn", arn_of(secret, arns(installation)) },
        { "versionId", secret.versions.front().id },
        { "updatedAt", to_epoch_seconds(secret.versions.front().created_at) } };
}

Result<void> check_name(const std::string& name)
{
    const auto allowed = [](unsigned char c) {
        return std::isalnum(c) != 0 || std::string_view("/_+=.@-").find(static_cast<char>(c)) != std::string_view::npos;
    };
    if (name.empty() || name.size() > 512 || !std::ranges::all_of(name, allowed))
        return fail(
            Error::invalid_parameter("name: up to 512 letters, digits and characters of /_+=.@- name a secret."));
    return {};
}

} // namespace

void put_secret(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    auto& secrets = operation->access.secrets;
    const auto name = text_of(input, "name");
    if (const auto checked = check_name(name); !checked)
        return reply(fail(checked.error()));
    if (secrets.all().size() >= kMostSecrets && !secrets.find(kind_of(input), name))
        return reply(fail(Error::client(fmt::format("There are {} secrets: delete one first.", kMostSecrets))));
    auto random = Random::from_system();
    if (const auto put = secrets.put(kind_of(input), name, text_of(input, "value"), random, operation->now); !put)
        return reply(fail(put.error()));
    reply(Json{ { "secret", describe(*secrets.find(kind_of(input), name), operation->installation) } });
}

void list_secrets(std::shared_ptr<SlowOperation> operation, Json, client::Reply reply)
{
    Json output;
    output["secrets"] = Json::array();
    for (const auto& secret : operation->access.secrets.all())
        output["secrets"].push_back(describe(secret, operation->installation));
    reply(std::move(output));
}

void delete_secret(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    auto& secrets = operation->access.secrets;
    const auto name = text_of(input, "name");
    if (!secrets.find(kind_of(input), name))
        return reply(fail(Error::invalid_parameter(fmt::format("name: there is no secret {} of this kind.", name))));
    if (const auto removed = secrets.remove(kind_of(input), name); !removed)
        return reply(fail(removed.error()));
    reply(Json::object());
}

} // namespace quayside::control
