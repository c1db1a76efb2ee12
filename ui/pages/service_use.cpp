#include "ui/pages/service_use.h"

#include "ui/pages/figures.h"
#include "ui/session/session.h"

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr std::size_t kMostTasks = 64; // of one service
constexpr std::size_t kMostWatched = 400;

std::vector<model::TaskPtr> running_tasks(const model::State& state, const model::Service::Key& service)
{
    std::vector<model::TaskPtr> tasks;
    if (state.counts_of(service).running > kMostTasks)
        return tasks;
    for (const Id& id : state.open_tasks_of(service))
        if (auto task = state.tasks().find(id); task && task->last_status == model::TaskStatus::Running)
            tasks.push_back(std::move(task));
    return tasks;
}

// Histories may be of different lengths: their newest values belong together.
void add_from_end(std::vector<float>& sum, const std::vector<float>& values)
{
    if (values.size() > sum.size())
        sum.insert(sum.begin(), values.size() - sum.size(), 0.0F);
    for (std::size_t i = 0; i < values.size(); ++i)
        sum[sum.size() - 1 - i] += values[values.size() - 1 - i];
}

} // namespace

ServiceUse::ServiceUse(Session& session, QObject* parent)
    : QObject(parent)
    , session_(session)
    , use_(session, LiveUse::Subject::Task)
{
    connect(&use_, &LiveUse::changed, this, &ServiceUse::announce);
}

void ServiceUse::want(const std::vector<model::Service::Key>& services)
{
    wanted_ = services;
    std::vector<Id> tasks;
    for (const auto& service : services)
        for (const auto& task : running_tasks(session_.state(), service))
            if (tasks.size() < kMostWatched)
                tasks.push_back(task->id);
    use_.want(tasks);
}

void ServiceUse::announce(const std::vector<Id>& tasks)
{
    std::vector<model::Service::Key> services;
    for (const Id& id : tasks) {
        const auto task = session_.state().tasks().find(id);
        if (!task || task->spec->service.empty())
            continue;
        const model::Service::Key key{ task->spec->cluster, task->spec->service };
        if (std::ranges::find(services, key) == services.end())
            services.push_back(key);
    }
    for (const auto& service : services)
        sums_.erase(service);
    emit changed(services);
}

const ServiceUse::Sum& ServiceUse::sum_of(const model::Service::Key& service) const
{
    const auto [found, is_new] = sums_.try_emplace(service);
    if (is_new)
        found->second = add_up(service);
    return found->second;
}

ServiceUse::Sum ServiceUse::add_up(const model::Service::Key& service) const
{
    Sum sum;
    for (const auto& task : running_tasks(session_.state(), service)) {
        const auto* recent = use_.find(task->id);
        if (!recent)
            continue; // it has just come to run: its first sample is on the way
        const auto limits = limits_of(*task->spec);
        sum.cpu += static_cast<double>(recent->last.cpu);
        sum.memory += static_cast<double>(recent->last.memory);
        sum.cpu_limit += static_cast<double>(limits.cpu);
        sum.memory_limit += static_cast<double>(limits.memory);
        add_from_end(sum.cpu_history, recent->cpu);
        add_from_end(sum.memory_history, recent->memory);
        ++sum.tasks;
    }
    return sum;
}

} // namespace quayside::ui
