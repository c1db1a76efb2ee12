#include "core/scheduler/plan_capacity.h"

#include "core/scheduler/pack_tasks.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace quayside::scheduler {

namespace {

using model::CapacityProvider;
using model::ContainerInstance;
using model::ContainerInstanceStatus;
using model::State;
using model::Task;

using InstancePtr = std::shared_ptr<const ContainerInstance>;

bool is_of_daemon(const State& state, const Task& task)
{
    const auto service = state.services().find({ task.spec->cluster, task.spec->service });
    return service && service->scheduling_strategy == model::SchedulingStrategy::Daemon;
}

// Whether anything but daemons is on it: those are on every instance, so they need none.
bool is_busy(const State& state, const ContainerInstance& instance)
{
    return std::ranges::any_of(state.tasks_on(instance.id), [&](const Id& id) {
        const auto task = state.tasks().find(id);
        return task->last_status < model::TaskStatus::Stopped && !is_of_daemon(state, *task);
    });
}

// Pools are small: they are found by a look at the clusters that have the provider.
std::vector<InstancePtr> instances_of(const State& state, const CapacityProvider& provider)
{
    std::vector<InstancePtr> instances;
    for (const auto& [name, cluster] : state.clusters())
        for (const auto& id : state.instances_in(name)) {
            auto instance = state.container_instances().find(id);
            if (instance->capacity_provider == provider.name && instance->status != ContainerInstanceStatus::Inactive)
                instances.push_back(std::move(instance));
        }
    std::ranges::sort(
        instances, {}, [](const InstancePtr& instance) { return std::pair(instance->registered_at, instance->id); });
    return instances;
}

bool waits(const Task& task)
{
    return task.last_status < model::TaskStatus::Stopped && task.desired_status == model::DesiredStatus::Running;
}

std::vector<WaitingGroup> waiting_for(const State& state, const CapacityProvider& provider)
{
    std::map<RowId, WaitingGroup> groups;
    for (const auto& id : state.tasks_on(Id()))
        if (const auto task = state.tasks().find(id); waits(*task) && task->spec->capacity_provider == provider.name) {
            auto& group = groups[task->spec_row];
            group.spec = task->spec;
            ++group.count;
        }
    std::vector<WaitingGroup> list;
    for (auto& [row, group] : groups)
        list.push_back(std::move(group));
    return list;
}

std::int64_t number_in(const Json& json, const char* member)
{
    const auto found = json.find(member);
    return found != json.end() && found->is_number() ? found->get<std::int64_t>() : 0;
}

struct Pool {
    std::vector<InstancePtr> kept; // oldest first
    std::vector<InstancePtr> let_go;
};

Pool pool_of(const State& state, const CapacityProvider& provider)
{
    Pool pool;
    for (auto& instance : instances_of(state, provider))
        (instance->terminating ? pool.let_go : pool.kept).push_back(std::move(instance));
    return pool;
}

CapacityReading read(const State& state, const CapacityProvider& provider, const Pool& pool)
{
    CapacityReading reading;
    reading.instances = static_cast<std::int64_t>(pool.kept.size());
    for (const auto& instance : pool.kept)
        reading.needed += is_busy(state, *instance) ? 1 : 0;
    const auto groups = waiting_for(state, provider);
    for (const auto& group : groups)
        reading.waiting += group.count;
    if (reading.waiting == 0)
        return reading;
    const auto size = instance_size(state, provider);
    // Of a pool of which nothing is known, one instance shows how large they are.
    Packing packing{ 1, 0 };
    if (size != model::Resources())
        packing = pack_tasks(groups, size);
    reading.too_large = packing.too_large;
    if (packing.instances > 0)
        reading.needed += std::max(
            provider.minimum_scaling_step_size, std::min(provider.maximum_scaling_step_size, packing.instances));
    return reading;
}

// What the pool should have: by need where scaling is managed, always within its bounds.
std::int64_t wanted(const CapacityProvider& provider, const CapacityReading& reading)
{
    if (provider.status != model::CapacityProviderStatus::Active)
        return 0;
    const auto most = std::max(provider.minimum_size, provider.maximum_size);
    const auto by_need
        = provider.managed_scaling ? wanted_instances(reading.needed, provider.target_capacity) : reading.instances;
    return std::clamp(by_need, provider.minimum_size, most);
}

// The emptiest first, of those the newest.
std::vector<InstancePtr> in_order_of_leaving(const State& state, const Pool& pool)
{
    auto order = pool.kept;
    std::ranges::reverse(order);
    std::ranges::stable_sort(order, {}, [&state](const InstancePtr& instance) {
        return is_busy(state, *instance) ? state.usage_of(instance->id).tasks : 0U;
    });
    return order;
}

void choose_leaving(
    const State& state, const CapacityProvider& provider, const Pool& pool, std::int64_t count, CapacityPlan& plan)
{
    for (const auto& instance : in_order_of_leaving(state, pool)) {
        if (static_cast<std::int64_t>(plan.let_go.size()) == count)
            return;
        if (provider.managed_termination_protection && is_busy(state, *instance))
            return; // those that follow are busy too
        plan.let_go.push_back(instance->id);
    }
}

// Instances beyond the bounds go at once; those that are merely not needed after a while, half of the pool at a time.
// While a new instance warms up, nothing is said of the surplus.
void plan_leaving(const State& state, const CapacityProvider& provider, const Pool& pool, std::int64_t target,
    TimePoint now, CapacityPlan& plan)
{
    const auto count = static_cast<std::int64_t>(pool.kept.size());
    const auto most = provider.status == model::CapacityProviderStatus::Active ? provider.maximum_size : 0;
    if (count > most)
        return choose_leaving(state, provider, pool, count - most, plan);
    if (count <= target)
        return;
    TimePoint warm = now;
    for (const auto& instance : pool.kept)
        warm = std::max(warm, instance->registered_at + std::chrono::seconds(provider.instance_warmup_period));
    if (warm > now) {
        plan.wake = warm;
        return;
    }
    plan.surplus_since = provider.surplus_since == kNever ? now : provider.surplus_since;
    if (plan.surplus_since + kSurplusWait > now) {
        plan.wake = plan.surplus_since + kSurplusWait;
        return;
    }
    choose_leaving(state, provider, pool, std::min(count - target, std::max<std::int64_t>(count / 2, 1)), plan);
    plan.surplus_since = now;
    plan.wake = now + kSurplusWait;
}

} // namespace

double capacity_reservation(std::int64_t needed, std::int64_t instances)
{
    if (instances == 0)
        return needed == 0 ? 100 : 200;
    return static_cast<double>(needed) * 100 / static_cast<double>(instances);
}

std::int64_t wanted_instances(std::int64_t needed, std::int64_t target)
{
    return (needed * 100 + target - 1) / target;
}

model::Resources instance_size(const State& state, const CapacityProvider& provider)
{
    model::Resources size;
    size.cpu = number_in(provider.instance_template, "cpu");
    size.memory = number_in(provider.instance_template, "memory");
    size.gpus = number_in(provider.instance_template, "gpus");
    if (size.cpu > 0)
        return size;
    for (const auto& instance : instances_of(state, provider)) {
        size.cpu = std::max(size.cpu, instance->registered.cpu);
        size.memory = std::max(size.memory, instance->registered.memory);
        size.gpus = std::max(size.gpus, instance->registered.gpus);
    }
    return size;
}

CapacityReading read_capacity(const State& state, const CapacityProvider& provider)
{
    return read(state, provider, pool_of(state, provider));
}

CapacityPlan plan_capacity(const State& state, const CapacityProvider& provider, TimePoint now)
{
    CapacityPlan plan;
    const auto pool = pool_of(state, provider);
    plan.reading = read(state, provider, pool);
    for (const auto& instance : pool.let_go)
        if (state.usage_of(instance->id).tasks == 0)
            plan.remove.push_back(instance->id);
    // Without a template the instances are somebody else's: their number is published, and nothing else.
    if (provider.instance_template.empty())
        return plan;
    const auto target = wanted(provider, plan.reading);
    if (target > plan.reading.instances)
        plan.add = target - plan.reading.instances;
    else
        plan_leaving(state, provider, pool, target, now, plan);
    return plan;
}

WaitingPlan plan_waiting(const State& state, TimePoint now)
{
    WaitingPlan plan;
    std::vector<model::TaskPtr> tasks;
    for (const auto& id : state.tasks_on(Id()))
        if (auto task = state.tasks().find(id); task->last_status < model::TaskStatus::Stopped)
            tasks.push_back(std::move(task));
    std::ranges::sort(tasks, {}, [](const model::TaskPtr& task) { return std::pair(task->created_at, task->id); });
    for (const auto& task : tasks) {
        if (!waits(*task)) {
            plan.ended.push_back(task->id);
        } else if (task->created_at + kLongestWait <= now) {
            plan.given_up.push_back(task->id);
        } else {
            plan.waiting.push_back(task->id);
            if (plan.wake == kNever)
                plan.wake = task->created_at + kLongestWait;
        }
    }
    return plan;
}

std::int64_t waiting_room(const State& state, const std::string& cluster)
{
    std::int64_t count = 0;
    for (const auto& id : state.tasks_on(Id()))
        if (const auto task = state.tasks().find(id); waits(*task) && task->spec->cluster == cluster)
            ++count;
    return std::max<std::int64_t>(kMostWaiting - count, 0);
}

} // namespace quayside::scheduler
