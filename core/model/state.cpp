#include "core/model/state.h"

#include <algorithm>
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

template <class Counts>
void add_counts(Counts& counts, TaskStatus status, std::uint32_t one)
{
    counts.tasks += one;
    counts.running += status == TaskStatus::Running ? one : 0;
    counts.pending += status < TaskStatus::Running ? one : 0;
}

void add_resources(Usage& usage, const Resources& reserved, int sign)
{
    usage.cpu += sign * reserved.cpu;
    usage.memory += sign * reserved.memory;
    usage.gpus += sign * reserved.gpus;
    for (const auto& port : reserved.ports) {
        const auto place = std::ranges::lower_bound(usage.ports, port);
        if (sign > 0)
            usage.ports.insert(place, port);
        else if (place != usage.ports.end() && *place == port)
            usage.ports.erase(place);
    }
}

bool is_open(const std::shared_ptr<const Task>& task)
{
    return task && !task->settled;
}

bool counts_the_same(const Change<Task>& change)
{
    return change.before && change.after && change.before->spec_row == change.after->spec_row
        && change.before->last_status == change.after->last_status
        && change.before->container_instance == change.after->container_instance;
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
    const auto found = specs_.find(spec);
    return found == specs_.end() ? 0 : found->second.tasks;
}

const Usage& State::usage_of(const Id& container_instance) const
{
    static const Usage none;
    const auto found = usage_of_.find(container_instance);
    return found == usage_of_.end() ? none : found->second;
}

TaskCounts State::counts_in(const std::string& cluster) const
{
    const auto found = counts_in_.find(cluster);
    return found == counts_in_.end() ? TaskCounts() : found->second;
}

const State::Names& State::services_in(const std::string& cluster) const
{
    static const Names none;
    const auto found = services_in_.find(cluster);
    return found == services_in_.end() ? none : found->second;
}

const State::ServiceIndex& State::index_of(const Service::Key& service) const
{
    static const ServiceIndex none;
    const auto found = services_.find(service);
    return found == services_.end() ? none : found->second;
}

const State::Ids& State::open_tasks_of(const Service::Key& service) const
{
    return index_of(service).open_tasks;
}

const State::Numbers& State::deployments_of(const Service::Key& service) const
{
    return index_of(service).deployments;
}

const State::Numbers& State::revisions_of(const Service::Key& service) const
{
    return index_of(service).revisions;
}

const State::Rows& State::events_of(const Service::Key& service) const
{
    return index_of(service).events;
}

TaskCounts State::counts_of(const Service::Key& service) const
{
    return index_of(service).counts;
}

TaskCounts State::counts_of(std::uint64_t deployment) const
{
    const auto found = counts_of_.find(deployment);
    return found == counts_of_.end() ? TaskCounts() : found->second;
}

const State::GroupCounts& State::group_in(const std::string& cluster, const std::string& group) const
{
    static const GroupCounts none;
    const auto groups = groups_in_.find(cluster);
    if (groups == groups_in_.end())
        return none;
    const auto found = groups->second.find(group);
    return found == groups->second.end() ? none : *found->second;
}

TaskSpecPtr State::spec_with_token(const std::string& client_token) const
{
    const auto found = tokens_.find(client_token);
    return found == tokens_.end() ? nullptr : task_specs().find(found->second);
}

// Adds the task to the sums, or takes it away with `sign` -1.
void State::count(const Task& task, int sign)
{
    auto& spec = specs_[task.spec_row];
    if (!spec.group) {
        if (task.spec->definition)
            spec.reserved = reservation(*task.spec);
        auto& group = groups_in_[task.spec->cluster][task.spec->group];
        if (!group)
            group = std::make_shared<GroupCounts>();
        spec.group = group;
    }
    spec.tasks += static_cast<std::size_t>(sign);
    if (task.last_status < TaskStatus::Stopped) {
        const auto one = static_cast<std::uint32_t>(sign);
        add_counts(counts_in_[task.spec->cluster], task.last_status, one);
        if (!task.spec->service.empty()) {
            add_counts(services_[{ task.spec->cluster, task.spec->service }].counts, task.last_status, one);
            auto& counts = counts_of_[task.spec->deployment];
            add_counts(counts, task.last_status, one);
            if (counts.tasks == 0)
                counts_of_.erase(task.spec->deployment);
        }
        if (!task.container_instance.is_null()) {
            auto& usage = usage_of_[task.container_instance];
            add_counts(usage, task.last_status, one);
            add_resources(usage, spec.reserved, sign);
            if (usage.tasks == 0)
                usage_of_.erase(task.container_instance);
            if (((*spec.group)[task.container_instance] += one) == 0)
                spec.group->erase(task.container_instance);
        }
    }
    if (spec.tasks == 0)
        forget_spec(task);
}

void State::forget_spec(const Task& last)
{
    specs_.erase(last.spec_row);
    auto& groups = groups_in_[last.spec->cluster];
    if (const auto group = groups.find(last.spec->group); group != groups.end() && group->second.use_count() == 1)
        groups.erase(group);
}

void State::reindex_service_task(const Change<Task>& change)
{
    const TaskSpec& spec = *change.any().spec;
    if (spec.service.empty() || is_open(change.before) == is_open(change.after))
        return;
    auto& open = services_[{ spec.cluster, spec.service }].open_tasks;
    if (is_open(change.after))
        open.insert(change.after->id);
    else
        open.erase(change.any().id);
}

template <class T>
void State::reindex(const Change<T>& change)
{
    if constexpr (std::is_same_v<T, Task>) {
        move_id(tasks_on_, change, [](const Task& task) { return task.container_instance; });
        move_id(tasks_in_, change, [](const Task& task) -> const std::string& { return task.spec->cluster; });
        reindex_service_task(change);
        if (counts_the_same(change))
            return;
        if (change.after)
            count(*change.after, +1);
        if (change.before)
            count(*change.before, -1);
    } else if constexpr (std::is_same_v<T, TaskSpec>) {
        // A spec that was made from this one has the same token.
        if (const auto token = change.before ? tokens_.find(change.before->client_token) : tokens_.end();
            token != tokens_.end() && token->second == change.before->row)
            tokens_.erase(token);
        if (change.after && !change.after->client_token.empty())
            tokens_[change.after->client_token] = change.after->row;
    } else if constexpr (std::is_same_v<T, Service>) {
        const auto& any = change.any();
        if (change.after)
            services_in_[any.cluster].insert(any.name);
        else
            services_in_[any.cluster].erase(any.name);
    } else if constexpr (std::is_same_v<T, Deployment> || std::is_same_v<T, ServiceRevision>) {
        const auto& any = change.any();
        auto& index = services_[{ any.cluster, any.service }];
        auto* numbers = &index.deployments;
        if constexpr (std::is_same_v<T, ServiceRevision>)
            numbers = &index.revisions;
        if (change.after)
            numbers->insert_or_assign(any.row, any.number);
        else
            numbers->erase(any.row);
    } else if constexpr (std::is_same_v<T, Event>) {
        const auto& any = change.any();
        if (any.kind != EventKind::Service)
            return;
        auto& events = services_[{ any.cluster, any.object }].events;
        if (change.after)
            events.insert(any.row);
        else
            events.erase(any.row);
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
template void State::apply(const Change<CapacityProvider>&);
template void State::apply(const Change<Alarm>&);
template void State::apply(const Change<ContainerInstance>&);
template void State::apply(const Change<TaskDefinition>&);
template void State::apply(const Change<ServiceRevision>&);
template void State::apply(const Change<Service>&);
template void State::apply(const Change<Deployment>&);
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
