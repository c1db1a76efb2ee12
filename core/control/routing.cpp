#include "core/control/routing.h"

#include <optional>
#include <unordered_map>

namespace quayside::control {

namespace {

using model::Change;
using model::ChangeSet;
using model::ContainerInstance;
using model::State;
using model::Task;

class Splitter {
public:
    Splitter(const ChangeSet& changes, const State& state)
        : changes_(changes)
        , state_(state)
    {
        for (const auto& change : changes.of<ContainerInstance>())
            engines_.emplace(change.any().id, change.any().engine);
    }

    std::map<Id, ChangeSet> split()
    {
        for (const auto& change : changes_.of<model::Engine>())
            set_of(change.any().id).of<model::Engine>().push_back(change);
        for (const auto& change : changes_.of<ContainerInstance>())
            set_of(change.any().engine).of<ContainerInstance>().push_back(change);
        for (const auto& change : changes_.of<Task>())
            if (const auto engine = engine_of(change))
                set_of(*engine).of<Task>().push_back(change);
        return std::move(sets_);
    }

private:
    ChangeSet& set_of(const Id& engine)
    {
        auto& set = sets_[engine];
        set.revision = changes_.revision;
        set.full = changes_.full;
        return set;
    }

    std::optional<Id> engine_of(const Change<Task>& change) const
    {
        const Id& instance = change.any().container_instance;
        if (const auto found = engines_.find(instance); found != engines_.end())
            return found->second;
        if (const auto record = state_.container_instances().find(instance))
            return record->engine;
        return std::nullopt;
    }

    const ChangeSet& changes_;
    const State& state_;
    std::unordered_map<Id, Id> engines_; // of the instances that the set itself changes: some are gone from the state
    std::map<Id, ChangeSet> sets_;
};

} // namespace

std::map<Id, ChangeSet> split_by_engine(const ChangeSet& changes, const State& state)
{
    return Splitter(changes, state).split();
}

ChangeSet everything_on(const Id& engine, const State& state)
{
    ChangeSet set;
    set.full = true;
    if (auto record = state.engines().find(engine))
        set.of<model::Engine>().push_back({ nullptr, std::move(record) });
    for (const Id& id : state.instances_of(engine)) {
        set.of<ContainerInstance>().push_back({ nullptr, state.container_instances().find(id) });
        for (const Id& task : state.tasks_on(id))
            set.of<Task>().push_back({ nullptr, state.tasks().find(task) });
    }
    return set;
}

} // namespace quayside::control
