#pragma once

#include "core/model/state.h"
#include "ui/look/bars.h"
#include "ui/look/states.h"
#include "ui/pages/object_ref.h"

#include <QString>

#include <memory>
#include <string>

// Rows of tables whose rows are not records of the model.
namespace quayside::ui {

// A family of task definitions, as its latest revision.
struct FamilyRow {
    using Key = std::string;

    std::string family;
    model::TaskDefinitionPtr latest; // the highest revision that is active, else the highest
    std::size_t revisions = 0;
    int in_use = 0; // tasks that have not stopped, of all revisions

    const Key& key() const { return family; }
};

// What a task of this revision may use; NaN-free sums of its containers where the task level says nothing.
struct DefinitionSize {
    std::int64_t cpu = 0;
    std::int64_t memory = 0;
};
DefinitionSize size_of(const model::TaskDefinition& definition);

// Something that somebody should look at.
struct AttentionRow {
    using Key = std::string;

    std::string id;
    StateWord state;
    ObjectRef object;
    QString title; // of the object
    QString what; // one sentence
    TimePoint since;
    QString step; // what to look at next, in a word
    ObjectRef next; // where that is

    const Key& key() const { return id; }
};

// A zone with the sums of its container instances, or one of them.
struct CapacityRow {
    using Key = std::string;

    std::string zone;
    std::shared_ptr<const model::ContainerInstance> instance; // null: the zone itself
    Capacity cpu;
    Capacity memory;

    Key key() const { return instance ? zone + "/" + instance->id.hex() : zone + "/"; }
};

} // namespace quayside::ui
