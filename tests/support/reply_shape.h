#pragma once

#include "core/base/json.h"

#include <string>

namespace quayside::test {

// What is wrong with the reply of an operation by the model of the API, in a sentence; empty: nothing.
std::string shape_problem(const std::string& operation, const Json& reply);

} // namespace quayside::test
