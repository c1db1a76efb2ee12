#pragma once

#include "core/model/change_set.h"
#include "core/model/table.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace quayside::model {

// All records, with the indexes that the control plane asks for. The core has one; the window keeps a replica that
// shares the values. Used on one thread.
class State {
public:
    template <class T>
    const Table<T>& of() const
    {
        return std::get<Table<T>>(tables_);
    }
    const Table<Cluster>& clusters() const { return of<Cluster>(); }
    const Table<Engine>& engines() const { return of<Engine>(); }
    const Table<ContainerInstance>& container_instances() const { return of<ContainerInstance>(); }
    const Table<TaskDefinition>& task_definitions() const { return of<TaskDefinition>(); }
    const Table<TaskSpec>& task_specs() const { return of<TaskSpec>(); }
    const Table<Task>& tasks() const { return of<Task>(); }
    const Table<Event>& events() const { return of<Event>(); }

    using Ids = std::set<Id>; // ordered, so that lists and pages are stable
    const Ids& tasks_on(const Id& container_instance) const;
    const Ids& tasks_in(const std::string& cluster) const;
    const Ids& instances_in(const std::string& cluster) const;
    const Ids& instances_of(const Id& engine) const;
    // family -> its revisions, ascending; both ordered by name and number
    using Families = std::map<std::string, std::map<std::int64_t, TaskDefinitionPtr>>;
    const Families& families() const { return families_; }
    std::size_t tasks_with(RowId spec) const;

    // Replaces, adds and removes what the set says. A `full` set starts from nothing.
    void apply(const ChangeSet& changes);
    template <class T>
    void apply(const Change<T>& change);

    // Everything as one set of additions, with `full` set.
    ChangeSet everything() const;

private:
    template <class T>
    void reindex(const Change<T>& change);

    std::tuple<Table<Cluster>, Table<Engine>, Table<ContainerInstance>, Table<TaskDefinition>, Table<TaskSpec>,
        Table<Task>, Table<Event>>
        tables_;
    std::unordered_map<Id, Ids> tasks_on_;
    std::unordered_map<std::string, Ids> tasks_in_;
    std::unordered_map<std::string, Ids> instances_in_;
    std::unordered_map<Id, Ids> instances_of_;
    std::unordered_map<RowId, std::size_t> tasks_with_;
    Families families_;
};

} // namespace quayside::model
