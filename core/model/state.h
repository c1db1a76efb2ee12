#pragma once

#include "core/model/change_set.h"
#include "core/model/flat_map.h"
#include "core/model/id_set.h"
#include "core/model/table.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace quayside::model {

// What tasks that have not stopped take from a container instance, and how many there are.
struct Usage {
    std::int64_t cpu = 0; // CPU units
    std::int64_t memory = 0; // MiB
    std::vector<Port> ports; // static host ports, sorted; one that two tasks hold stands there twice
    std::int64_t gpus = 0;
    std::uint32_t running = 0;
    std::uint32_t pending = 0; // PROVISIONING, PENDING, ACTIVATING
    std::uint32_t tasks = 0; // all that have not stopped

    bool operator==(const Usage&) const = default;
};

struct TaskCounts {
    std::uint32_t running = 0;
    std::uint32_t pending = 0;
    std::uint32_t tasks = 0; // all that have not stopped

    bool operator==(const TaskCounts&) const = default;
};

// All records, with the indexes that the control plane asks for. The core has one; the window keeps a replica that
// shares the values. Used on one thread.
class State {
public:
    State();
    State(State&&) noexcept;
    State& operator=(State&&) noexcept;
    ~State();

    template <class T>
    const Table<T>& of() const
    {
        return std::get<Table<T>>(tables_);
    }
    const Table<Cluster>& clusters() const { return of<Cluster>(); }
    const Table<Engine>& engines() const { return of<Engine>(); }
    const Table<CapacityProvider>& capacity_providers() const { return of<CapacityProvider>(); }
    const Table<Alarm>& alarms() const { return of<Alarm>(); }
    const Table<AccountSetting>& account_settings() const { return of<AccountSetting>(); }
    const Table<ContainerInstance>& container_instances() const { return of<ContainerInstance>(); }
    const Table<TaskDefinition>& task_definitions() const { return of<TaskDefinition>(); }
    const Table<ServiceRevision>& service_revisions() const { return of<ServiceRevision>(); }
    const Table<Service>& services() const { return of<Service>(); }
    const Table<Deployment>& deployments() const { return of<Deployment>(); }
    const Table<TaskSpec>& task_specs() const { return of<TaskSpec>(); }
    const Table<Task>& tasks() const { return of<Task>(); }
    const Table<Event>& events() const { return of<Event>(); }

    using Ids = IdSet; // ordered, so that lists and pages are stable
    const Ids& tasks_on(const Id& container_instance) const;
    const Ids& tasks_in(const std::string& cluster) const;
    const Ids& instances_in(const std::string& cluster) const;
    const Ids& instances_of(const Id& engine) const;
    const Ids& instances_named(const std::string& name) const;
    const Ids& engines_named(const std::string& name) const;
    // family -> its revisions, ascending; both ordered by name and number
    using Families = std::map<std::string, std::map<std::int64_t, TaskDefinitionPtr>>;
    const Families& families() const { return families_; }
    std::size_t tasks_with(RowId spec) const;

    // Of services.
    using Names = std::set<std::string>;
    const Names& services_in(const std::string& cluster) const;
    const Names& daemons_in(const std::string& cluster) const; // those of them that are DAEMON
    // The tasks that the scheduler has to look at: all but those that stopped and are settled.
    const Ids& open_tasks_of(const Service::Key& service) const;
    // All of them, history included, oldest first.
    using Numbers = std::map<RowId, std::uint64_t>; // row -> number
    const Numbers& deployments_of(const Service::Key& service) const;
    const Numbers& revisions_of(const Service::Key& service) const;
    // Its events, oldest first.
    using Rows = std::set<RowId>;
    const Rows& events_of(const Service::Key& service) const;

    // Sums over the tasks that have not stopped; kept, not computed at the call.
    const Usage& usage_of(const Id& container_instance) const;
    TaskCounts counts_in(const std::string& cluster) const;
    TaskCounts counts_of(const Service::Key& service) const;
    TaskCounts counts_of(std::uint64_t deployment) const;
    // The tasks of a group, by the container instance on which they are.
    using GroupCounts = FlatMap<Id, std::uint32_t>;
    const GroupCounts& group_in(const std::string& cluster, const std::string& group) const;

    // The spec that a call with this client token made; null if there is none (any more).
    TaskSpecPtr spec_with_token(const std::string& client_token) const;

    // Replaces, adds and removes what the set says. A `full` set starts from nothing.
    void apply(const ChangeSet& changes);
    template <class T>
    void apply(const Change<T>& change);

    // Everything as one set of additions, with `full` set.
    ChangeSet everything() const;

    // An index that a higher floor keeps beside the state and brings up to date before it uses it: made at the first
    // call, gone with the state, always of the one same type. It learns from here which instances to look at again.
    class Follower {
    public:
        virtual ~Follower() = default;
    };
    template <class F>
    F& follower() const
    {
        if (!follower_)
            follower_ = std::make_unique<F>();
        return static_cast<F&>(*follower_);
    }
    struct Touched {
        Id instance;
        std::size_t place = 0; // the instance's own as long as the state lives: small numbers
        const Usage& usage;
        bool record = false; // the instance itself has changed; else only what its tasks take from it
    };
    // Calls `f(touched)` for each instance that has changed since the last time, tasks on it included.
    template <class F>
    void take_touched(F&& f) const
    {
        for (const auto place : touched_) {
            auto& on = on_instances_[place];
            f(Touched{ on.instance, place, on.usage, on.touched == kRecord });
            on.touched = kNot;
        }
        touched_.clear();
    }
    // Grows whenever a DAEMON service, or one of its deployments or revisions, changes.
    std::uint64_t daemon_changes() const { return daemon_changes_; }

private:
    template <class T>
    void reindex(const Change<T>& change);

    struct ServiceIndex;
    struct ClusterIndex;

    // What the tasks of one spec have in common.
    struct SpecUse {
        std::size_t tasks = 0;
        Resources reserved;
        ClusterIndex* cluster = nullptr; // never null once there is a task
        ServiceIndex* service = nullptr; // null: of none
        std::shared_ptr<TaskCounts> deployment; // null: of none
        std::shared_ptr<GroupCounts> group;
    };
    using Groups = std::unordered_map<std::string, std::shared_ptr<GroupCounts>>;

    // What is known of one cluster and one service beside its record. They stay where they are.
    struct ClusterIndex {
        Ids tasks;
        Ids instances;
        TaskCounts counts;
        Names services;
        Names daemons;
        Groups groups;
    };
    struct ServiceIndex {
        Ids open_tasks;
        TaskCounts counts;
        Numbers deployments;
        Numbers revisions;
        Rows events;
        bool daemon = false;
    };
    using IdsByName = std::unordered_map<std::string, Ids>;
    const ClusterIndex& index_of(const std::string& cluster) const;
    const ServiceIndex& index_of(const Service::Key& service) const;

    enum TouchedBy : std::uint8_t { kNot, kTasks, kRecord };
    // What is on one container instance; the null id stands for tasks that are on none.
    struct OnInstance {
        Id instance;
        std::uint32_t place = 0;
        TouchedBy touched = kNot;
        Usage usage;
        Ids tasks;
    };
    OnInstance& on(const Id& instance);
    const OnInstance* find_on(const Id& instance) const;
    void touch(OnInstance& on, TouchedBy by);

    SpecUse& use_of(const Task& task);
    void count(SpecUse& spec, OnInstance& there, const Task& task, int sign);
    void reindex_task(const Change<Task>& change);
    void reindex_instance(const Change<ContainerInstance>& change);
    void reindex_service(const Change<Service>& change);
    void forget_spec(const Task& last);

    PerKind<Table> tables_;
    std::unordered_map<std::string, ClusterIndex> clusters_;
    std::unordered_map<Service::Key, ServiceIndex> services_;
    std::unordered_map<Id, Ids> instances_of_; // by engine
    IdsByName instances_named_;
    IdsByName engines_named_;
    std::unordered_map<std::uint64_t, std::shared_ptr<TaskCounts>> counts_of_; // by deployment
    FlatMap<RowId, SpecUse> specs_;
    FlatMap<Id, std::uint32_t> place_on_; // into on_instances_
    mutable std::deque<OnInstance> on_instances_; // only the marks of what was touched change in a const state
    mutable std::vector<std::uint32_t> touched_;
    std::uint64_t daemon_changes_ = 0;
    std::unordered_map<std::string, RowId> tokens_;
    Families families_;
    mutable std::unique_ptr<Follower> follower_;
};

} // namespace quayside::model
