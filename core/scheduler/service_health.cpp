#include "core/scheduler/service_health.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside::scheduler {

using model::HealthStatus;
using model::Task;
using model::TaskStatus;

bool has_health_check(const model::TaskDefinition& definition)
{
    const auto containers = definition.document.find("containerDefinitions");
    if (containers == definition.document.end())
        return false;
    for (std::size_t i = 0; i < definition.containers.size() && i < containers->size(); ++i)
        if (definition.containers[i].essential && (*containers)[i].contains("healthCheck"))
            return true;
    return false;
}

bool is_healthy(const Task& task, const HealthRule& rule, TimePoint now)
{
    if (task.last_status != TaskStatus::Running || task.unknown)
        return false;
    if (rule.checked)
        return task.health == HealthStatus::Healthy;
    // A start in the future was long ago: the clock has been set back since.
    return now >= task.started_at + rule.healthy_after || task.started_at > now;
}

bool is_unhealthy(const Task& task, const HealthRule& rule, TimePoint now)
{
    return rule.checked && task.last_status == TaskStatus::Running && task.health == HealthStatus::Unhealthy
        && now >= task.started_at + rule.grace;
}

TimePoint health_changes_at(const Task& task, const HealthRule& rule, TimePoint now)
{
    if (task.last_status != TaskStatus::Running)
        return kNever;
    const TimePoint at = task.started_at + (rule.checked ? rule.grace : rule.healthy_after);
    if (at <= now || (rule.checked && task.health != HealthStatus::Unhealthy))
        return kNever;
    return at;
}

TimePoint proven_at(const Task& task, const HealthRule& rule, Duration proof, TimePoint now)
{
    if (task.last_status != TaskStatus::Running || task.unknown)
        return kNever;
    // When a check passed is not known; it was after the start.
    if (rule.checked)
        return task.health == HealthStatus::Healthy ? task.started_at : kNever;
    const TimePoint at = task.started_at + proof;
    return at <= now ? at : kNever;
}

} // namespace quayside::scheduler
