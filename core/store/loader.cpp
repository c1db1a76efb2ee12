#include "core/store/loader.h"

#include "core/store/codec.h"

#include <fmt/format.h>

#include <unordered_map>

namespace quayside::store {

namespace {

using namespace model;

Unexpected<Error> unreadable(std::string_view kind, RowId row, std::string_view why)
{
    return fail(Error::server(fmt::format("the {} in row {} {}", kind, row, why)));
}

} // namespace

template <class T>
Result<void> Loader::add_one(RowId row, std::string_view bytes)
{
    auto value = std::make_shared<T>();
    if (!decode(bytes, *value))
        return unreadable(T::kind_name, row, "cannot be read");
    value->row = row;
    if constexpr (std::is_same_v<T, TaskDefinition>)
        read_document(*value);
    std::get<Loaded<T>>(kinds_).push_back(std::move(value));
    return {};
}

Result<void> Loader::add(int kind, RowId row, std::string_view bytes)
{
    Result<void> added;
    if (!with_kind(kind, [&]<class T>(std::type_identity<T>) { added = add_one<T>(row, bytes); }))
        return unreadable("record", row, fmt::format("is of the unknown kind {}", kind));
    return added;
}

Result<ChangeSet> Loader::finish()
{
    std::unordered_map<TaskDefinition::Key, TaskDefinitionPtr> definitions;
    for (const auto& definition : std::get<Loaded<TaskDefinition>>(kinds_))
        definitions.emplace(definition->key(), definition);
    const auto define = [&definitions]<class T>(T& value) -> Result<void> {
        const auto definition = definitions.find(value.definition_key);
        if (definition == definitions.end())
            return unreadable(T::kind_name, value.row, "names a task definition that is missing");
        value.definition = definition->second;
        return {};
    };
    std::unordered_map<std::uint64_t, ServiceRevisionPtr> revisions;
    for (const auto& revision : std::get<Loaded<ServiceRevision>>(kinds_)) {
        if (const auto defined = define(*revision); !defined)
            return fail(defined.error());
        revisions.emplace(revision->number, revision);
    }
    for (const auto& deployment : std::get<Loaded<Deployment>>(kinds_)) {
        const auto revision = revisions.find(deployment->revision_number);
        if (revision == revisions.end())
            return unreadable(Deployment::kind_name, deployment->row, "names a service revision that is missing");
        deployment->revision = revision->second;
    }
    std::unordered_map<RowId, TaskSpecPtr> specs;
    for (const auto& spec : std::get<Loaded<TaskSpec>>(kinds_)) {
        if (const auto defined = define(*spec); !defined)
            return fail(defined.error());
        specs.emplace(spec->row, spec);
    }
    for (const auto& task : std::get<Loaded<Task>>(kinds_)) {
        const auto spec = specs.find(task->spec_row);
        if (spec == specs.end())
            return unreadable(Task::kind_name, task->row, "names a task spec that is missing");
        task->spec = spec->second;
    }
    ChangeSet all;
    all.full = true;
    for_each_kind(all, [this]<class T>(Changes<T>& changes) {
        auto& loaded = std::get<Loaded<T>>(kinds_);
        changes.reserve(loaded.size());
        for (auto& value : loaded)
            changes.push_back({ nullptr, std::move(value) });
        loaded = {};
    });
    return all;
}

} // namespace quayside::store
