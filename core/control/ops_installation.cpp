#include "core/control/describe.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

Result<Json> list_events(Operation& operation, const Json& input)
{
    const auto pager = Pager::read("ListEvents", input, 1000);
    if (!pager)
        return fail(pager.error());
    const auto cluster = std::string(short_name_of(text_of(input, "cluster")));
    const auto object = std::string(short_name_of(text_of(input, "object")));
    std::vector<std::string> keys; // newest first when sorted backwards
    for (const auto& [row, event] : operation.state().events())
        if ((cluster.empty() || event->cluster == cluster) && (object.empty() || event->object == object))
            keys.push_back(fmt::format("{:020}", row));
    return pager->page(
        "events", std::move(keys),
        [&](const std::string& key) {
            return Describer(operation).event(*operation.state().events().find(std::stoull(key)));
        },
        true);
}

// Which engines give their tasks none, and why.
std::string without_task_endpoint(const model::State& state, const Installation& installation)
{
    std::string all;
    for (const auto& [id, why] : installation.no_task_endpoint)
        if (const auto engine = state.engines().find(id))
            all += fmt::format("{}{}: {}", all.empty() ? "" : "; ", engine->name, why);
    return all;
}

Result<Json> describe_installation(Operation& operation, const Json&)
{
    const auto& installation = operation.installation;
    return Json{ { "installation", installation.id }, { "version", QUAYSIDE_VERSION },
        { "stateDirectory", installation.state_directory }, { "endpoint", installation.endpoint },
        { "signatures", installation.signatures }, { "account", installation.account },
        { "region", installation.region },
        { "noTaskEndpoint", without_task_endpoint(operation.state(), installation) } };
}

} // namespace quayside::control
