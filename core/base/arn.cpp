#include "core/base/arn.h"

#include <array>
#include <cstdint>

namespace quayside {

namespace {

constexpr std::string_view kDaemonMark = "daemon:";

// Eight, four, four, four and twelve digits, as a UUID is written.
std::string dashed(const Id& id)
{
    std::string text = id.hex();
    for (const std::size_t at : { 8, 13, 18, 23 })
        text.insert(at, 1, '-');
    return text;
}

std::string joined(std::string_view cluster, std::string_view rest)
{
    std::string text(cluster);
    text += '/';
    text += rest;
    return text;
}

// In digits that may stand in a URL, the lowest first.
std::string url_digits(std::uint64_t number, std::size_t count)
{
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    for (std::size_t i = 0; i < count; ++i, number >>= 6)
        text += digits[number & 63];
    return text;
}

} // namespace

std::string daemon_name(std::string_view name)
{
    return std::string(kDaemonMark) += name;
}

bool is_daemon_name(std::string_view name)
{
    return name.starts_with(kDaemonMark);
}

std::string_view plain_name(std::string_view name)
{
    return is_daemon_name(name) ? name.substr(kDaemonMark.size()) : name;
}

std::string ArnScope::of(std::string_view type, std::string_view rest) const
{
    std::string arn = "arn:aws:ecs:";
    arn.reserve(32 + type.size() + rest.size() + region.size());
    arn += region;
    arn += ':';
    arn += account;
    arn += ':';
    arn += type;
    arn += '/';
    arn += rest;
    return arn;
}

// A service, or one of its parts, such as "-revision".
std::string ArnScope::of_service(
    std::string_view part, std::string_view cluster, std::string_view service, const std::string& rest) const
{
    std::string type = is_daemon_name(service) ? "daemon" : "service";
    type += part;
    return of(type, joined(cluster, plain_name(service)) + rest);
}

std::string ArnScope::cluster(std::string_view name) const
{
    return of("cluster", name);
}

std::string ArnScope::service(std::string_view cluster, std::string_view name) const
{
    return of_service({}, cluster, name, {});
}

std::string ArnScope::capacity_provider(std::string_view name) const
{
    return of("capacity-provider", name);
}

std::string ArnScope::service_revision(std::string_view cluster, std::string_view service, std::uint64_t number) const
{
    return of_service("-revision", cluster, service, "/" + std::to_string(number));
}

std::string ArnScope::service_deployment(std::string_view cluster, std::string_view service, std::uint64_t number) const
{
    constexpr std::uint64_t mix = 0x9e37'79b9'7f4a'7c15; // odd: different numbers stay different
    return of_service("-deployment", cluster, service, "/" + url_digits(number * mix, 11) + url_digits(number, 10));
}

std::string ArnScope::task_set(std::string_view cluster, std::string_view service, std::uint64_t number) const
{
    return of("task-set", joined(joined(cluster, service), "ecs-svc/" + std::to_string(number)));
}

std::string ArnScope::task(std::string_view cluster, const Id& id) const
{
    return of("task", joined(cluster, id.hex()));
}

std::string ArnScope::container_instance(std::string_view cluster, const Id& id) const
{
    return of("container-instance", joined(cluster, id.hex()));
}

std::string ArnScope::container(std::string_view cluster, const Id& task, std::size_t index) const
{
    Id id = task; // the task's own bits, so that it need not be kept
    id.bytes[0] ^= 0x80;
    id.bytes[15] = static_cast<std::uint8_t>(id.bytes[15] + index);
    return of("container", joined(joined(cluster, task.hex()), dashed(id)));
}

std::string ArnScope::task_definition(std::string_view family, std::int64_t revision) const
{
    return of(is_daemon_name(family) ? "daemon-task-definition" : "task-definition",
        std::string(plain_name(family)) + ":" + std::to_string(revision));
}

bool is_arn(std::string_view text)
{
    return text.starts_with("arn:");
}

std::optional<Arn> Arn::parse(std::string_view text)
{
    std::array<std::string_view, 5> parts; // arn, partition, service, region, account
    for (auto& part : parts) {
        const auto colon = text.find(':');
        if (colon == std::string_view::npos)
            return std::nullopt;
        part = text.substr(0, colon);
        text.remove_prefix(colon + 1);
    }
    const auto slash = text.find('/');
    if (parts[0] != "arn" || parts[2] != "ecs" || slash == std::string_view::npos || slash == 0
        || slash + 1 == text.size())
        return std::nullopt;
    return Arn{ std::string(parts[3]), std::string(parts[4]), std::string(text.substr(0, slash)),
        std::string(text.substr(slash + 1)) };
}

std::string_view Arn::name() const
{
    return short_name_of(resource);
}

std::string_view Arn::cluster() const
{
    const auto slash = resource.find('/');
    return slash == std::string::npos ? std::string_view() : std::string_view(resource).substr(0, slash);
}

std::string_view short_name_of(std::string_view name_or_arn)
{
    const auto slash = name_or_arn.rfind('/');
    return slash == std::string_view::npos ? name_or_arn : name_or_arn.substr(slash + 1);
}

} // namespace quayside
