#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"

// Services do not exist yet: every list of them is empty and every one of them is missing.
namespace quayside::control {

Result<Json> list_services(Operation& operation, const Json& input)
{
    if (auto cluster = find_cluster(operation.state(), input); !cluster)
        return fail(cluster.error());
    if (auto pager = Pager::read("ListServices", input, 100, 10); !pager)
        return fail(pager.error());
    return Json{ { "serviceArns", Json::array() } };
}

Result<Json> describe_services(Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto names = texts_of(input, "services");
    if (names.empty() || names.size() > 10)
        return fail(Error::invalid_parameter("services: between 1 and 10 must be named."));
    Json failures = Json::array();
    for (const auto& name : names)
        failures.push_back(
            failure(arn_of_missing(arns(operation.installation), "service", (*cluster)->name, name), "MISSING"));
    return Json{ { "services", Json::array() }, { "failures", std::move(failures) } };
}

} // namespace quayside::control
