#include "core/scheduler/service_plan.h"

#include <fmt/format.h>

namespace quayside::scheduler {

namespace {

std::string line_of(const TaskStart& start)
{
    std::string line = fmt::format("start {} of ecs-svc/{}", start.count, start.deployment);
    if (!start.capacity_provider.empty())
        line += " on " + start.capacity_provider;
    if (!start.instance.is_null())
        line += " on instance " + start.instance.hex();
    if (!start.zone.empty())
        line += " in " + start.zone;
    return line;
}

std::string line_of(const model::Deployment& deployment)
{
    return fmt::format("ecs-svc/{} is {} {} {}", deployment.number, to_string(deployment.status),
        to_string(deployment.rollout_state), to_string(deployment.stage));
}

} // namespace

bool ServicePlan::empty() const
{
    return settled.empty() && stops.empty() && !service && deployments.empty() && forgotten_deployments.empty()
        && forgotten_revisions.empty() && starts.empty() && messages.empty() && hooks.empty();
}

std::string to_text(const ServicePlan& plan)
{
    std::string text;
    const auto add = [&text](const std::string& line) { text += line + "\n"; };
    for (const auto& task : plan.settled)
        add("settle " + task.hex());
    for (const auto& stop : plan.stops)
        add("stop " + stop.task.hex() + ": " + stop.reason);
    if (plan.service)
        add(fmt::format("service {} {} desires {}", plan.service->name, to_string(plan.service->status),
            plan.service->desired_count));
    for (const auto& deployment : plan.deployments)
        add(line_of(deployment));
    for (const auto number : plan.forgotten_deployments)
        add(fmt::format("forget ecs-svc/{}", number));
    for (const auto number : plan.forgotten_revisions)
        add(fmt::format("forget revision {}", number));
    for (const auto& start : plan.starts)
        add(line_of(start));
    for (const auto& message : plan.messages)
        add("say " + message.text);
    for (const auto& hook : plan.hooks)
        add(fmt::format("ask hook {} at {}", hook.run, to_string(hook.stage)));
    return text;
}

} // namespace quayside::scheduler
