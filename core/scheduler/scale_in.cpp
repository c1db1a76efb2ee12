#include "core/scheduler/scale_in.h"

#include "core/scheduler/attributes.h"
#include "core/scheduler/service_said.h"

#include <fmt/format.h>

#include <algorithm>
#include <queue>
#include <unordered_map>

namespace quayside::scheduler {

using namespace model;

namespace {

constexpr const char* kProtected = "protected";
constexpr std::string_view kAttribute = "attribute:";

const std::vector<PlacementStrategy>& strategies_of(const Service& service)
{
    static const std::vector<PlacementStrategy> otherwise{ { StrategyType::Spread, "attribute:ecs.availability-zone" },
        { StrategyType::Spread, "instanceId" } };
    return service.placement_strategy.empty() ? otherwise : service.placement_strategy;
}

// What decides before placement does; less goes first.
int first_rank(const ServicePass& pass, const TaskView& view)
{
    int rank = view.healthy ? 2 : 0;
    if (!view.healthy && view.running() && view.task->health != HealthStatus::Unhealthy && !view.task->unknown)
        rank = 1;
    const bool primary = view.deployment < pass.deployments.size()
        && pass.deployments[view.deployment].status == DeploymentStatus::Primary;
    rank = rank * 2 + (primary ? 1 : 0);
    const bool leaving = view.displaced || !view.task->connected;
    return rank * 2 + (leaving ? 0 : 1);
}

// The tasks of the service, counted by what each strategy spreads over.
class Spreads {
public:
    explicit Spreads(const ServicePass& pass)
        : strategies_(strategies_of(pass.service))
        , counts_(strategies_.size())
    {
        for (const auto& view : pass.tasks)
            if (view.stays())
                add(pass.state, *view.task);
    }

    // The greater, the sooner a task goes; one number for each strategy.
    std::vector<std::int64_t> measure(const Task& task) const
    {
        const auto& groups = groups_.at(&task);
        std::vector<std::int64_t> measures;
        for (std::size_t i = 0; i < strategies_.size(); ++i) {
            const auto type = strategies_[i].type;
            if (type == StrategyType::Spread)
                measures.push_back(counts_[i].at(groups.values[i]));
            else if (type == StrategyType::Binpack)
                measures.push_back(strategies_[i].field == "cpu" ? groups.free_cpu : groups.free_memory);
            else
                break;
        }
        return measures;
    }

    void remove(const Task& task)
    {
        const auto& groups = groups_.at(&task);
        for (std::size_t i = 0; i < strategies_.size(); ++i)
            --counts_[i][groups.values[i]];
    }

private:
    struct Groups {
        std::vector<std::string> values; // by strategy
        std::int64_t free_cpu = 0;
        std::int64_t free_memory = 0;
    };

    void add(const State& state, const Task& task)
    {
        Groups groups;
        groups.values.resize(strategies_.size());
        if (const auto instance = state.container_instances().find(task.container_instance)) {
            const auto& usage = state.usage_of(instance->id);
            groups.free_cpu = instance->registered.cpu - usage.cpu;
            groups.free_memory = instance->registered.memory - usage.memory;
            for (std::size_t i = 0; i < strategies_.size(); ++i)
                groups.values[i] = value_of(strategies_[i].field, *instance);
        }
        for (std::size_t i = 0; i < strategies_.size(); ++i)
            ++counts_[i][groups.values[i]];
        groups_.emplace(&task, std::move(groups));
    }

    static std::string value_of(const std::string& field, const ContainerInstance& instance)
    {
        if (field.starts_with(kAttribute))
            return std::string(attribute_of(instance, std::string_view(field).substr(kAttribute.size())).value);
        return instance.id.hex();
    }

    const std::vector<PlacementStrategy>& strategies_;
    std::vector<std::unordered_map<std::string, std::int64_t>> counts_; // by strategy
    std::unordered_map<const Task*, Groups> groups_;
};

struct Candidate {
    std::size_t index = 0;
    int rank = 0;
    std::vector<std::int64_t> measures;
    TimePoint created_at;

    // Whether it goes later than the other.
    bool operator<(const Candidate& other) const
    {
        if (rank != other.rank)
            return rank > other.rank;
        if (measures != other.measures)
            return measures < other.measures;
        if (created_at != other.created_at)
            return created_at > other.created_at;
        return index > other.index;
    }
};

} // namespace

std::vector<std::size_t> choose_for_scale_in(
    const ServicePass& pass, const std::vector<std::size_t>& candidates, std::int64_t count)
{
    if (count >= static_cast<std::int64_t>(candidates.size()))
        return candidates;
    Spreads spreads(pass);
    std::vector<Candidate> all;
    for (const auto i : candidates) {
        const auto& view = pass.tasks[i];
        all.push_back({ i, first_rank(pass, view), spreads.measure(*view.task), view.task->created_at });
    }
    // Each task that goes makes those beside it less eager to go, never more: what comes up is measured again.
    std::priority_queue<Candidate> queue({}, std::move(all));
    std::vector<std::size_t> chosen;
    while (static_cast<std::int64_t>(chosen.size()) < count) {
        Candidate next = queue.top();
        queue.pop();
        auto measures = spreads.measure(*pass.tasks[next.index].task);
        if (measures != next.measures) {
            next.measures = std::move(measures);
            queue.push(std::move(next));
            continue;
        }
        spreads.remove(*pass.tasks[next.index].task);
        chosen.push_back(next.index);
    }
    return chosen;
}

void scale_in_among(
    ServicePass& pass, std::vector<std::size_t> candidates, std::int64_t count, std::int64_t most_healthy)
{
    std::uint64_t deployment = 0;
    std::erase_if(candidates, [&](std::size_t i) {
        const Task& task = *pass.tasks[i].task;
        if (!is_protected(task, pass.now))
            return false;
        deployment = task.spec->deployment;
        pass.wake_at(task.protected_until);
        return true;
    });
    if (candidates.empty() && deployment != 0) {
        if (may_say(pass.service, kProtected, pass.now))
            pass.tell(fmt::format("was unable to reach steady state because task set (ecs-svc/{}) was unable to scale "
                                  "in. Reason: The number of protected tasks are more than the desired count of tasks",
                          deployment),
                Severity::Warning);
        return;
    }
    for (const auto i : choose_for_scale_in(pass, candidates, count)) {
        auto& view = pass.tasks[i];
        if (view.healthy && most_healthy-- <= 0)
            continue;
        pass.scale_in(view);
    }
}

} // namespace quayside::scheduler
