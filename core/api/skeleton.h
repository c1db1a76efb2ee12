#pragma once

#include "core/api/service_model.h"
#include "core/base/json.h"

namespace quayside::api {

// An empty document of a shape: every member, or only the required ones, with "" for a string (the first word of an
// enumeration), the least allowed number, false, and one element in each list. Where a shape contains itself, the inner
// one is left empty.
Json skeleton(const Shape& shape, bool only_required = false);

} // namespace quayside::api
