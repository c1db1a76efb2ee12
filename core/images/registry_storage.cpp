#include "core/images/registry_storage.h"

#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace quayside::images {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kAlgorithm = "sha256:";

std::string text_of(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), {} };
}

std::vector<std::string> names_in(const fs::path& directory)
{
    std::vector<std::string> names;
    std::error_code none; // nothing was pushed yet
    for (const auto& entry : fs::directory_iterator(directory, none))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

TimePoint written_at(const fs::path& path)
{
    struct stat facts { };
    if (::stat(path.c_str(), &facts) != 0)
        return {};
    return TimePoint(std::chrono::duration_cast<Duration>(
        std::chrono::seconds(facts.st_mtim.tv_sec) + std::chrono::nanoseconds(facts.st_mtim.tv_nsec)));
}

std::int64_t size_in(const Json& manifest, const char* list)
{
    std::int64_t sum = 0;
    if (const auto found = manifest.find(list); found != manifest.end() && found->is_array())
        for (const auto& part : *found)
            if (part.is_object() && part.value("size", Json()).is_number_integer())
                sum += part["size"].get<std::int64_t>();
    return sum;
}

// A manifest is what somebody pushed.
void describe(StoredImage& image, const std::string& text)
{
    const auto manifest = parse_json(text);
    if (!manifest || !manifest->is_object())
        return;
    if (const auto type = manifest->find("mediaType"); type != manifest->end() && type->is_string())
        image.media_type = type->get<std::string>();
    image.size = size_in(*manifest, "layers") + size_in(*manifest, "manifests"); // of one platform, or of several
}

bool is_digest(const std::string& text)
{
    constexpr std::size_t digits = 64;
    return text.starts_with(kAlgorithm) && text.size() == kAlgorithm.size() + digits
        && text.find_first_not_of("0123456789abcdef", kAlgorithm.size()) == std::string::npos;
}

bool has_tag(const StoredImage& image, const std::string& tag)
{
    return std::ranges::find(image.tags, tag) != image.tags.end();
}

// By its digest, else by its tag.
std::vector<StoredImage>::iterator find(std::vector<StoredImage>& images, const ImageName& name)
{
    return std::ranges::find_if(images, [&name](const StoredImage& image) {
        return name.digest.empty() ? has_tag(image, name.tag) : image.digest == name.digest;
    });
}

// Why a name means none of these images, in the words of ECR.
std::optional<DeletedImages::Failure> problem_with(const ImageName& name, std::vector<StoredImage>& images)
{
    const auto failure = [&name](const char* code, const char* reason) {
        return std::optional(DeletedImages::Failure{ name, code, reason });
    };
    if (name.digest.empty() && name.tag.empty())
        return failure("MissingDigestAndTag", "Invalid request parameters: both tag and digest cannot be null");
    if (!name.digest.empty() && !is_digest(name.digest))
        return failure("InvalidImageDigest",
            "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'");
    const auto image = find(images, name);
    if (image == images.end())
        return failure("ImageNotFound", "Requested image not found");
    if (!name.tag.empty() && !has_tag(*image, name.tag))
        return failure("ImageTagDoesNotMatchDigest", "Requested tag is not of the requested digest");
    return std::nullopt;
}

} // namespace

RegistryStorage::RegistryStorage(const std::string& directory)
    : root_(fs::path(directory) / "docker/registry/v2")
{
}

fs::path RegistryStorage::directory_of(const std::string& repository) const
{
    return root_ / "repositories" / repository;
}

fs::path RegistryStorage::blob_of(const std::string& digest) const
{
    const auto hex = digest.substr(kAlgorithm.size());
    return root_ / "blobs/sha256" / hex.substr(0, 2) / hex / "data";
}

std::vector<StoredImage> RegistryStorage::images(const std::string& repository) const
{
    const auto manifests = directory_of(repository) / "_manifests";
    std::vector<StoredImage> images;
    for (const auto& hex : names_in(manifests / "revisions/sha256")) {
        const auto link = manifests / "revisions/sha256" / hex / "link";
        StoredImage image;
        image.digest = text_of(link);
        if (!is_digest(image.digest))
            continue; // it is being written
        image.pushed_at = written_at(link);
        describe(image, text_of(blob_of(image.digest)));
        images.push_back(std::move(image));
    }
    for (const auto& tag : names_in(manifests / "tags")) {
        const auto digest = text_of(manifests / "tags" / tag / "current/link");
        if (const auto image = std::ranges::find(images, digest, &StoredImage::digest); image != images.end())
            image->tags.push_back(tag);
    }
    return images;
}

// Names are looked for among the images that are there: none of them becomes a path that is not.
DeletedImages RegistryStorage::remove(const std::string& repository, const std::vector<ImageName>& names) const
{
    auto known = images(repository);
    DeletedImages result;
    for (const auto& name : names) {
        if (auto problem = problem_with(name, known)) {
            result.failures.push_back(std::move(*problem));
            continue;
        }
        const auto image = find(known, name);
        const auto tags = name.tag.empty() ? image->tags : std::vector<std::string>{ name.tag };
        for (const auto& tag : tags)
            result.deleted.push_back({ image->digest, tag });
        if (tags.empty())
            result.deleted.push_back({ image->digest, {} });
        if (remove_tags(repository, *image, tags))
            known.erase(image);
    }
    return result;
}

bool RegistryStorage::remove_tags(
    const std::string& repository, StoredImage& image, const std::vector<std::string>& tags) const
{
    const auto manifests = directory_of(repository) / "_manifests";
    std::error_code gone;
    for (const auto& tag : tags) {
        fs::remove_all(manifests / "tags" / tag, gone);
        std::erase(image.tags, tag);
    }
    if (!image.tags.empty())
        return false;
    fs::remove_all(manifests / "revisions/sha256" / image.digest.substr(kAlgorithm.size()), gone);
    return true;
}

void RegistryStorage::remove_repository(const std::string& repository) const
{
    std::error_code gone;
    for (const char* part : { "_manifests", "_layers", "_uploads" })
        fs::remove_all(directory_of(repository) / part, gone);
    fs::remove(directory_of(repository), gone); // if nothing else is in there
}

bool RegistryStorage::is_empty() const
{
    std::error_code none;
    return !fs::exists(root_ / "repositories", none);
}

bool RegistryStorage::has_uploads(const std::string& repository) const
{
    return !names_in(directory_of(repository) / "_uploads").empty();
}

} // namespace quayside::images
