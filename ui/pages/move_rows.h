#pragma once

#include "core/model/state.h"
#include "ui/pages/explanation.h"
#include "ui/tables/columns.h"

#include <QString>

#include <vector>

namespace quayside::ui {

// A task whose container instance is to be drained, or is thought lost, and what becomes of it.
struct MoveRow {
    using Key = Id;

    Id id;
    QString task; // "web:13 9e41c07b"
    QString from; // the instance
    StateWord fate; // "Moves", "No room", "Stays"
    QString what; // in words

    const Key& key() const { return id; }
};

std::vector<Column<MoveRow>> move_columns();

// What is known of a task before it is known what becomes of it; `fate` and `what` are empty.
MoveRow move_row(const model::State& state, const model::Task& task);
void tell(MoveRow& row, const TaskMove& move);

QString instance_name(const model::State& state, const Id& instance); // its id if it is not there

} // namespace quayside::ui
