#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/model/field_effects.h"

namespace quayside::control {

namespace {

void add(Json& list, const std::vector<model::KeptField>& fields)
{
    for (const auto& field : fields)
        list.push_back({ { "path", field.path }, { "effect", to_string(field.effect) }, { "reason", field.reason } });
}

} // namespace

Result<Json> describe_kept_fields(Operation& operation, const Json& input)
{
    Json reply;
    Json& list = reply["keptFields"] = Json::array();
    if (!has(input, "task")) {
        const auto definition = require_definition(operation.state(), text_of(input, "taskDefinition"));
        if (!definition)
            return fail(definition.error());
        add(list, model::kept_fields((*definition)->document));
        return reply;
    }
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto task = require_task(operation.state(), (*cluster)->name, text_of(input, "task"));
    if (!task)
        return fail(task.error());
    add(list, model::kept_fields((*task)->spec->definition->document));
    add(list, model::kept_override_fields((*task)->spec->overrides));
    return reply;
}

} // namespace quayside::control
