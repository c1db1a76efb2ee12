#include "core/model/state.h"

#include <type_traits>

namespace quayside::model {

namespace {

const State::Ids kNoIds;

template <class Index, class Key>
const State::Ids& look_up(const Index& index, const Key& key)
{
    const auto found = index.find(key);
    return found == index.end() ? kNoIds : found->second;
}

template <class Index, class Key>
void remove_id(Index& index, const Key& key, const Id& id)
{
    const auto found = index.find(key);
    if (found == index.end())
        return;
    found->second.erase(id);
    if (found->second.empty())
        index.erase(found);
}

// Moves an id from the entry of the value before to that of the value after, if they differ.
template <class Index, class T, class KeyOf>
void move_id(Index& index, const Change<T>& change, KeyOf key_of)
{
    if (change.before && change.after && key_of(*change.before) == key_of(*change.after))
        return;
    if (change.before)
        remove_id(index, key_of(*change.before), change.before->id);
    if (change.after)
        index[key_of(*change.after)].insert(change.after->id);
}

} // namespace

const State::Ids& State::tasks_on(const Id& container_instance) const
{
    return look_up(tasks_on_, container_instance);
}

const State::Ids& State::tasks_in(const std::string& cluster) const
{
    return look_up(tasks_in_, cluster);
}

const State::Ids& State::instances_in(const std::string& cluster) const
{
    return look_up(instances_in_, cluster);
}

const State::Ids& State::instances_of(const Id& engine) const
{
    return look_up(instances_of_, engine);
}

std::size_t State::tasks_with(RowId spec) const
{
    const auto found = tasks_with_.find(spec);
    return found == tasks_with_.end() ? 0 : found->second;
}

template <class T>
void State::reindex(const Change<T>& change)
{
    if constexpr (std::is_same_v<T, Task>) {
        move_id(tasks_on_, change, [](const Task& task) { return task.container_instance; });
        move_id(tasks_in_, change, [](const Task& task) -> const std::string& { return task.spec->cluster; });
        if (change.after)
            ++tasks_with_[change.after->spec_row];
        if (change.before && --tasks_with_[change.before->spec_row] == 0)
            tasks_with_.erase(change.before->spec_row);
    } else if constexpr (std::is_same_v<T, ContainerInstance>) {
        move_id(instances_in_, change, [](const ContainerInstance& i) -> const std::string& { return i.cluster; });
        move_id(instances_of_, change, [](const ContainerInstance& i) { return i.engine; });
    } else if constexpr (std::is_same_v<T, TaskDefinition>) {
        const auto& any = change.any();
        if (change.after) {
            families_[any.family][any.revision] = change.after;
        } else if (auto& revisions = families_[any.family]; revisions.erase(any.revision) && revisions.empty()) {
            families_.erase(any.family);
        }
    }
}

template <class T>
void State::apply(const Change<T>& change)
{
    auto& table = std::get<Table<T>>(tables_);
    reindex(change);
    if (change.after)
        table.put(change.after);
    else
        table.erase(change.before->key());
}

void State::apply(const ChangeSet& changes)
{
    if (changes.full)
        *this = State();
    for_each_kind(changes, [this]<class T>(const Changes<T>& kind) {
        if (kind.size() > std::get<Table<T>>(tables_).size())
            std::get<Table<T>>(tables_).reserve(kind.size());
        for (const auto& change : kind)
            apply(change);
    });
}

template void State::apply(const Change<Cluster>&);
template void State::apply(const Change<Engine>&);
template void State::apply(const Change<ContainerInstance>&);
template void State::apply(const Change<TaskDefinition>&);
template void State::apply(const Change<TaskSpec>&);
template void State::apply(const Change<Task>&);
template void State::apply(const Change<Event>&);

ChangeSet State::everything() const
{
    ChangeSet all;
    all.full = true;
    for_each_kind(all, [this]<class T>(Changes<T>& kind) {
        kind.reserve(of<T>().size());
        for (const auto& [key, value] : of<T>())
            kind.push_back({ nullptr, value });
    });
    return all;
}

} // namespace quayside::model
