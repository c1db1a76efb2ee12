#include "core/scheduler/start_outcome.h"

#include "core/scheduler/service_said.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace quayside::scheduler {

namespace {

constexpr std::string_view kPlacement = "placement ";
constexpr std::string_view kResource = "placement RESOURCE:";
constexpr std::string_view kZone = "zone ";
constexpr const char* kMore
    = " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";

std::string shortcoming(std::string_view reason)
{
    if (reason == "RESOURCE:CPU")
        return "has insufficient CPU units available.";
    if (reason == "RESOURCE:MEMORY")
        return "has insufficient memory available.";
    if (reason == "RESOURCE:PORTS")
        return "is already using a port required by your task.";
    if (reason == "RESOURCE:GPU")
        return "has insufficient GPU resource available.";
    if (reason == "AGENT")
        return "doesn't have the agent connected.";
    if (reason == "ATTRIBUTE")
        return "is missing an attribute required by your task.";
    return fmt::format("encountered error \"{}\".", reason);
}

std::string refusal_text(const Refusal& refusal)
{
    const std::string no_place = "was unable to place a task because no container instance met all of its "
                                 "requirements. ";
    if (refusal.instance.is_null())
        return no_place + "Reason: No Container Instances were found in your cluster." + kMore;
    return fmt::format("{}The closest matching (container-instance {}) {}{}", no_place, refusal.instance.hex(),
        shortcoming(refusal.reason), kMore);
}

ServiceMessage message_of(const model::Service& service, const std::string& text, model::Severity severity)
{
    return { fmt::format("{} {}", subject_of(service), text), severity };
}

// A circuit breaker that is on must end a rollout that finds no place as well. Where capacity may come, it waits.
void count_for_breaker(
    const model::Service& service, model::Deployment& deployment, const TaskStart& start, TimePoint now)
{
    const bool tried_in_time = service.throttled_until == kNever || service.throttled_until <= now;
    const bool capacity_may_come = !start.capacity_provider.empty() && start.instance.is_null();
    if (!tried_in_time || capacity_may_come || deployment.rollout_state != model::RolloutState::InProgress)
        return;
    ++deployment.failed_tasks;
    deployment.last_failure_at = now;
}

void note_refusal(model::Service& service, std::vector<model::Deployment>& deployments, const StartOutcome& outcome,
    TimePoint now, std::vector<ServiceMessage>& messages)
{
    const auto& refusal = *outcome.refusal;
    if (!outcome.start.zone.empty()) {
        if (may_say(service, std::string(kZone) + outcome.start.zone, now))
            messages.push_back(message_of(service,
                fmt::format("is unable to place a task in Availability Zone {} because no container instance met all "
                            "of its requirements.",
                    outcome.start.zone),
                model::Severity::Warning));
        return;
    }
    if (may_say(service, std::string(kPlacement) + refusal.reason, now))
        messages.push_back(message_of(service, refusal_text(refusal), model::Severity::Warning));
    if (const auto found = std::ranges::find(deployments, outcome.start.deployment, &model::Deployment::number);
        found != deployments.end())
        count_for_breaker(service, *found, outcome.start, now);
}

} // namespace

std::vector<ServiceMessage> note_outcomes(model::Service& service, std::vector<model::Deployment>& deployments,
    const std::vector<StartOutcome>& outcomes, TimePoint now)
{
    std::vector<ServiceMessage> messages;
    std::string tasks;
    std::size_t started = 0;
    bool refused = false;
    for (const auto& outcome : outcomes) {
        started += outcome.tasks.size();
        for (const auto& task : outcome.tasks)
            tasks += " (task " + task.hex() + ")";
        if (outcome.refusal && !refused)
            note_refusal(service, deployments, outcome, now, messages);
        refused = refused || outcome.refusal.has_value();
    }
    if (started > 0)
        messages.insert(messages.begin(),
            message_of(service, fmt::format("has started {} tasks:{}.", started, tasks), model::Severity::Info));
    if (refused) {
        service.throttled_until = now + kTryPlaceAgain;
    } else if (!outcomes.empty()) {
        service.throttled_until = kNever;
        unsay(service, kPlacement);
        unsay(service, kZone);
    }
    return messages;
}

bool lacks_room(const model::Service& service)
{
    return std::ranges::any_of(service.said, [](const auto& said) { return said.topic.starts_with(kResource); });
}

} // namespace quayside::scheduler
