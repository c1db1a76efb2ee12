#include "tests/sim/same.h"

#include "core/base/fields.h"

namespace quayside::sim {

namespace {

template <class T>
void relink(T&, const T&)
{
}
void relink(model::Task& task, const model::Task& to)
{
    task.spec = to.spec;
}
void relink(model::TaskSpec& spec, const model::TaskSpec& to)
{
    spec.definition = to.definition;
}
void relink(model::ServiceRevision& revision, const model::ServiceRevision& to)
{
    revision.definition = to.definition;
}
void relink(model::Deployment& deployment, const model::Deployment& to)
{
    deployment.revision = to.revision;
}

template <class T>
bool same_record(T a, const T& b)
{
    relink(a, b);
    return a == b;
}

// Calls `differs(kind, a, b)` for the records that differ; either may be null. Stops when it returns true.
template <class F>
bool find_difference(const model::ChangeSet& full, const model::State& state, F differs)
{
    bool stop = false;
    model::for_each_kind(full, [&]<class T>(const model::Changes<T>& changes) {
        const auto& table = state.of<T>();
        for (const auto& change : changes) {
            if (stop)
                return;
            const auto known = table.find(change.after->key());
            if (!known || !same_record(*change.after, *known))
                stop = differs(T::kind_name, change.after.get(), known.get());
        }
        if (!stop && table.size() != changes.size())
            stop = differs(T::kind_name, static_cast<const T*>(nullptr), static_cast<const T*>(nullptr));
    });
    return stop;
}

} // namespace

bool same_records(const model::ChangeSet& full, const model::State& state)
{
    return !find_difference(full, state, [](auto&&...) { return true; });
}

std::string first_difference(const model::ChangeSet& full, const model::State& state)
{
    std::string text;
    find_difference(full, state, [&text]<class T>(const char* kind, const T* is, const T* was) {
        text = std::string(kind) + " is " + (is ? fields_to_json(*is).dump() : "missing") + ", was "
            + (was ? fields_to_json(*was).dump() : "not there");
        return true;
    });
    return text;
}

} // namespace quayside::sim
