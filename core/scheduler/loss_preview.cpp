#include "core/scheduler/explain.h"
#include "core/scheduler/request.h"

namespace quayside::scheduler {

namespace {

using Outcome = Move::Outcome;

// Where the replacement of a lost task would go, or why there is none.
Move after_loss(const model::State& state, const model::Task& task, Random& random, WhatIf& what_if)
{
    Move move;
    move.task = task.id;
    move.outcome = Outcome::Stops;
    const auto service = state.services().find({ task.spec->cluster, task.spec->service });
    if (!service) {
        move.text = "It belongs to no service: nobody starts it again.";
        return move;
    }
    if (service->scheduling_strategy == model::SchedulingStrategy::Daemon) {
        move.text = "It is a daemon: it goes with its container instance.";
        return move;
    }
    if (service->status != model::ServiceStatus::Active || task.desired_status != model::DesiredStatus::Running) {
        move.text = "It is to stop anyway and is not replaced.";
        return move;
    }
    const auto request = replacement_for(state, task, *service);
    const auto placement = place(state, request, 1, random, what_if);
    if (placement.instances.empty()) {
        move.outcome = Outcome::Stuck;
        move.reason = placement.refusal->reason;
        move.text = "No other container instance takes its replacement. " + placement.refusal->detail;
        return move;
    }
    move.outcome = Outcome::Moves;
    move.to = placement.instances.front();
    move.text = "Another starts on " + state.container_instances().find(move.to)->name + ".";
    what_if.add(move.to, request.group, request.need);
    return move;
}

} // namespace

std::vector<Move> preview_loss(const model::State& state, const std::vector<Id>& instances, Random& random)
{
    WhatIf what_if;
    std::vector<model::TaskPtr> lost;
    for (const auto& instance : instances) {
        what_if.close(instance);
        for (const auto& id : state.tasks_on(instance))
            if (auto task = state.tasks().find(id); task->last_status < model::TaskStatus::Stopped) {
                what_if.remove(*task);
                lost.push_back(std::move(task));
            }
    }
    std::vector<Move> moves;
    for (const auto& task : lost)
        moves.push_back(after_loss(state, *task, random, what_if));
    return moves;
}

} // namespace quayside::scheduler
