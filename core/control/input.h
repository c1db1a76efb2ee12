#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/model/tag.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

// Reads an input that has passed the check against the model: a member has its type or is absent.
namespace quayside::control {

inline bool has(const Json& input, const char* member)
{
    return input.contains(member);
}

std::string text_of(const Json& input, const char* member); // "" if absent
std::int64_t number_of(const Json& input, const char* member, std::int64_t otherwise = 0);
bool flag_of(const Json& input, const char* member);
TimePoint time_of(const Json& input, const char* member, TimePoint otherwise = kNever); // before 1970: kNever
std::vector<std::string> texts_of(const Json& input, const char* member);
// An object or a list; an empty object if absent.
const Json& part_of(const Json& input, const char* member);

// Whether `include` names this part.
bool includes(const Json& input, const char* part);

// 1 to 255 letters, digits, hyphens and underscores.
bool is_name(std::string_view text);

// The member `tags`, with the rules for tags: no key twice, none that begins with aws:.
Result<model::Tags> tags_of(const Json& input);
Json describe(const model::Tags& tags);

} // namespace quayside::control
