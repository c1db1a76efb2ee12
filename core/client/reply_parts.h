#pragma once

#include "core/base/json.h"
#include "core/base/time.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>

// Members of what an endpoint answered. They never throw: what is missing or of another type is empty.
namespace quayside::client {

const Json& part_in(const Json& json, const char* name); // null if there is none
const Json& list_in(const Json& json, const char* name); // an array
std::string text_in(const Json& json, const char* name);
std::int64_t number_in(const Json& json, const char* name, std::int64_t otherwise = 0);
double real_in(const Json& json, const char* name, double otherwise = 0);
bool flag_in(const Json& json, const char* name);
TimePoint time_in(const Json& json, const char* name);

} // namespace quayside::client
