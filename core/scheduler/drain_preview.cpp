#include "core/scheduler/explain.h"
#include "core/scheduler/request.h"

#include <fmt/format.h>

namespace quayside::scheduler {

namespace {

using Outcome = Move::Outcome;

// Whether one more task than there are may run, or one fewer: with the percents of the service.
struct Allowed {
    bool more = false;
    bool fewer = false;
};

Allowed allowed(const model::State& state, const model::Service& service)
{
    const auto counts = state.counts_of(service.key());
    const auto& percents = service.deployment_configuration;
    const auto desired = service.desired_count;
    const auto most = desired * percents.maximum_percent / 100;
    const auto least = (desired * percents.minimum_healthy_percent + 99) / 100;
    return { counts.tasks<most, counts.running> least };
}

class DrainPreview {
public:
    DrainPreview(const model::State& state, const model::ContainerInstance& instance, Random& random)
        : state_(state)
        , random_(random)
    {
        what_if_.close(instance.id);
    }

    Move of(const model::Task& task)
    {
        Move move;
        move.task = task.id;
        const auto service = state_.services().find({ task.spec->cluster, task.spec->service });
        if (!service) {
            move.outcome = Outcome::Stays;
            move.text = "It belongs to no service: it stays until it ends or is stopped.";
        } else if (service->scheduling_strategy == model::SchedulingStrategy::Daemon) {
            move.outcome = Outcome::Stops;
            move.text = "It is a daemon: it stops here when everything else has gone.";
        } else if (service->status != model::ServiceStatus::Active
            || task.desired_status != model::DesiredStatus::Running) {
            move.outcome = Outcome::Stops;
            move.text = "It is to stop anyway and is not replaced.";
        } else {
            replace(task, *service, move);
        }
        return move;
    }

private:
    void replace(const model::Task& task, const model::Service& service, Move& move)
    {
        const auto can = allowed(state_, service);
        const bool pending = task.last_status < model::TaskStatus::Running;
        if (!pending && !can.more && !can.fewer) {
            move.text
                = fmt::format("Neither maximumPercent {} nor minimumHealthyPercent {} of the service lets it move.",
                    service.deployment_configuration.maximum_percent,
                    service.deployment_configuration.minimum_healthy_percent);
            return;
        }
        if (pending || !can.more)
            what_if_.remove(task);
        const auto request = replacement_for(state_, task, service);
        const auto placement = place(state_, request, 1, random_, what_if_);
        if (placement.instances.empty()) {
            move.reason = placement.refusal->reason;
            move.text = "No other container instance takes it. " + placement.refusal->detail;
            return;
        }
        move.outcome = Outcome::Moves;
        move.to = placement.instances.front();
        what_if_.add(move.to, request.group, request.need);
        const auto& name = state_.container_instances().find(move.to)->name;
        move.text = pending ? fmt::format("It is stopped at once; another starts on {}.", name)
            : can.more      ? fmt::format("Another starts on {} first; then it stops.", name)
                            : fmt::format("It stops first; then another starts on {}.", name);
    }

    const model::State& state_;
    Random& random_;
    WhatIf what_if_;
};

} // namespace

std::vector<Move> preview_drain(const model::State& state, const model::ContainerInstance& instance, Random& random)
{
    DrainPreview preview(state, instance, random);
    std::vector<Move> moves;
    for (const auto& id : state.tasks_on(instance.id)) {
        const auto task = state.tasks().find(id);
        if (task->last_status < model::TaskStatus::Stopped)
            moves.push_back(preview.of(*task));
    }
    return moves;
}

} // namespace quayside::scheduler
