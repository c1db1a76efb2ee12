#include "core/scheduler/scale_in.h"

#include "core/scheduler/attributes.h"
#include "core/scheduler/provider_shares.h"
#include "core/scheduler/service_said.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <queue>
#include <unordered_map>
#include <utility>

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

// The candidates of a deployment on an item of its capacity provider strategy, in the order in which they go. Each task
// that goes makes those beside it less eager to go, never more: what comes up is measured again.
using Queue = std::priority_queue<Candidate>;
using Queues = std::map<std::pair<std::size_t, std::size_t>, Queue>;

void measure_first(const ServicePass& pass, const Spreads& spreads, Queue& queue)
{
    for (;;) {
        auto measures = spreads.measure(*pass.tasks[queue.top().index].task);
        if (measures == queue.top().measures)
            return;
        Candidate changed = queue.top();
        queue.pop();
        changed.measures = std::move(measures);
        queue.push(std::move(changed));
    }
}

// The queue that gives up the next task.
Queues::iterator next_queue(Queues& queues, const ProviderShares& shares)
{
    const auto best = std::max_element(queues.begin(), queues.end(),
        [](const auto& one, const auto& other) { return one.second.top() < other.second.top(); });
    const auto [deployment, item] = best->first;
    std::vector<std::int64_t> removable(shares.items(deployment));
    if (item >= removable.size())
        return best;
    for (const auto& [key, queue] : queues)
        if (key.first == deployment && key.second < removable.size() && queue.top().rank == best->second.top().rank)
            removable[key.second] = 1;
    return queues.find({ deployment, shares.next_to_go(deployment, removable).value_or(item) });
}

} // namespace

std::vector<std::size_t> choose_for_scale_in(
    const ServicePass& pass, const std::vector<std::size_t>& candidates, std::int64_t count)
{
    if (count >= static_cast<std::int64_t>(candidates.size()))
        return candidates;
    Spreads spreads(pass);
    ProviderShares shares(pass);
    Queues queues;
    for (const auto i : candidates) {
        const auto& view = pass.tasks[i];
        queues[{ view.deployment, shares.item_of(view) }].push(
            { i, first_rank(pass, view), spreads.measure(*view.task), view.task->created_at });
    }
    std::vector<std::size_t> chosen;
    while (static_cast<std::int64_t>(chosen.size()) < count) {
        for (auto& [key, queue] : queues)
            measure_first(pass, spreads, queue);
        const auto next = next_queue(queues, shares);
        const auto& [deployment, item] = next->first;
        chosen.push_back(next->second.top().index);
        spreads.remove(*pass.tasks[chosen.back()].task);
        shares.remove(deployment, item);
        next->second.pop();
        if (next->second.empty())
            queues.erase(next);
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
