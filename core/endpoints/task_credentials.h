#pragma once

#include "core/model/state.h"

#include <optional>
#include <string>
#include <string_view>

namespace quayside::endpoints {

// What a program signs its requests with for a while.
struct Credentials {
    std::string access_key_id; // "ASIA" and 16 of A-Z2-7
    std::string secret_access_key;
    std::string session_token;
    TimePoint expires_at;
};

// The role of a task: that of the call, else that of its definition; empty: none.
std::string task_role(const model::TaskSpec& spec);

// The credentials of tasks that have a role. They are good for the API of this installation alone. All of them are
// computed from the installation's secret, the task and the half hour, so that nothing has to be kept and a restart
// changes nothing; they last until the end of the next half hour, but not longer than their task is to run.
class TaskCredentials {
public:
    explicit TaskCredentials(std::string secret);

    Credentials issue(const Id& task, TimePoint now) const;
    // With what the owner of these signs; nothing if they were not issued here, have expired, or their task has ended.
    std::optional<std::string> secret_of(
        std::string_view access_key_id, std::string_view session_token, const model::State& state, TimePoint now) const;

private:
    Credentials of(const Id& task, std::int64_t half_hour) const;

    std::string secret_;
};

} // namespace quayside::endpoints
