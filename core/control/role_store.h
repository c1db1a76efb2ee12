#pragma once

#include "core/base/arn.h"
#include "core/base/error.h"
#include "core/base/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace quayside::control {

// What a task may be, by its taskRoleArn: what the credentials that it gets are good for.
struct Role {
    std::string name;
    std::string description;
    std::vector<std::string> actions; // "ecs:*", "ecs:Describe*", "quayside:ListSecrets"; * and ? stand for any
    std::string profile; // of the user's AWS configuration, which then gives the credentials; empty: they are made here
    bool automatic = false; // made because a task named it
    TimePoint changed_at;
};

// Whether it may call this, such as "ecs:RunTask". As with IAM, letters are the same in both cases.
bool allows(const Role& role, std::string_view action);
// By which a definition's taskRoleArn finds it: the last part of an ARN of any account, or the name itself.
std::string_view role_name(std::string_view arn_or_name);
bool is_role_arn(std::string_view text);
std::string arn_of(const Role& role, const ArnScope& scope);

// The roles of this installation, in a file of their own. Nothing of them is secret.
class RoleStore {
public:
    // Of `directory`/roles.json, of which there need not be one; an empty name keeps them in memory only. Errors name
    // the file.
    static Result<RoleStore> open(const std::string& directory);

    const std::vector<Role>& all() const { return roles_; } // by name
    const Role* find(std::string_view name) const;
    // Whether a role that a task names and that is not there is made then, for all of ECS.
    bool makes_missing() const { return makes_missing_; }

    // All of these are on disk when they return.
    Result<void> put(Role role);
    Result<void> remove(std::string_view name);
    Result<void> set_makes_missing(bool on);
    // The role that a task names. The error is in the words of ECS.
    Result<Role> assume(std::string_view arn_or_name, TimePoint now);

private:
    Result<void> read();
    Result<void> write(const std::vector<Role>& roles, bool makes_missing) const;

    std::string path_;
    std::vector<Role> roles_;
    bool makes_missing_ = true;
};

} // namespace quayside::control
