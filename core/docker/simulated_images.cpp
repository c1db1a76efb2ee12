// The images of SimulatedHost.
#include "core/docker/simulated_host.h"
#include "core/docker/simulated_ids.h"
#include "core/docker/urls.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::docker {

namespace {

Unexpected<Error> refuse(int status, std::string message)
{
    return fail(Error{ "EngineError", std::move(message), status });
}

Unexpected<Error> no_such_image(const std::string& reference)
{
    return refuse(404, fmt::format("no such image: {0}: No such image: {0}", reference));
}

std::int64_t size_of(const SimulatedImage& image)
{
    constexpr std::int64_t smallest = 4 << 20;
    constexpr std::int64_t range = 400 << 20;
    return smallest + static_cast<std::int64_t>(std::hash<std::string>()(image.id) % range);
}

// What a registry has is a few days old.
TimePoint built_at(const std::string& reference, TimePoint now)
{
    return now - std::chrono::hours{ 20 + static_cast<int>(std::hash<std::string>()(reference) % 1'000) };
}

} // namespace

bool SimulatedHost::image_exists(const std::string& reference) const
{
    return !settings_.unknown_images.contains(with_tag(reference));
}

void SimulatedHost::add_unknown_image(const std::string& reference)
{
    settings_.unknown_images.insert(with_tag(reference));
    forget_image(reference);
}

void SimulatedHost::add_image(const std::string& reference)
{
    const std::string tagged = with_tag(reference);
    images_[tagged] = { simulated_image_id(tagged), {}, loop_.now() };
}

void SimulatedHost::forget_image(const std::string& reference)
{
    images_.erase(with_tag(reference));
}

bool SimulatedHost::image_present(const std::string& reference) const
{
    const std::string tagged = with_tag(reference);
    return images_.contains(tagged) || (settings_.images_present && image_exists(tagged));
}

Result<ImageInfo> SimulatedHost::inspect_image(const std::string& reference) const
{
    const std::string tagged = with_tag(reference);
    if (!image_present(tagged))
        return no_such_image(tagged);
    const auto pulled = images_.find(tagged);
    if (pulled == images_.end())
        return ImageInfo{ simulated_image_id(tagged), {}, {}, {} };
    return ImageInfo{ pulled->second.id, pulled->second.digest, {}, {} };
}

void SimulatedHost::lock_registry(const std::string& registry, RegistryLogin login)
{
    locked_registries_[registry] = std::move(login);
}

Result<void> SimulatedHost::log_in(const std::string& reference, const RegistryLogin& login) const
{
    const auto registry = registry_of(reference);
    const auto wanted = locked_registries_.find(registry);
    if (wanted == locked_registries_.end() || wanted->second == login)
        return {};
    if (!login.username.empty())
        return refuse(401, "unauthorized: authentication required");
    return refuse(401, fmt::format("Head \"https://{}/v2/\": no basic auth credentials", registry));
}

Result<void> SimulatedHost::finish_pull(const std::string& reference)
{
    const std::string tagged = with_tag(reference);
    if (!image_exists(tagged))
        return refuse(404,
            fmt::format(
                "pull access denied for {}, repository does not exist or may require 'docker login': denied: requested "
                "access to the resource is denied",
                tagged.substr(0, tagged.rfind(':'))));
    images_[tagged] = { simulated_image_id(tagged), *digest_at_registry(tagged), built_at(tagged, loop_.now()) };
    return {};
}

DiskUse SimulatedHost::disk_use() const
{
    DiskUse use;
    std::set<std::string> needed;
    for (const auto& [id, container] : containers_)
        if (const auto image = images_.find(container->image); image != images_.end())
            needed.insert(image->second.id);
    for (const auto& image : list_images()) {
        ++use.images.count;
        use.images.size += image.size;
        if (!needed.contains(image.id))
            use.images.reclaimable += image.size;
    }
    use.containers.count = static_cast<std::int64_t>(containers_.size());
    use.volumes.count = static_cast<std::int64_t>(volumes_.all().size());
    return use;
}

Result<std::string> SimulatedHost::digest_at_registry(const std::string& reference) const
{
    if (!image_exists(reference))
        return refuse(404, "manifest unknown: manifest unknown");
    const auto tagged = with_tag(reference);
    const auto published = published_.find(tagged);
    return published == published_.end() ? simulated_digest(tagged) : published->second;
}

void SimulatedHost::publish(const std::string& reference, std::string digest)
{
    published_[with_tag(reference)] = std::move(digest);
}

std::vector<ImageSummary> SimulatedHost::list_images() const
{
    std::map<std::string, ImageSummary> by_id;
    for (const auto& [reference, image] : images_) {
        auto& row = by_id[image.id];
        row = { image.id, std::move(row.references), image.digest, size_of(image), image.created_at };
        row.references.push_back(reference);
    }
    std::vector<ImageSummary> rows;
    for (auto& [id, row] : by_id)
        rows.push_back(std::move(row));
    return rows;
}

Result<void> SimulatedHost::tag_image(const std::string& reference, const std::string& new_reference)
{
    const auto found = images_.find(with_tag(reference));
    if (found == images_.end())
        return refuse(404, "No such image: " + with_tag(reference));
    images_[with_tag(new_reference)] = SimulatedImage(found->second);
    return {};
}

Result<void> SimulatedHost::remove_image(const std::string& reference)
{
    const std::string tagged = with_tag(reference);
    const auto found = images_.find(tagged);
    if (found == images_.end())
        return refuse(404, "No such image: " + tagged);
    const auto user = std::ranges::find_if(
        containers_, [&tagged](const auto& container) { return container.second->image == tagged; });
    if (user != containers_.end())
        return refuse(409,
            fmt::format("conflict: unable to remove repository reference \"{}\" (must force) - container {} is using "
                        "its referenced image {}",
                tagged, user->first.substr(0, 12), found->second.id.substr(7, 12)));
    images_.erase(found);
    return {};
}

std::string SimulatedHost::finish_build(const std::string& reference)
{
    SimulatedImage image{ "sha256:" + random_.id().hex() + random_.id().hex(), {}, loop_.now() };
    return (images_[with_tag(reference)] = std::move(image)).id;
}

} // namespace quayside::docker
