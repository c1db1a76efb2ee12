#include "core/control/describe_placement.h"

#include "core/control/lookup.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside::control {

namespace {

using scheduler::Explanation;
using scheduler::Move;

Json name_instance(const Operation& operation, const model::ContainerInstance& instance)
{
    Json row;
    row["containerInstanceArn"] = arns(operation.installation).container_instance(instance.cluster, instance.id);
    row["containerInstanceName"] = instance.name;
    row["availabilityZone"] = instance.availability_zone;
    if (!instance.capacity_provider.empty())
        row["capacityProvider"] = instance.capacity_provider;
    return row;
}

Json rule_of(const scheduler::Finding& finding)
{
    return { { "rule", to_string(finding.rule) }, { "passed", finding.passed }, { "needs", finding.needs },
        { "has", finding.has }, { "text", finding.text } };
}

Json step_of(const scheduler::StepAnswer& step)
{
    return { { "strategy", name_of(step.step) }, { "askedFor", step.step.asked_for }, { "before", step.before },
        { "after", step.after }, { "text", step.text } };
}

std::string some_tasks(std::size_t count)
{
    return fmt::format("{} {}", count, count == 1 ? "task" : "tasks");
}

std::string sum_of(const std::string& where, const std::vector<Move>& moves)
{
    if (moves.empty())
        return "No task is on " + where + ".";
    std::string parts;
    for (const auto outcome :
        { Move::Outcome::Moves, Move::Outcome::Stops, Move::Outcome::Stays, Move::Outcome::Stuck }) {
        const auto count = static_cast<std::size_t>(std::ranges::count(moves, outcome, &Move::outcome));
        static constexpr const char* one[] = { "moves", "stays", "stops", "has nowhere to go" };
        static constexpr const char* many[] = { "move", "stay", "stop", "have nowhere to go" };
        if (count > 0)
            parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", some_tasks(count),
                (count == 1 ? one : many)[static_cast<std::size_t>(outcome)]);
    }
    return fmt::format("Of {} on {}: {}.", some_tasks(moves.size()), where, parts);
}

Json describe(const Operation& operation, const Move& move)
{
    const auto& state = operation.state();
    const auto task = state.tasks().find(move.task);
    Json row;
    row["taskArn"] = arns(operation.installation).task(task->spec->cluster, task->id);
    if (!task->spec->service.empty())
        row["service"] = task->spec->service;
    row["group"] = task->spec->group;
    row["taskDefinition"] = short_name(*task->spec->definition);
    row["lastStatus"] = to_string(task->last_status);
    row["outcome"] = to_string(move.outcome);
    if (!move.to.is_null())
        row.update(name_instance(operation, *state.container_instances().find(move.to)));
    if (!move.reason.empty())
        row["reason"] = move.reason;
    row["text"] = move.text;
    return row;
}

} // namespace

Json PlacementDescriber::row_of(const Explanation& explanation, const scheduler::HostAnswer& host) const
{
    const auto instance = operation_.state().container_instances().find(host.instance);
    Json row = name_instance(operation_, *instance);
    row["launchType"] = to_string(instance->launch_type);
    row["verdict"] = to_string(host.verdict);
    row["current"] = host.instance == current_;
    row["tasks"] = host.tasks;
    row["rules"] = Json::array();
    for (const auto& finding : host.findings)
        row["rules"].push_back(rule_of(finding));
    row["measures"] = Json::array();
    const auto shown = std::min(host.measures.size(), explanation.steps.size());
    for (std::size_t i = 0; i < shown; ++i)
        row["measures"].push_back({ { "strategy", name_of(explanation.steps[i].step) },
            { "value", host.measures[i].value }, { "kept", host.measures[i].kept } });
    return row;
}

void PlacementDescriber::add_to_preview(const Explanation& explanation)
{
    for (const auto& id : explanation.placement.instances)
        if (++tasks_[id] == 1)
            order_.push_back(id);
    placed_ += static_cast<std::int64_t>(explanation.placement.instances.size());
}

void PlacementDescriber::add(
    const Explanation& explanation, const scheduler::PlacementRequest& request, std::int64_t count)
{
    Json share;
    if (!request.capacity_provider.empty())
        share["capacityProvider"] = request.capacity_provider;
    share["count"] = count;
    share["placed"] = explanation.placement.instances.size();
    if (const auto& refusal = explanation.placement.refusal) {
        share["reason"] = refusal->reason;
        share["detail"] = refusal->detail;
        if (!refusal->instance.is_null())
            share["closestContainerInstanceArn"]
                = arns(operation_.installation).container_instance(request.cluster, refusal->instance);
    }
    share["steps"] = Json::array();
    for (const auto& step : explanation.steps)
        share["steps"].push_back(step_of(step));
    share["instances"] = Json::array();
    const auto shown = std::min(rows_, explanation.hosts.size());
    for (std::size_t i = 0; i < shown; ++i)
        share["instances"].push_back(row_of(explanation, explanation.hosts[i]));
    share["instancesLeftOut"] = explanation.hosts.size() - shown;
    shares_.push_back(std::move(share));
    for (const auto& sentence : explanation.summary)
        summary_.push_back(sentence);
    for (const auto& sentence : explanation.suggestions)
        suggestions_.push_back(sentence);
    add_to_preview(explanation);
}

Json PlacementDescriber::reply(std::int64_t count) const
{
    Json preview = Json::array();
    for (const auto& id : order_) {
        Json row = name_instance(operation_, *operation_.state().container_instances().find(id));
        row["tasks"] = tasks_.at(id);
        preview.push_back(std::move(row));
    }
    return { { "count", count }, { "placed", placed_ }, { "preview", std::move(preview) }, { "shares", shares_ },
        { "summary", summary_ }, { "suggestions", suggestions_ } };
}

Json describe_moves(const Operation& operation, const std::string& where, const std::vector<Move>& moves)
{
    Json rows = Json::array();
    for (const auto& move : moves)
        rows.push_back(describe(operation, move));
    const auto placed = std::ranges::count(moves, Move::Outcome::Moves, &Move::outcome);
    return { { "count", moves.size() }, { "placed", placed }, { "moves", std::move(rows) },
        { "summary", { sum_of(where, moves) } } };
}

} // namespace quayside::control
