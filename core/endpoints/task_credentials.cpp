#include "core/endpoints/task_credentials.h"

#include "core/base/json.h"
#include "core/net/digest.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <charconv>

namespace quayside::endpoints {

namespace {

using HalfHours = std::chrono::duration<std::int64_t, std::ratio<1800>>;

constexpr std::size_t kIdDigits = 32;

std::string text_of(const Json& json, const char* name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string access_key_id(const net::Digest& digest)
{
    std::string id = "ASIA";
    for (std::size_t i = 0; i < 16; ++i)
        id += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[digest[i] % 32];
    return id;
}

bool is_to_run(const model::TaskPtr& task)
{
    return task && task->desired_status == model::DesiredStatus::Running
        && task->last_status < model::TaskStatus::Stopped;
}

} // namespace

std::string task_role(const model::TaskSpec& spec)
{
    auto role = text_of(spec.overrides, "taskRoleArn");
    return role.empty() ? text_of(spec.definition->document, "taskRoleArn") : role;
}

TaskCredentials::TaskCredentials(std::string secret)
    : secret_(std::move(secret))
{
}

Credentials TaskCredentials::of(const Id& task, std::int64_t half_hour) const
{
    const auto sign = [&](std::string_view what) {
        return net::hmac_sha256(secret_, fmt::format("{} {} {}", what, task.hex(), half_hour));
    };
    Credentials made;
    made.access_key_id = access_key_id(sign("access key"));
    made.secret_access_key = net::hex(sign("secret key")).substr(0, 40);
    made.session_token = fmt::format("{}-{}-{}", task.hex(), half_hour, net::hex(sign("token")));
    made.expires_at = TimePoint(std::chrono::duration_cast<Duration>(HalfHours(half_hour + 2)));
    return made;
}

Credentials TaskCredentials::issue(const Id& task, TimePoint now) const
{
    return of(task, std::chrono::floor<HalfHours>(now.time_since_epoch()).count());
}

std::optional<std::string> TaskCredentials::secret_of(
    std::string_view access_key_id, std::string_view session_token, const model::State& state, TimePoint now) const
{
    const auto task = Id::parse(session_token.substr(0, kIdDigits));
    if (!task || session_token.size() < kIdDigits + 2)
        return std::nullopt;
    const auto rest = session_token.substr(kIdDigits + 1);
    std::int64_t half_hour = 0;
    if (std::from_chars(rest.data(), rest.data() + rest.size(), half_hour).ec != std::errc())
        return std::nullopt;
    const auto issued = of(*task, half_hour);
    const bool ours = net::same_secret(issued.session_token, session_token)
        && net::same_secret(issued.access_key_id, access_key_id);
    if (!ours || now >= issued.expires_at || !is_to_run(state.tasks().find(*task)))
        return std::nullopt;
    return issued.secret_access_key;
}

} // namespace quayside::endpoints
