#pragma once

#include "core/api/service_model.h"
#include "core/base/json.h"

#include <cstdint>
#include <string>
#include <vector>

namespace quayside::api {

// What is wrong with one value of a document.
struct Problem {
    enum class Kind : std::uint8_t { Type, Missing, Enumeration, Range, Length, Pattern };

    Kind kind = Kind::Type;
    std::string path; // containerDefinitions[0].memory
    std::string reason; // what must hold, to be read after the path: "must be a whole number"

    bool operator==(const Problem&) const = default;
};

// "containerDefinitions[0].memory must be a whole number."
std::string sentence(const Problem& problem);

// The problems of `value`, in the order of the document, at most `limit`. Members that the shape does not know are
// ignored, members that hold null count as absent.
std::vector<Problem> validate(const Json& value, const Shape& shape, std::size_t limit = 32);

// Brings what has passed to one form: members that the shape knows and that hold null are removed, times in ISO-8601
// become seconds since 1970.
void normalize(Json& value, const Shape& shape);

} // namespace quayside::api
