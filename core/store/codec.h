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
    return try_one(std::type_identity<model::Cluster>()) || try_one(std::type_identity<model::Engine>())
        || try_one(std::type_identity<model::ContainerInstance>())
        || try_one(std::type_identity<model::TaskDefinition>()) || try_one(std::type_identity<model::TaskSpec>())
        || try_one(std::type_identity<model::Task>()) || try_one(std::type_identity<model::Event>());
}

// Replaces `bytes` by the value's.
template <class T>
void encode(const T& value, std::string& bytes);

// False if the bytes are no value of that kind. Does not set the row, nor what is not stored.
template <class T>
bool decode(std::string_view bytes, T& value);

} // namespace quayside::store
