#pragma once

#include "core/model/change_set.h"

#include <string>
#include <string_view>

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

// Replaces `bytes` by the value's.
template <class T>
void encode(const T& value, std::string& bytes);

// False if the bytes are no value of that kind. Does not set the row, nor what is not stored.
template <class T>
bool decode(std::string_view bytes, T& value);

} // namespace quayside::store
