#pragma once

#include "core/base/fields.h"

#include <functional>
#include <string>

namespace quayside::model {

// What an account, or one user or role of it, has chosen in place of ECS's own setting.
struct AccountSetting {
    static constexpr const char* kind_name = "accountSetting";
    struct Key {
        std::string principal;
        std::string name;
        auto operator<=>(const Key&) const = default;
    };

    RowId row = 0;
    std::string principal; // ARN; the root of the account: for all that have not chosen themselves
    std::string name; // containerInsights
    std::string value;

    Key key() const { return { principal, name }; }
    bool operator==(const AccountSetting&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("principal", self.principal);
        v("name", self.name);
        v("value", self.value);
    }
};

} // namespace quayside::model

template <>
struct std::hash<quayside::model::AccountSetting::Key> {
    std::size_t operator()(const quayside::model::AccountSetting::Key& key) const noexcept
    {
        return std::hash<std::string>()(key.principal) * 31 + std::hash<std::string>()(key.name);
    }
};
