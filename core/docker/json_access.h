#pragma once

#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>

// Reading untrusted JSON: what is not there or of another kind reads as empty.
namespace quayside::docker {

inline const Json& member(const Json& json, const char* name)
{
    static const Json none;
    if (!json.is_object())
        return none;
    const auto found = json.find(name);
    return found == json.end() ? none : *found;
}

inline std::string text(const Json& json)
{
    return json.is_string() ? json.get<std::string>() : std::string();
}

inline std::string text(const Json& json, const char* name)
{
    return text(member(json, name));
}

template <class T = std::int64_t>
T number(const Json& json, const char* name)
{
    const auto& value = member(json, name);
    return value.is_number_integer() ? value.get<T>() : T();
}

inline bool flag(const Json& json, const char* name)
{
    const auto& value = member(json, name);
    return value.is_boolean() && value.get<bool>();
}

} // namespace quayside::docker
