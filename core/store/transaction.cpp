#include "core/store/transaction.h"

#include <algorithm>
#include <cassert>
#include <ranges>
#include <set>
#include <type_traits>

namespace quayside::store {

namespace {

using namespace model;

// Sets the pointers that are not stored.
template <class T>
void resolve(T& value, const State& state)
{
    if constexpr (std::is_same_v<T, Task>) {
        if (value.spec_row == 0 && value.spec)
            value.spec_row = value.spec->row;
        value.spec = state.task_specs().find(value.spec_row);
        assert(value.spec && "a task's spec is put before the task");
    } else if constexpr (std::is_same_v<T, Deployment>) {
        value.revision = state.service_revisions().find(value.revision_number);
        assert(value.revision && "a deployment's revision is put before the deployment");
    } else if constexpr (std::is_same_v<T, TaskSpec> || std::is_same_v<T, ServiceRevision>) {
        value.definition = state.task_definitions().find(value.definition_key);
        assert(value.definition && "a spec or revision names a registered task definition");
    }
}

[[maybe_unused]] bool is_named(const State& state, const TaskDefinition& definition)
{
    const auto names = [&](const auto& entry) { return entry.second->definition_key == definition.key(); };
    return std::ranges::any_of(state.task_specs(), names) || std::ranges::any_of(state.service_revisions(), names);
}

} // namespace

Transaction::Transaction(State& state, RowId& last_row)
    : state_(state)
    , last_row_(last_row)
{
}

template <class T>
RowId Transaction::put(T value)
{
    std::shared_ptr<const T> existing;
    if constexpr (!std::is_same_v<T, TaskSpec>)
        existing = state_.of<T>().find(value.key());
    value.row = existing ? existing->row : ++last_row_;
    resolve(value, state_);
    const RowId row = value.row;
    if (existing && *existing == value)
        return row;
    change(Change<T>{ std::move(existing), std::make_shared<const T>(std::move(value)) });
    return row;
}

template <class T>
void Transaction::erase(const typename T::Key& key)
{
    auto existing = state_.of<T>().find(key);
    if (!existing)
        return;
    if constexpr (std::is_same_v<T, TaskDefinition>)
        assert(!is_named(state_, *existing));
    change(Change<T>{ std::move(existing), nullptr });
}

template <class T>
void Transaction::change(Change<T> change)
{
    state_.apply(change);
    log_.of<T>().push_back(std::move(change));
}

// Specs whose last task has gone, and those that were made and never used.
void Transaction::erase_unused_specs()
{
    std::set<RowId> candidates;
    for (const auto& spec : log_.of<TaskSpec>())
        candidates.insert(spec.any().row);
    for (const auto& task : log_.of<Task>())
        if (task.before && (!task.after || task.after->spec_row != task.before->spec_row))
            candidates.insert(task.before->spec_row);
    for (const RowId spec : candidates)
        if (state_.tasks_with(spec) == 0)
            erase<TaskSpec>(spec);
}

void Transaction::undo()
{
    for_each_kind(log_, [this](auto& changes) {
        for (auto& change : std::views::reverse(changes)) {
            std::swap(change.before, change.after);
            state_.apply(change);
        }
        changes.clear();
    });
}

template RowId Transaction::put(Cluster);
template RowId Transaction::put(Engine);
template RowId Transaction::put(CapacityProvider);
template RowId Transaction::put(Alarm);
template RowId Transaction::put(AccountSetting);
template RowId Transaction::put(ContainerInstance);
template RowId Transaction::put(TaskDefinition);
template RowId Transaction::put(ServiceRevision);
template RowId Transaction::put(Service);
template RowId Transaction::put(Deployment);
template RowId Transaction::put(TaskSpec);
template RowId Transaction::put(Task);
template RowId Transaction::put(Event);

template void Transaction::erase<Cluster>(const Cluster::Key&);
template void Transaction::erase<Engine>(const Engine::Key&);
template void Transaction::erase<CapacityProvider>(const CapacityProvider::Key&);
template void Transaction::erase<Alarm>(const Alarm::Key&);
template void Transaction::erase<AccountSetting>(const AccountSetting::Key&);
template void Transaction::erase<ContainerInstance>(const ContainerInstance::Key&);
template void Transaction::erase<TaskDefinition>(const TaskDefinition::Key&);
template void Transaction::erase<ServiceRevision>(const ServiceRevision::Key&);
template void Transaction::erase<Service>(const Service::Key&);
template void Transaction::erase<Deployment>(const Deployment::Key&);
template void Transaction::erase<TaskSpec>(const TaskSpec::Key&);
template void Transaction::erase<Task>(const Task::Key&);
template void Transaction::erase<Event>(const Event::Key&);

} // namespace quayside::store
