#include "core/base/arn.h"
#include "core/control/handlers.h"
#include "core/control/input.h"

#include <cmath>

namespace quayside::control {

namespace {

using client::MetricsQuery;

constexpr std::int64_t kDefaultSeconds = 60;

Unexpected<Error> not_found(const std::string& what)
{
    return fail(Error::invalid_parameter(what));
}

Result<std::size_t> container_index(const model::Task& task, const std::string& name)
{
    const auto& containers = task.spec->definition->containers;
    for (std::size_t i = 0; i < containers.size(); ++i)
        if (containers[i].name == name)
            return i;
    return not_found("container: the task has no container \"" + name + "\".");
}

Result<MetricsQuery> query_of(const model::State& state, const Json& input)
{
    MetricsQuery query;
    query.span = std::chrono::seconds{ number_of(input, "seconds", kDefaultSeconds) };
    const std::string subject = text_of(input, "subject");
    query.id = Id::parse(short_name_of(text_of(input, "id"))).value_or(Id());
    if (subject == "instance") {
        query.subject = MetricsQuery::Subject::Instance;
        if (!state.container_instances().find(query.id))
            return not_found("id: there is no such container instance.");
        return query;
    }
    const auto task = state.tasks().find(query.id);
    if (!task)
        return not_found("id: there is no such task.");
    if (subject == "task")
        return query;
    query.subject = MetricsQuery::Subject::Container;
    const auto index = container_index(*task, text_of(input, "container"));
    if (!index)
        return fail(index.error());
    query.container = *index;
    return query;
}

Json describe(const model::Sample& sample)
{
    Json json;
    json["at"] = to_epoch_seconds(sample.at);
    const auto add = [&json](const char* name, float value) {
        if (!std::isnan(value))
            json[name] = value;
    };
    add("cpu", sample.cpu);
    add("memory", sample.memory);
    add("networkReceived", sample.network_received);
    add("networkSent", sample.network_sent);
    return json;
}

} // namespace

void get_metrics(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto query = query_of(operation->state, input);
    if (!query) {
        reply(fail(query.error()));
        return;
    }
    Json output;
    output["samples"] = Json::array();
    for (const auto& sample : operation->metrics(*query))
        output["samples"].push_back(describe(sample));
    reply(std::move(output));
}

} // namespace quayside::control
