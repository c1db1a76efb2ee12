#pragma once

#include "core/base/enum_names.h"
#include "core/base/id.h"
#include "core/base/json.h"
#include "core/base/time.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

// A record lists its members once:
//
//     struct Tag {
//         std::string key, value;
//         static void fields(auto& self, auto&& v) { v("key", self.key); v("value", self.value); }
//     };
//
// and has JSON in both directions from it. Members that hold the default that the type gives them are left out; members
// that the text has and the type has not are skipped. Reading never throws: what has the wrong type keeps its default
// and makes the result false. Other codecs walk the same list.
namespace quayside {

struct AnyVisitor {
    void operator()(const char*, auto&) const { }
};

template <class T>
concept HasFields = requires(T& value, AnyVisitor visitor)
{
    T::fields(value, visitor);
};

template <class T>
Json fields_to_json(const T& value);
template <class T>
bool fields_from_json(const Json& json, T& value);

namespace detail {

template <class T>
struct is_vector : std::false_type {
};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {
};
template <class T>
struct is_optional : std::false_type {
};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {
};

// The members of a value that nobody has set, in the order of the list.
template <HasFields T>
const std::vector<const void*>& default_members()
{
    static const T blank{};
    static const auto members = [] {
        std::vector<const void*> found;
        T::fields(blank, [&found](const char*, const auto& member) { found.push_back(&member); });
        return found;
    }();
    return members;
}

} // namespace detail

template <class T>
Json fields_to_json(const T& value)
{
    if constexpr (HasFields<T>) {
        Json json = Json::object();
        auto blank = detail::default_members<T>().begin();
        T::fields(value, [&json, &blank]<class M>(const char* name, const M& member) {
            if (!(member == *static_cast<const M*>(*blank++)))
                json[name] = fields_to_json(member);
        });
        return json;
    } else if constexpr (detail::is_vector<T>::value) {
        Json json = Json::array();
        for (const auto& element : value)
            json.push_back(fields_to_json(element));
        return json;
    } else if constexpr (detail::is_optional<T>::value) {
        return value ? fields_to_json(*value) : Json();
    } else if constexpr (NamedEnum<T>) {
        return std::string(to_string(value));
    } else if constexpr (std::is_same_v<T, Id>) {
        return value.hex();
    } else if constexpr (std::is_same_v<T, TimePoint>) {
        return value.time_since_epoch().count();
    } else if constexpr (std::is_same_v<T, Duration>) {
        return value.count();
    } else {
        return value;
    }
}

template <class T>
bool fields_from_json(const Json& json, T& value)
{
    if constexpr (HasFields<T>) {
        if (!json.is_object())
            return false;
        bool good = true;
        T::fields(value, [&json, &good](const char* name, auto& member) {
            if (const auto found = json.find(name); found != json.end())
                good = fields_from_json(*found, member) && good;
        });
        return good;
    } else if constexpr (detail::is_vector<T>::value) {
        if (!json.is_array())
            return false;
        bool good = true;
        value.clear();
        for (const auto& element : json)
            good = fields_from_json(element, value.emplace_back()) && good;
        return good;
    } else if constexpr (detail::is_optional<T>::value) {
        if (json.is_null()) {
            value.reset();
            return true;
        }
        return fields_from_json(json, value.emplace());
    } else if constexpr (NamedEnum<T>) {
        const auto parsed
            = json.is_string() ? parse_enum<T>(json.template get_ref<const std::string&>()) : std::nullopt;
        value = parsed.value_or(value);
        return parsed.has_value();
    } else if constexpr (std::is_same_v<T, Id>) {
        const auto parsed = json.is_string() ? Id::parse(json.template get_ref<const std::string&>()) : std::nullopt;
        value = parsed.value_or(value);
        return parsed.has_value();
    } else if constexpr (std::is_same_v<T, TimePoint> || std::is_same_v<T, Duration>) {
        if (!json.is_number_integer())
            return false;
        value = T(Duration(json.template get<std::int64_t>()));
        return true;
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!json.is_boolean())
            return false;
        value = json.template get<bool>();
        return true;
    } else if constexpr (std::is_arithmetic_v<T>) {
        if (!json.is_number())
            return false;
        value = json.template get<T>();
        return true;
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (!json.is_string())
            return false;
        value = json.template get<std::string>();
        return true;
    } else {
        static_assert(std::is_same_v<T, Json>, "no JSON form for this member");
        value = json;
        return true;
    }
}

} // namespace quayside
