#pragma once

#include "core/api/service_model.h"
#include "core/base/json.h"

namespace quayside::api {

// Removes, at every depth, the members that the shape does not know and those that hold null. What is left keeps its
// order. Parts that are text already (write_reply.h) become values.
void keep_known(Json& value, const Shape& shape);

} // namespace quayside::api
