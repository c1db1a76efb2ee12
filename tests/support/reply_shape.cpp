#include "tests/support/reply_shape.h"

#include "core/api/service_model.h"
#include "core/api/validate.h"

#include <nlohmann/json.hpp>

namespace quayside::test {

std::string shape_problem(const std::string& operation, const Json& reply)
{
    const auto* known = api::find_operation(operation);
    if (!known)
        return operation + " is no operation";
    const auto problems = api::validate(reply, *known->output, 1);
    return problems.empty() ? std::string() : operation + ": " + sentence(problems.front());
}

} // namespace quayside::test
