#pragma once

#include "core/model/change_set.h"
#include "core/model/id_set.h"
#include "core/model/table.h"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
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
    State() = default;
    State(State&&) = default;
    State& operator=(State&&) = default;

    template <class T>
    const Table<T>& of() const
    {
        return std::get<Table<T>>(tables_);
    }
    const Table<Cluster>& clusters() const { return of<Cluster>(); }
    const Table<Engine>& engines() const { return of<Engine>(); }
    const Table<CapacityProvider>& capacity_providers() const { return of<CapacityProvider>(); }
    const Table<Alarm>& alarms() const { return of<Alarm>(); }
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
    // family -> its revisions, ascending; both ordered by name and number
    using Families = std::map<std::string, std::map<std::int64_t, TaskDefinitionPtr>>;
    const Families& families() const { return families_; }
    std::size_t tasks_with(RowId spec) const;

    // Of services.
    using Names = std::set<std::string>;
    const Names& services_in(const std::string& cluster) const;
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
    using GroupCounts = std::unordered_map<Id, std::uint32_t>;
    const GroupCounts& group_in(const std::string& cluster, const std::string& group) const;

    // The spec that a call with this client token made; null if there is none (any more).
    TaskSpecPtr spec_with_token(const std::string& client_token) const;

    // Replaces, adds and removes what the set says. A `full` set starts from nothing.
    void apply(const ChangeSet& changes);
    template <class T>
    void apply(const Change<T>& change);

    // Everything as one set of additions, with `full` set.
    ChangeSet everything() const;

private:
    template <class T>
    void reindex(const Change<T>& change);
    void count(const Task& task, int sign);
    void reindex_service_task(const Change<Task>& change);
    void forget_spec(const Task& last);

    // What the tasks of one spec have in common.
    struct SpecUse {
        std::size_t tasks = 0;
        Resources reserved;
        std::shared_ptr<GroupCounts> group;
    };
    using Groups = std::unordered_map<std::string, std::shared_ptr<GroupCounts>>;

    // What is known of one service beside its record.
    struct ServiceIndex {
        Ids open_tasks;
        TaskCounts counts;
        Numbers deployments;
        Numbers revisions;
        Rows events;
    };
    const ServiceIndex& index_of(const Service::Key& service) const;

    PerKind<Table> tables_;
    std::unordered_map<Id, Ids> tasks_on_;
    std::unordered_map<std::string, Ids> tasks_in_;
    std::unordered_map<std::string, Ids> instances_in_;
    std::unordered_map<Id, Ids> instances_of_;
    std::unordered_map<RowId, SpecUse> specs_;
    std::unordered_map<Id, Usage> usage_of_;
    std::unordered_map<std::string, TaskCounts> counts_in_;
    std::unordered_map<std::uint64_t, TaskCounts> counts_of_; // by deployment
    std::unordered_map<std::string, Names> services_in_;
    std::unordered_map<Service::Key, ServiceIndex> services_;
    std::unordered_map<std::string, Groups> groups_in_; // by cluster
    std::unordered_map<std::string, RowId> tokens_;
    Families families_;
};

} // namespace quayside::model
