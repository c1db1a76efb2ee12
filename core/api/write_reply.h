#pragma once

#include "core/api/service_model.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace quayside::api {

// The text of a reply with what keep_known() would leave of it, in one go.
//
// A reply may have parts that are text already, since a document of many small values takes ten times as long to build
// as its text takes to write: these are binary values, made by written(). They follow their shape and hold no null.
std::string write_reply(const Json& reply, const Shape& shape);

Json written(std::string_view text);
std::string_view text_of_written(const Json& part); // the part must be one

// Each puts one value behind `out`.
void append_text(std::string& out, std::string_view text); // in quotes; what is no UTF-8 becomes U+FFFD
void append_number(std::string& out, std::int64_t number);
void append_number(std::string& out, double number);
void append_json(std::string& out, const Json& value);

} // namespace quayside::api
