#include "core/endpoints/path_ids.h"

#include "core/net/digest.h"

#include <fmt/format.h>

namespace quayside::endpoints {

namespace {

constexpr std::size_t kDigits = 32; // 128 bits: that of the id, and that of the signature

model::TaskPtr task_of(std::string_view path_id, const model::State& state)
{
    const auto id = Id::parse(path_id.substr(0, kDigits));
    return id ? state.tasks().find(*id) : nullptr;
}

} // namespace

PathIds::PathIds(std::string secret)
    : secret_(std::move(secret))
{
}

std::string PathIds::sign(const Id& task, std::string_view what) const
{
    const std::string id = task.hex();
    return id + "-" + net::hex(net::hmac_sha256(secret_, fmt::format("{} {}", id, what))).substr(0, kDigits);
}

std::string PathIds::of_container(const Id& task, std::size_t index) const
{
    return sign(task, fmt::format("container {}", index));
}

std::string PathIds::of_credentials(const Id& task) const
{
    return sign(task, "credentials");
}

std::optional<PathIds::Container> PathIds::find_container(std::string_view id, const model::State& state) const
{
    auto task = task_of(id, state);
    for (std::size_t i = 0; task && i < task->containers.size(); ++i)
        if (net::same_secret(id, of_container(task->id, i)))
            return Container{ std::move(task), i };
    return std::nullopt;
}

model::TaskPtr PathIds::find_credentials(std::string_view id, const model::State& state) const
{
    auto task = task_of(id, state);
    return task && net::same_secret(id, of_credentials(task->id)) ? task : nullptr;
}

} // namespace quayside::endpoints
