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

// A record that has come, gone or another key now, in the sets by that key.
template <class Index, class T, class Key>
void move_in(Index& index, const Change<T>& change, Key T::*key)
{
    if (change.before && change.after && (*change.before).*key == (*change.after).*key)
        return;
    if (change.before) {
        const auto found = index.find((*change.before).*key);
        found->second.erase(change.before->id);
        if (found->second.empty())
            index.erase(found);
    }
    if (change.after)
        index[(*change.after).*key].insert(change.after->id);
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

State::State() = default;
State::State(State&&) noexcept = default;
State& State::operator=(State&&) noexcept = default;
State::~State() = default;

const State::OnInstance* State::find_on(const Id& instance) const
{
    const auto found = place_on_.find(instance);
    return found == place_on_.end() ? nullptr : &on_instances_[found->second];
}

State::OnInstance& State::on(const Id& instance)
{
    const auto [place, added] = place_on_.try_emplace(instance, static_cast<std::uint32_t>(on_instances_.size()));
    if (!added)
        return on_instances_[place->second];
    auto& made = on_instances_.emplace_back();
    made.instance = instance;
    made.place = place->second;
    return made;
}

void State::touch(OnInstance& on, TouchedBy by)
{
    if (on.touched == kNot)
        touched_.push_back(on.place);
    on.touched = std::max(on.touched, by);
}

const State::Ids& State::tasks_on(const Id& container_instance) const
{
    const auto* found = find_on(container_instance);
    return found ? found->tasks : kNoIds;
}

const State::ClusterIndex& State::index_of(const std::string& cluster) const
{
    static const ClusterIndex none;
    const auto found = clusters_.find(cluster);
    return found == clusters_.end() ? none : found->second;
}

const State::ServiceIndex& State::index_of(const Service::Key& service) const
{
    static const ServiceIndex none;
    const auto found = services_.find(service);
    return found == services_.end() ? none : found->second;
}

const State::Ids& State::tasks_in(const std::string& cluster) const
{
    return index_of(cluster).tasks;
}

const State::Ids& State::instances_in(const std::string& cluster) const
{
    return index_of(cluster).instances;
}

const State::Ids& State::instances_of(const Id& engine) const
{
    return look_up(instances_of_, engine);
}

const State::Ids& State::instances_named(const std::string& name) const
{
    return look_up(instances_named_, name);
}

const State::Ids& State::engines_named(const std::string& name) const
{
    return look_up(engines_named_, name);
}

std::size_t State::tasks_with(RowId spec) const
{
    const auto found = specs_.find(spec);
    return found == specs_.end() ? 0 : found->second.tasks;
}

const Usage& State::usage_of(const Id& container_instance) const
{
    static const Usage none;
    const auto* found = find_on(container_instance);
    return found ? found->usage : none;
}

TaskCounts State::counts_in(const std::string& cluster) const
{
    return index_of(cluster).counts;
}

const State::Names& State::services_in(const std::string& cluster) const
{
    return index_of(cluster).services;
}

const State::Names& State::daemons_in(const std::string& cluster) const
{
    return index_of(cluster).daemons;
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
    return found == counts_of_.end() ? TaskCounts() : *found->second;
}

const State::GroupCounts& State::group_in(const std::string& cluster, const std::string& group) const
{
    static const GroupCounts none;
    const auto& groups = index_of(cluster).groups;
    const auto found = groups.find(group);
    return found == groups.end() ? none : *found->second;
}

TaskSpecPtr State::spec_with_token(const std::string& client_token) const
{
    const auto found = tokens_.find(client_token);
    return found == tokens_.end() ? nullptr : task_specs().find(found->second);
}

// The entry of a task's spec, made for the first of its tasks. It stays in its place until another one is asked for.
State::SpecUse& State::use_of(const Task& task)
{
    auto& use = specs_[task.spec_row];
    if (use.group)
        return use;
    const TaskSpec& spec = *task.spec;
    if (spec.definition)
        use.reserved = reservation(spec);
    use.cluster = &clusters_[spec.cluster];
    auto& group = use.cluster->groups[spec.group];
    if (!group)
        group = std::make_shared<GroupCounts>();
    use.group = group;
    if (spec.service.empty())
        return use;
    use.service = &services_[{ spec.cluster, spec.service }];
    auto& deployment = counts_of_[spec.deployment];
    if (!deployment)
        deployment = std::make_shared<TaskCounts>();
    use.deployment = deployment;
    return use;
}

// Adds the task to the sums, or takes it away with `sign` -1.
void State::count(SpecUse& spec, OnInstance& there, const Task& task, int sign)
{
    spec.tasks += static_cast<std::size_t>(sign);
    if (task.last_status >= TaskStatus::Stopped)
        return;
    const auto one = static_cast<std::uint32_t>(sign);
    add_counts(spec.cluster->counts, task.last_status, one);
    if (spec.service) {
        add_counts(spec.service->counts, task.last_status, one);
        add_counts(*spec.deployment, task.last_status, one);
    }
    if (task.container_instance.is_null())
        return;
    add_counts(there.usage, task.last_status, one);
    add_resources(there.usage, spec.reserved, sign);
    if (((*spec.group)[task.container_instance] += one) == 0)
        spec.group->erase(task.container_instance);
    touch(there, kTasks);
}

void State::forget_spec(const Task& last)
{
    specs_.erase(last.spec_row);
    auto& groups = clusters_[last.spec->cluster].groups;
    if (const auto group = groups.find(last.spec->group); group != groups.end() && group->second.use_count() == 1)
        groups.erase(group);
    const auto counts = counts_of_.find(last.spec->deployment);
    if (counts != counts_of_.end() && counts->second.use_count() == 1)
        counts_of_.erase(counts);
}

void State::reindex_task(const Change<Task>& change)
{
    const Task* before = change.before.get();
    const Task* after = change.after.get();
    const bool moved = !before || !after || before->container_instance != after->container_instance;
    const bool open = is_open(change.after);
    const bool was_open = is_open(change.before);
    const bool counted = counts_the_same(change);
    if (!moved && open == was_open && counted)
        return;
    if (after) {
        auto& there = on(after->container_instance);
        if (moved)
            there.tasks.insert(after->id);
        auto& use = use_of(*after);
        if (!before || before->spec->cluster != after->spec->cluster)
            use.cluster->tasks.insert(after->id);
        if (use.service && open)
            use.service->open_tasks.insert(after->id);
        if (!counted)
            count(use, there, *after, +1);
    }
    if (before) {
        auto& there = on(before->container_instance);
        if (moved)
            there.tasks.erase(before->id);
        auto& use = use_of(*before);
        if (!after || before->spec->cluster != after->spec->cluster)
            use.cluster->tasks.erase(before->id);
        if (use.service && was_open && (!open || after->spec->service != before->spec->service))
            use.service->open_tasks.erase(before->id);
        if (!counted)
            count(use, there, *before, -1);
        if (use.tasks == 0)
            forget_spec(*before);
    }
}

void State::reindex_instance(const Change<ContainerInstance>& change)
{
    const bool stays = change.before && change.after && change.before->cluster == change.after->cluster;
    if (change.before && !stays)
        clusters_[change.before->cluster].instances.erase(change.before->id);
    if (change.after && !stays)
        clusters_[change.after->cluster].instances.insert(change.after->id);
    move_in(instances_of_, change, &ContainerInstance::engine);
    move_in(instances_named_, change, &ContainerInstance::name);
    touch(on(change.any().id), kRecord);
}

void State::reindex_service(const Change<Service>& change)
{
    const Service& any = change.any();
    auto& cluster = clusters_[any.cluster];
    auto& index = services_[any.key()];
    daemon_changes_ += index.daemon ? 1 : 0;
    index.daemon = change.after && any.scheduling_strategy == SchedulingStrategy::Daemon;
    daemon_changes_ += index.daemon ? 1 : 0;
    if (change.after)
        cluster.services.insert(any.name);
    else
        cluster.services.erase(any.name);
    if (index.daemon)
        cluster.daemons.insert(any.name);
    else
        cluster.daemons.erase(any.name);
}

template <class T>
void State::reindex(const Change<T>& change)
{
    if constexpr (std::is_same_v<T, Task>) {
        reindex_task(change);
    } else if constexpr (std::is_same_v<T, TaskSpec>) {
        // A spec that was made from this one has the same token.
        if (const auto token = change.before ? tokens_.find(change.before->client_token) : tokens_.end();
            token != tokens_.end() && token->second == change.before->row)
            tokens_.erase(token);
        if (change.after && !change.after->client_token.empty())
            tokens_[change.after->client_token] = change.after->row;
    } else if constexpr (std::is_same_v<T, Service>) {
        reindex_service(change);
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
        daemon_changes_ += index.daemon ? 1 : 0;
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
        reindex_instance(change);
    } else if constexpr (std::is_same_v<T, Engine>) {
        move_in(engines_named_, change, &Engine::name);
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
template void State::apply(const Change<AccountSetting>&);
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
