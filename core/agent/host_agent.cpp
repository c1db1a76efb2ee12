#include "core/agent/host_agent.h"

#include "core/agent/container_config.h"
#include "core/agent/engine_line.h"
#include "core/agent/host_tasks.h"
#include "core/agent/orphans.h"

#include <algorithm>

namespace quayside::agent {

namespace {

std::uint64_t seed_of(const Id& engine)
{
    return std::hash<Id>()(engine);
}

std::optional<Id> task_id(const docker::Labels& labels)
{
    const auto label = labels.find(docker::kTaskLabel);
    return label == labels.end() ? std::nullopt : Id::parse(label->second);
}

} // namespace

class HostAgent::Impl final : EngineLine::Listener {
public:
    Impl(Loop& loop, docker::Engine& engine, Id engine_id, AgentSettings settings, Reporter& reporter)
        : engine_id_(engine_id)
        , settings_(std::move(settings))
        , reporter_(reporter)
        , random_(seed_of(engine_id))
        , tasks_(
              loop, engine, engine_id_, settings_, random_,
              [this](std::vector<ContainerReport> reports) { reporter_.report(engine_id_, std::move(reports)); },
              [this](const std::string& id) { return is_claimed(id); },
              [this](const std::string& problem) { relay_told(problem); })
        , orphans_(engine, settings_, [this](const docker::ContainerState& state) { return belongs(state); })
        , line_(loop, engine, settings_, random_, *this)
    {
    }

    void apply(const model::ChangeSet& changes, const model::State& state);
    bool connected() const { return line_.connected(); }
    Subscription watch(const ContainerKey& key, Pace pace, Function<void(docker::Stats)> reading)
    {
        return tasks_.watch(key, pace, std::move(reading));
    }

private:
    void on_connected(const docker::EngineInfo& info) override;
    void on_disconnected(const std::string& problem) override;
    void on_list(const std::vector<docker::ContainerSummary>& rows) override;
    void on_event(const docker::Event& event) override { tasks_.on_event(event); }

    void relay_told(const std::string& problem);
    void start_over();
    void forget_gone_tasks();
    void note_instance(const model::Change<model::ContainerInstance>& change);
    void note_task(const model::Change<model::Task>& change);
    void put(const model::TaskPtr& task, bool fresh);
    model::TaskPtr task_of(const docker::Labels& labels) const;
    bool is_kept(const docker::Labels& labels) const;
    bool belongs(const docker::ContainerState& container) const;
    bool is_claimed(const std::string& pause) const;
    bool is_of_another_engine(const docker::Labels& labels) const;
    bool is_spare(const docker::Labels& labels, const std::string& name) const;
    void sort_relays(const std::vector<docker::ContainerSummary>& rows);
    void sort_pool(const std::vector<docker::ContainerSummary>& rows);
    void note_clusters();
    void adopt_tasks_without_instance(const std::vector<docker::ContainerSummary>& rows);

    Id engine_id_;
    AgentSettings settings_;
    Reporter& reporter_;
    Random random_;
    const model::State* state_ = nullptr;
    std::unordered_map<Id, PortRange> instances_;
    EngineReport known_;
    HostTasks tasks_;
    Orphans orphans_;
    EngineLine line_;
    bool swept_ = false; // the engine's volumes, since the connection was made
};

void HostAgent::Impl::apply(const model::ChangeSet& changes, const model::State& state)
{
    const bool first = std::exchange(state_, &state) == nullptr;
    if (const auto record = state.engines().find(engine_id_); first && record)
        line_.set_identity(record->docker_id);
    if (first || changes.full) {
        start_over();
        line_.request_list();
        return;
    }
    for (const auto& change : changes.of<model::ContainerInstance>())
        note_instance(change);
    if (!changes.of<model::ContainerInstance>().empty())
        note_clusters();
    for (const auto& change : changes.of<model::Task>())
        note_task(change);
}

void HostAgent::Impl::start_over()
{
    instances_.clear();
    tasks_.report_anew();
    for (const Id& id : state_->instances_of(engine_id_)) {
        note_instance({ nullptr, state_->container_instances().find(id) });
        for (const Id& task : state_->tasks_on(id))
            put(state_->tasks().find(task), false);
    }
    forget_gone_tasks();
    note_clusters();
}

// That a task without an instance was removed is told to no agent: whose it was, nobody can say then.
void HostAgent::Impl::forget_gone_tasks()
{
    for (const Id& id : tasks_.ids())
        if (!state_->tasks().find(id))
            tasks_.set_gone(id);
}

void HostAgent::Impl::note_instance(const model::Change<model::ContainerInstance>& change)
{
    if (change.any().engine != engine_id_)
        return;
    if (change.after)
        instances_[change.after->id] = { change.after->first_dynamic_port, change.after->last_dynamic_port };
    else
        instances_.erase(change.before->id);
}

void HostAgent::Impl::note_task(const model::Change<model::Task>& change)
{
    const model::Task& any = change.any();
    if (!instances_.contains(any.container_instance) && !tasks_.contains(any.id))
        return;
    if (change.after)
        put(change.after, !change.before || change.before->container_instance.is_null());
    else
        tasks_.set_gone(any.id);
}

void HostAgent::Impl::put(const model::TaskPtr& task, bool fresh)
{
    const auto range = instances_.find(task->container_instance);
    tasks_.put(task, range == instances_.end() ? PortRange() : range->second, fresh);
}

void HostAgent::Impl::on_connected(const docker::EngineInfo& info)
{
    tasks_.set_engine(info);
    tasks_.set_connected(true);
    swept_ = false;
    known_.connected = true;
    known_.problem.clear();
    known_.info = info;
    reporter_.report(engine_id_, known_);
}

void HostAgent::Impl::on_disconnected(const std::string& problem)
{
    tasks_.set_connected(false);
    known_.connected = false;
    known_.problem = problem;
    reporter_.report(engine_id_, known_);
}

void HostAgent::Impl::relay_told(const std::string& problem)
{
    auto news = known_;
    news.no_task_endpoint = problem;
    reporter_.report(engine_id_, news);
}

model::TaskPtr HostAgent::Impl::task_of(const docker::Labels& labels) const
{
    const auto id = task_id(labels);
    return id ? state_->tasks().find(*id) : nullptr;
}

bool HostAgent::Impl::is_kept(const docker::Labels& labels) const
{
    const auto id = task_id(labels);
    return id && tasks_.contains(*id);
}

// A task of another engine's instance is the business of that engine's agent: one engine can be registered twice.
bool HostAgent::Impl::belongs(const docker::ContainerState& container) const
{
    if (is_of_a_relay(container.labels, settings_.installation))
        return is_of_another_engine(container.labels) || tasks_.relay().is_its(container.name);
    if (is_of_a_pool(container.labels, settings_.installation))
        return is_of_another_engine(container.labels) || is_spare(container.labels, container.name)
            || tasks_.has_container(container.id) || is_claimed(container.id);
    const auto task = task_of(container.labels);
    return task && !tasks_.contains(task->id);
}

bool HostAgent::Impl::is_claimed(const std::string& pause) const
{
    return std::ranges::any_of(state_->tasks(), [&pause](const auto& entry) {
        const auto& interfaces = entry.second->network_interfaces;
        return std::ranges::find(interfaces, pause, &model::NetworkInterface::pause_id) != interfaces.end();
    });
}

bool HostAgent::Impl::is_of_another_engine(const docker::Labels& labels) const
{
    const auto id = Id::parse(label_of(labels, kEngineLabel));
    return id && *id != engine_id_ && state_->engines().find(*id);
}

bool HostAgent::Impl::is_spare(const docker::Labels& labels, const std::string& name) const
{
    return is_spare_name(name) && label_of(labels, kEngineLabel) == engine_id_.hex();
}

// Of pools, and of no task that is here: those that nobody has joined stand ready again.
void HostAgent::Impl::sort_pool(const std::vector<docker::ContainerSummary>& rows)
{
    std::vector<docker::ContainerSummary> spares;
    for (const auto& row : rows)
        if (is_of_another_engine(row.labels))
            continue;
        else if (is_spare(row.labels, row.name))
            spares.push_back(row);
        else
            orphans_.remove(row.id);
    tasks_.pool().on_list(spares);
}

void HostAgent::Impl::sort_relays(const std::vector<docker::ContainerSummary>& rows)
{
    std::vector<docker::ContainerSummary> relays;
    std::ranges::copy_if(rows, std::back_inserter(relays), [this](const auto& row) {
        return is_of_a_relay(row.labels, settings_.installation) && !is_of_another_engine(row.labels);
    });
    for (const auto& row : tasks_.relay().on_list(relays))
        orphans_.remove(row.id);
}

// Those whose tasks may come here.
void HostAgent::Impl::note_clusters()
{
    std::set<std::string> clusters;
    for (const auto& [id, ports] : instances_) {
        const auto instance = state_->container_instances().find(id);
        const auto cluster = instance ? state_->clusters().find(instance->cluster) : nullptr;
        if (instance && instance->status == model::ContainerInstanceStatus::Active
            && !(cluster && cluster->status == model::ClusterStatus::Inactive))
            clusters.insert(instance->cluster);
    }
    tasks_.pool().set_clusters(std::move(clusters));
}

// The record of an instance can be gone while its tasks are still kept: then their containers are ours to end.
void HostAgent::Impl::adopt_tasks_without_instance(const std::vector<docker::ContainerSummary>& rows)
{
    for (const auto& row : rows)
        if (const auto task = task_of(row.labels);
            task && !tasks_.contains(task->id) && !state_->container_instances().find(task->container_instance))
            put(task, false);
}

void HostAgent::Impl::on_list(const std::vector<docker::ContainerSummary>& rows)
{
    if (!state_)
        return;
    forget_gone_tasks();
    adopt_tasks_without_instance(rows);
    note_clusters();
    std::vector<docker::ContainerSummary> of_pools;
    for (auto& row : tasks_.on_list(rows))
        if (is_of_a_pool(row.labels, settings_.installation))
            of_pools.push_back(std::move(row));
        else
            orphans_.remove(row.id);
    sort_pool(of_pools);
    sort_relays(rows);
    for (const auto& row : rows)
        if (is_of_a_task(row.labels) && !task_of(row.labels) && !is_kept(row.labels))
            orphans_.remove(row.id);
    for (const auto& [name, cluster] : state_->clusters())
        if (cluster->status == model::ClusterStatus::Inactive)
            tasks_.remove_network(name);
    if (!std::exchange(swept_, true))
        tasks_.sweep_volumes(*state_);
}

HostAgent::HostAgent(Loop& loop, docker::Engine& engine, Id engine_id, AgentSettings settings, Reporter& reporter)
    : impl_(std::make_unique<Impl>(loop, engine, engine_id, std::move(settings), reporter))
{
}

HostAgent::~HostAgent() = default;

void HostAgent::apply(const model::ChangeSet& changes, const model::State& state)
{
    impl_->apply(changes, state);
}

bool HostAgent::connected() const
{
    return impl_->connected();
}

Subscription HostAgent::watch(const Id& task, std::size_t index, Pace pace, Function<void(docker::Stats)> reading)
{
    return impl_->watch({ task, index }, pace, std::move(reading));
}

} // namespace quayside::agent
