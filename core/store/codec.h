#pragma once

#include "core/model/change_set.h"

#include <string>
#include <string_view>
#include <type_traits>

// How a record becomes the value of its row. The kinds of which there are many are binary, after a format byte; the
// others are JSON, for whoever looks into the file. Both forms of a kind are read, whichever is written.
namespace quayside::store {

// The number of a kind in the file: never given to another kind.
template <class T>
inline constexpr int kKind = 0;
template <>
inline constexpr int kKind<model::Cluster> = 1;
template <>
inline constexpr int kKind<model::Engine> = 2;
template <>
inline constexpr int kKind<model::ContainerInstance> = 3;
template <>
inline constexpr int kKind<model::TaskDefinition> = 4;
template <>
inline constexpr int kKind<model::TaskSpec> = 5;
template <>
inline constexpr int kKind<model::Task> = 6;
template <>
inline constexpr int kKind<model::Event> = 7;
template <>
inline constexpr int kKind<model::Service> = 8;
template <>
inline constexpr int kKind<model::ServiceRevision> = 9;
template <>
inline constexpr int kKind<model::Deployment> = 10;
template <>
inline constexpr int kKind<model::CapacityProvider> = 11;
template <>
inline constexpr int kKind<model::Alarm> = 12;
template <>
inline constexpr int kKind<model::AccountSetting> = 13;

// Calls `f(std::type_identity<T>)` for the kind with that number. False if there is none.
template <class F>
bool with_kind(int kind, F&& f)
{
    const auto try_one = [kind, &f]<class T>(std::type_identity<T> type) {
        if (kind != kKind<T>)
            return false;
        f(type);
        return true;
    };
    return std::apply([&](auto... types) { return (try_one(types) || ...); }, model::PerKind<std::type_identity>());
}

// Replaces `bytes` by the value's.
template <class T>
void encode(const T& value, std::string& bytes);

// False if the bytes are no value of that kind. Does not set the row, nor what is not stored.
template <class T>
bool decode(std::string_view bytes, T& value);

} // namespace quayside::store
