#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/metrics_hub.h"

#include <fmt/format.h>

#include <cmath>

namespace quayside::control {

namespace {

using model::MetricSubject;
using Kind = MetricSubject::Kind;
using std::chrono::seconds;

constexpr std::int64_t kMostPoints = 2'880; // of one answer
constexpr std::int64_t kUsualPoints = 1'440; // where no period is given
constexpr Duration kUsualSpan = std::chrono::hours{ 1 };
constexpr seconds kPeriods[] = { seconds{ 1 }, seconds{ 10 }, seconds{ 60 }, seconds{ 300 }, seconds{ 900 },
    seconds{ 3600 }, seconds{ 21'600 }, seconds{ 86'400 } };

Unexpected<Error> refuse(const std::string& why)
{
    return fail(Error::invalid_parameter(why));
}

Result<MetricSubject> of_task(const model::State& state, const Json& input, bool one_container)
{
    const auto id = Id::parse(short_name_of(text_of(input, "id")));
    const auto task = id ? state.tasks().find(*id) : nullptr;
    if (!task)
        return refuse("id: there is no such task.");
    if (!one_container)
        return MetricSubject{ Kind::Task, task->id, 0, {}, {} };
    const auto name = text_of(input, "container");
    const auto& containers = task->spec->definition->containers;
    for (std::size_t i = 0; i < containers.size(); ++i)
        if (containers[i].name == name) // a task of one container is that container
            return MetricSubject{ containers.size() == 1 ? Kind::Task : Kind::Container, task->id, i, {}, {} };
    return refuse("container: the task has no container \"" + name + "\".");
}

Result<MetricSubject> subject_of(const model::State& state, const Json& input)
{
    const std::string subject = text_of(input, "subject");
    if (subject == "task" || subject == "container")
        return of_task(state, input, subject == "container");
    if (subject == "instance") {
        const auto id = Id::parse(short_name_of(text_of(input, "id")));
        if (!id || !state.container_instances().find(*id))
            return refuse("id: there is no such container instance.");
        return MetricSubject{ Kind::Instance, *id, 0, {}, {} };
    }
    const auto cluster = find_cluster(state, input);
    if (!cluster)
        return fail(cluster.error());
    if (subject == "cluster")
        return MetricSubject{ Kind::Cluster, {}, 0, (*cluster)->name, {} };
    const auto service = require_service(state, (*cluster)->name, text_of(input, "service"));
    if (!service)
        return fail(service.error());
    return MetricSubject{ Kind::Service, {}, 0, (*service)->cluster, (*service)->name };
}

struct Range {
    TimePoint from;
    TimePoint to;
    seconds step{};
};

// The shortest of the usual periods that gives no more than so many points.
seconds period_for(Duration span, std::int64_t points)
{
    for (const auto period : kPeriods)
        if (span <= period * points)
            return period;
    return std::end(kPeriods)[-1];
}

Result<Range> range_of(const Json& input, TimePoint now)
{
    Range range;
    range.to = time_of(input, "endTime", now);
    range.from = time_of(input, "startTime", range.to - kUsualSpan);
    if (range.from >= range.to)
        return refuse("startTime: it has to be before the end.");
    const auto span = range.to - range.from;
    range.step = has(input, "period") ? seconds{ number_of(input, "period") } : period_for(span, kUsualPoints);
    if (span > range.step * kMostPoints)
        return refuse(fmt::format("period: that would be more than {} points; ask for a period of {} seconds or more.",
            kMostPoints, std::chrono::ceil<seconds>(span / kMostPoints).count()));
    return range;
}

Json describe(const model::MetricPoint& point)
{
    Json json;
    json["at"] = to_epoch_seconds(point.at);
    const auto add = [&json](const char* name, const model::Spread& spread) {
        if (!std::isnan(spread.mean))
            json[name] = { { "minimum", spread.least }, { "average", spread.mean }, { "maximum", spread.most } };
    };
    add("cpu", point.cpu);
    add("memory", point.memory);
    add("networkReceived", point.network_received);
    add("networkSent", point.network_sent);
    return json;
}

} // namespace

void get_metrics_history(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto subject = subject_of(operation->state, input);
    const auto range = range_of(input, operation->now);
    if (!subject || !range)
        return reply(fail(subject ? range.error() : subject.error()));
    operation->metrics_hub->read_history(*subject, range->from, range->to, range->step,
        [step = range->step, reply = std::move(reply)](const MetricsHub::Points& points) {
            Json output;
            output["period"] = step.count();
            output["points"] = Json::array();
            for (const auto& point : points)
                output["points"].push_back(describe(point));
            reply(std::move(output));
        });
}

} // namespace quayside::control
