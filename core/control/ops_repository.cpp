#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/paginate.h"
#include "core/control/repository_lookup.h"
#include "core/images/image_jobs.h"
#include "core/net/base64.h"

#include <fmt/format.h>

namespace quayside::control {

namespace {

constexpr std::size_t kMostRepositories = 10'000;
constexpr std::size_t kMostResults = 1'000;

Json describe(const SlowOperation& operation, const std::string& name, TimePoint created_at)
{
    const auto& installation = operation.installation;
    return { { "repositoryArn",
                 fmt::format("arn:aws:ecr:{}:{}:repository/{}", installation.region, installation.account, name) },
        { "registryId", installation.account }, { "repositoryName", name },
        { "repositoryUri", operation.images->registry().address() + "/" + name },
        { "createdAt", to_epoch_seconds(created_at) }, { "imageTagMutability", "MUTABLE" },
        { "imageScanningConfiguration", { { "scanOnPush", false } } } };
}

// What ECR would do to the images of a repository, and nobody does here.
Result<void> check_wishes(const Json& input)
{
    if (text_of(input, "imageTagMutability") == "IMMUTABLE")
        return fail(Error::invalid_parameter(
            "imageTagMutability: tags can be pushed again in the registry of this machine, so only MUTABLE is true."));
    if (flag_of(part_of(input, "imageScanningConfiguration"), "scanOnPush"))
        return fail(Error::invalid_parameter("imageScanningConfiguration: nothing scans images here."));
    if (has(input, "encryptionConfiguration"))
        return fail(Error::invalid_parameter("encryptionConfiguration: images are not encrypted here."));
    if (!part_of(input, "tags").empty())
        return fail(Error::invalid_parameter("tags: repositories have none here."));
    return {};
}

} // namespace

void get_authorization_token(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto& account = operation->installation.account;
    for (const auto& id : texts_of(input, "registryIds"))
        if (id != account)
            return reply(
                fail(Error::invalid_parameter(fmt::format("registryIds: the only registry here is {}.", account))));
    auto& registry = operation->images->registry();
    registry.when_ready([&registry, reply = std::move(reply)](const Result<void>& ready) {
        if (!ready)
            return reply(fail(ready.error()));
        const auto password = registry.password();
        const Json data{ { "authorizationToken", net::base64(images::RegistryTokens::kUser + (":" + password.text)) },
            { "expiresAt", to_epoch_seconds(password.expires_at) },
            { "proxyEndpoint", "http://" + registry.address() } };
        reply(Json{ { "authorizationData", Json::array({ data }) } });
    });
}

// The registry is started first: where it cannot be, nothing could be pushed to the repository.
void create_repository(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto registry = require_registry(*operation, input);
    if (!registry)
        return reply(fail(registry.error()));
    if (const auto checked = check_wishes(input); !checked)
        return reply(fail(checked.error()));
    auto& live = **registry;
    live.when_ready([operation, &live, name = text_of(input, "repositoryName"), reply = std::move(reply)](
                        const Result<void>& ready) {
        if (!ready)
            return reply(fail(ready.error()));
        if (live.repositories().contains(name))
            return reply(fail(Error{ "RepositoryAlreadyExistsException",
                in_registry(*operation, fmt::format("The repository with name '{}' already exists", name)), 400 }));
        if (live.repositories().all().size() >= kMostRepositories)
            return reply(fail(Error{ "LimitExceededException",
                fmt::format("There are {} repositories: delete one first.", kMostRepositories), 400 }));
        if (const auto created = live.create(name); !created)
            return reply(fail(created.error()));
        reply(Json{ { "repository", describe(*operation, name, live.repositories().all().at(name)) } });
    });
}

void describe_repositories(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto registry = require_registry(*operation, input);
    if (!registry)
        return reply(fail(registry.error()));
    const auto& all = (*registry)->repositories().all();
    auto names = texts_of(input, "repositoryNames");
    if (!names.empty() && (has(input, "maxResults") || has(input, "nextToken")))
        return reply(fail(Error::invalid_parameter("maxResults and nextToken cannot come with repositoryNames.")));
    for (const auto& name : names)
        if (!all.contains(name))
            return reply(fail(repository_not_found(*operation, name)));
    const auto pager = Pager::read("DescribeRepositories", input, kMostResults);
    if (!pager)
        return reply(fail(pager.error()));
    if (names.empty())
        for (const auto& [name, created] : all)
            names.push_back(name);
    reply(pager->page("repositories", std::move(names),
        [&](const std::string& name) { return describe(*operation, name, all.at(name)); }));
}

void delete_repository(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto name = require_repository(*operation, input);
    if (!name)
        return reply(fail(name.error()));
    auto& registry = operation->images->registry();
    const Json gone = describe(*operation, *name, registry.repositories().all().at(*name));
    registry.remove(*name, flag_of(input, "force"),
        [operation, name = *name, gone, reply = std::move(reply)](const Result<void>& removed) {
            if (removed)
                return reply(Json{ { "repository", gone } });
            if (removed.error().code != "RepositoryNotEmpty")
                return reply(fail(removed.error()));
            reply(fail(Error{ "RepositoryNotEmptyException",
                in_registry(*operation, fmt::format("The repository with name '{}'", name))
                    + " cannot be deleted because it still contains images",
                400 }));
        });
}

void describe_registry(std::shared_ptr<SlowOperation> operation, Json, client::Reply reply)
{
    const auto& registry = operation->images->registry();
    reply(Json{ { "status", images::name_of(registry.status()) }, { "address", registry.address() },
        { "problem", registry.problem() } });
}

} // namespace quayside::control
