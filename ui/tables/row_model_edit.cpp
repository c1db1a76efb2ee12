#include "ui/tables/row_model.h"

#include <algorithm>

// The part of RowModel that keeps what was typed into cells, until it is asked for and answered.
namespace quayside::ui {

bool RowModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable))
        return false;
    const Slot slot = slot_at(index.row());
    const int column = index.column();
    const QString typed = value.toString();
    const auto before = edits_.value(cell(slot, column));
    const bool in_flight = before.waiting > 0;
    if (typed == text_of(slot, column) && !in_flight) {
        drop_edit(slot, column);
        return true;
    }
    const auto calls = calls_of(slot, column, typed);
    if (!calls) {
        put_edit(slot, column, { typed, QString::fromStdString(calls.error().message) });
        return false;
    }
    if (calls->empty())
        drop_edit(slot, column);
    else if (is_staged(column) || staged_ > 0)
        put_edit(slot, column, { typed, {}, 0, true });
    else
        ask(slot, column, typed);
    return true;
}

void RowModel::put_edit(Slot slot, int column, CellEdit edit)
{
    edits_[cell(slot, column)] = std::move(edit);
    refresh_cell(slot, column);
    count_staged();
}

bool RowModel::drop_edit(Slot slot, int column)
{
    const bool there = edits_.remove(cell(slot, column)) > 0;
    if (there)
        refresh_cell(slot, column);
    count_staged();
    return there;
}

void RowModel::ask(Slot slot, int column, const QString& text)
{
    const auto calls = calls_of(slot, column, text);
    if (!calls)
        return put_edit(slot, column, { text, QString::fromStdString(calls.error().message) });
    if (calls->empty())
        return void(drop_edit(slot, column));
    put_edit(slot, column, { text, {}, static_cast<int>(calls->size()) });
    for (const EditCall& call : *calls)
        emit edit_requested(QString::fromStdString(call.operation), call.input, slot, column);
}

void RowModel::finish_edit(Slot slot, int column, const QString& error)
{
    const auto edit = edits_.find(cell(slot, column));
    if (edit == edits_.end())
        return;
    --edit->waiting;
    if (!error.isEmpty())
        edit->error = error;
    else if (edit->waiting <= 0 && edit->error.isEmpty())
        edits_.erase(edit);
    refresh_cell(slot, column);
}

std::vector<RowModel::StagedEdit> RowModel::staged_edits() const
{
    std::vector<StagedEdit> staged;
    for (auto edit = edits_.begin(); edit != edits_.end(); ++edit) {
        if (!edit->staged)
            continue;
        const auto slot = static_cast<Slot>(edit.key() >> 8);
        const int column = static_cast<int>(edit.key() & 0xff);
        auto calls = calls_of(slot, column, edit->text);
        StagedEdit one{ slot, column, text_of(slot, column), edit->text, {}, {} };
        if (calls)
            one.calls = std::move(*calls);
        else
            one.problem = QString::fromStdString(calls.error().message);
        staged.push_back(std::move(one));
    }
    std::sort(staged.begin(), staged.end(), [this](const StagedEdit& a, const StagedEdit& b) {
        return std::pair(row_of(a.slot), a.column) < std::pair(row_of(b.slot), b.column);
    });
    return staged;
}

void RowModel::apply_staged()
{
    for (const StagedEdit& edit : staged_edits())
        ask(edit.slot, edit.column, edit.after);
}

void RowModel::discard_staged()
{
    for (const StagedEdit& edit : staged_edits())
        drop_edit(edit.slot, edit.column);
}

void RowModel::forget(Slot slot)
{
    tints_.remove(slot);
    if (edits_.isEmpty())
        return;
    for (int column = 0; column < columnCount(); ++column)
        edits_.remove(cell(slot, column));
    count_staged();
}

void RowModel::count_staged()
{
    const auto count = static_cast<int>(
        std::count_if(edits_.cbegin(), edits_.cend(), [](const CellEdit& edit) { return edit.staged; }));
    if (count == staged_)
        return;
    staged_ = count;
    emit staged_changed(staged_);
}

} // namespace quayside::ui
