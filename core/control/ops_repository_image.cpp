#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/paginate.h"
#include "core/control/repository_lookup.h"
#include "core/images/image_jobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace quayside::control {

namespace {

using images::ImageName;
using images::StoredImage;

constexpr std::size_t kMostResults = 1'000;

Json describe(const ImageName& name)
{
    Json json = Json::object();
    if (!name.digest.empty())
        json["imageDigest"] = name.digest;
    if (!name.tag.empty())
        json["imageTag"] = name.tag;
    return json;
}

std::vector<ImageName> names_in(const Json& input)
{
    std::vector<ImageName> names;
    for (const auto& name : part_of(input, "imageIds"))
        names.push_back({ text_of(name, "imageDigest"), text_of(name, "imageTag") });
    return names;
}

bool matches(const StoredImage& image, const Json& input)
{
    const auto status = text_of(part_of(input, "filter"), "tagStatus");
    return status.empty() || status == "ANY" || (status == "TAGGED") != image.tags.empty();
}

bool is_called(const StoredImage& image, const ImageName& name)
{
    return (name.digest.empty() || image.digest == name.digest)
        && (name.tag.empty() || std::ranges::find(image.tags, name.tag) != image.tags.end());
}

Json describe(const SlowOperation& operation, const std::string& repository, const StoredImage& image)
{
    Json json{ { "registryId", operation.installation.account }, { "repositoryName", repository },
        { "imageDigest", image.digest }, { "imageSizeInBytes", image.size },
        { "imagePushedAt", to_epoch_seconds(image.pushed_at) }, { "imageManifestMediaType", image.media_type } };
    if (!image.tags.empty())
        json["imageTags"] = image.tags;
    return json;
}

// Those that `names` mean, or all; ImageNotFoundException for the first that there is not.
Result<std::map<std::string, StoredImage>> chosen(const SlowOperation& operation, const std::string& repository,
    const std::vector<StoredImage>& images, const std::vector<ImageName>& names)
{
    std::map<std::string, StoredImage> found;
    if (names.empty())
        for (const auto& image : images)
            found.emplace(image.digest, image);
    for (const auto& name : names) {
        const auto image = std::ranges::find_if(images, [&name](const auto& each) { return is_called(each, name); });
        if (image == images.end() || (name.digest.empty() && name.tag.empty()))
            return fail(Error{ "ImageNotFoundException",
                in_registry(operation,
                    fmt::format("The image with imageId {} does not exist within the repository with name '{}'",
                        describe(name).dump(), repository)),
                400 });
        found.emplace(image->digest, *image);
    }
    return found;
}

} // namespace

void list_images(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto repository = require_repository(*operation, input);
    if (!repository)
        return reply(fail(repository.error()));
    auto pager = Pager::read("ListImages", input, kMostResults);
    if (!pager)
        return reply(fail(pager.error()));
    operation->images->registry().images(
        *repository, [pager = *pager, input, reply = std::move(reply)](const std::vector<StoredImage>& images) {
            std::map<std::string, ImageName> names; // tags have no colon, digests have one
            for (const auto& image : images) {
                if (!matches(image, input))
                    continue;
                if (image.tags.empty())
                    names.emplace(image.digest, ImageName{ image.digest, {} });
                for (const auto& tag : image.tags)
                    names.emplace(tag, ImageName{ image.digest, tag });
            }
            std::vector<std::string> keys;
            for (const auto& [key, name] : names)
                keys.push_back(key);
            reply(pager.page(
                "imageIds", std::move(keys), [&names](const std::string& key) { return describe(names.at(key)); }));
        });
}

void describe_images(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto repository = require_repository(*operation, input);
    if (!repository)
        return reply(fail(repository.error()));
    auto names = names_in(input);
    if (!names.empty() && (has(input, "maxResults") || has(input, "nextToken")))
        return reply(fail(Error::invalid_parameter("maxResults and nextToken cannot come with imageIds.")));
    auto pager = Pager::read("DescribeImages", input, kMostResults);
    if (!pager)
        return reply(fail(pager.error()));
    operation->images->registry().images(*repository,
        [operation, repository = *repository, names = std::move(names), pager = *pager, input,
            reply = std::move(reply)](const std::vector<StoredImage>& images) {
            const auto found = chosen(*operation, repository, images, names);
            if (!found)
                return reply(fail(found.error()));
            std::vector<std::string> digests;
            for (const auto& [digest, image] : *found)
                if (matches(image, input))
                    digests.push_back(digest);
            reply(pager.page("imageDetails", std::move(digests),
                [&](const std::string& digest) { return describe(*operation, repository, found->at(digest)); }));
        });
}

void batch_delete_image(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto repository = require_repository(*operation, input);
    if (!repository)
        return reply(fail(repository.error()));
    operation->images->registry().remove_images(
        *repository, names_in(input), [reply = std::move(reply)](const images::DeletedImages& result) {
            Json deleted = Json::array();
            for (const auto& name : result.deleted)
                deleted.push_back(describe(name));
            Json failures = Json::array();
            for (const auto& [name, code, reason] : result.failures)
                failures.push_back(
                    { { "imageId", describe(name) }, { "failureCode", code }, { "failureReason", reason } });
            reply(Json{ { "imageIds", std::move(deleted) }, { "failures", std::move(failures) } });
        });
}

} // namespace quayside::control
