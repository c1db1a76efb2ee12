#include "core/control/handlers.h"
#include "core/control/input.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

constexpr std::size_t kMostKeys = 100;
constexpr int kUsualRequests = 100;

Json describe(const store::AccessKey& key, bool with_secret)
{
    Json json;
    json["accessKeyId"] = key.id;
    if (with_secret)
        json["secretAccessKey"] = key.secret;
    json["createdAt"] = to_epoch_seconds(key.created_at);
    return json;
}

Json describe(const RequestRecord& record)
{
    Json json;
    json["number"] = record.number;
    json["startedAt"] = to_epoch_seconds(record.started);
    json["milliseconds"] = static_cast<double>(record.duration.count()) / 1000.0;
    json["operation"] = record.operation;
    if (!record.caller.empty())
        json["accessKeyId"] = record.caller;
    json["peer"] = record.peer;
    json["status"] = record.status;
    if (!record.error.empty())
        json["error"] = record.error;
    return json;
}

} // namespace

void list_access_keys(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const bool with_secrets = flag_of(input, "withSecrets");
    Json output;
    output["accessKeys"] = Json::array();
    for (const auto& key : operation->access.keys.all())
        output["accessKeys"].push_back(describe(key, with_secrets));
    reply(std::move(output));
}

void create_access_key(std::shared_ptr<SlowOperation> operation, Json, client::Reply reply)
{
    if (operation->access.keys.all().size() >= kMostKeys)
        return reply(fail(Error::client(fmt::format("There are {} access keys: delete one first.", kMostKeys))));
    const auto key = operation->access.keys.create(operation->now);
    if (key)
        reply(Json{ { "accessKey", describe(*key, true) } });
    else
        reply(fail(key.error()));
}

// The last one stays: with strict signatures nobody could make a new one.
void delete_access_key(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto id = text_of(input, "accessKeyId");
    if (!operation->access.keys.find(id))
        return reply(fail(Error::invalid_parameter(fmt::format("There is no access key {}.", id))));
    if (operation->access.keys.all().size() == 1)
        return reply(fail(Error::client("The last access key cannot be deleted: make another one first.")));
    if (const auto removed = operation->access.keys.remove(id); !removed)
        return reply(fail(removed.error()));
    reply(Json::object());
}

void list_requests(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto after = number_of(input, "after", 0);
    const auto most = number_of(input, "maxResults", kUsualRequests);
    Json output;
    output["count"] = operation->access.requests.count();
    output["requests"] = Json::array();
    for (const auto& record :
        operation->access.requests.since(static_cast<std::uint64_t>(after), static_cast<std::size_t>(most)))
        output["requests"].push_back(describe(record));
    reply(std::move(output));
}

} // namespace quayside::control
