#pragma once

#include "core/model/change_set.h"
#include "ui/tables/row_model.h"

#include <chrono>
#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace quayside::ui {

// The rows of one record type: T has `Key` (hashable) and key(), as the records of the model do.
template <class T>
class RowModelOf : public RowModel {
public:
    using Key = std::remove_cvref_t<decltype(std::declval<const T&>().key())>;
    using Ptr = std::shared_ptr<const T>;
    using Clock = std::function<TimePoint()>;

    // `state` is the replica that the columns' joins read; it must outlive the model and be changed before apply().
    RowModelOf(std::vector<Column<T>> columns, const model::State& state, QObject* parent = nullptr)
        : RowModel(infos(columns), parent)
        , columns_(std::move(columns))
        , state_(state)
        , clock_([] { return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()); })
    {
    }

    // Ages are told against this clock; by default the system's.
    void set_clock(Clock clock) { clock_ = std::move(clock); }

    // Which records are rows at all, for example those of one cluster. Follow with set_rows.
    void set_scope(std::function<bool(const T&)> scope) { scope_ = std::move(scope); }

    // Rows that are muted as a whole: what is stopped, inactive, scaled to 0.
    void set_muted(std::function<bool(const T&)> muted) { muted_ = std::move(muted); }

    // What changed, after the replica took it. `full`: these are all records there are.
    void apply(const model::Changes<T>& changes, bool full = false)
    {
        if (full) {
            std::vector<Ptr> rows;
            rows.reserve(changes.size());
            for (const auto& change : changes)
                if (change.after)
                    rows.push_back(change.after);
            set_rows(std::move(rows));
            return;
        }
        Round round;
        for (const auto& change : changes)
            if (change.after && in_scope(*change.after))
                put(round, change.after);
            else
                drop(round, change.any().key());
        finish(round);
    }

    // Replaces all rows; those with a known key keep their identity.
    void set_rows(std::vector<Ptr> rows)
    {
        Round round;
        std::vector<bool> kept(values_.size(), false);
        for (Ptr& row : rows) {
            if (!row || !in_scope(*row))
                continue;
            if (const Slot slot = put(round, std::move(row)); slot < kept.size())
                kept[slot] = true;
        }
        for (Slot slot = 0; slot < kept.size(); ++slot)
            if (values_[slot] && !kept[slot])
                drop(round, values_[slot]->key());
        finish(round);
    }

    // Something that the cells of these rows join changed: read them again.
    void touch(const std::vector<Key>& keys)
    {
        Round round;
        for (const Key& key : keys)
            if (const auto found = slots_.find(key); found != slots_.end())
                round.changed.push_back(found->second);
        finish(round);
    }
    void touch_all()
    {
        Round round;
        for (const auto& [key, slot] : slots_)
            round.changed.push_back(slot);
        finish(round);
    }

    Ptr value(int row) const { return row < 0 || row >= rowCount() ? nullptr : values_[slot_at(row)]; }
    Ptr value(const QModelIndex& index) const { return index.isValid() ? value(index.row()) : nullptr; }
    Ptr value_in(Slot slot) const { return slot < values_.size() ? values_[slot] : nullptr; }
    Ptr find(const Key& key) const
    {
        const auto found = slots_.find(key);
        return found == slots_.end() ? nullptr : values_[found->second];
    }
    // Invalid where there is no such row or the filter hides it.
    QModelIndex index_of(const Key& key, int column = 0) const
    {
        const auto found = slots_.find(key);
        const int row = found == slots_.end() ? -1 : row_of(found->second);
        return row < 0 ? QModelIndex() : index(row, column);
    }

private:
    static std::vector<ColumnInfo> infos(const std::vector<Column<T>>& columns)
    {
        std::vector<ColumnInfo> infos;
        for (const auto& column : columns) {
            infos.push_back(column.info);
            infos.back().editable = column.edit.has_value();
        }
        return infos;
    }

    bool in_scope(const T& record) const { return !scope_ || scope_(record); }

    Slot put(Round& round, Ptr value)
    {
        const auto [at, is_new] = slots_.try_emplace(value->key(), Slot{ 0 });
        if (!is_new) {
            Ptr& held = values_[at->second];
            if (held == value)
                return at->second;
            round.changed.push_back(at->second);
            before_.push_back(std::exchange(held, std::move(value)));
            return at->second;
        }
        if (free_.empty()) {
            at->second = static_cast<Slot>(values_.size());
            values_.push_back(std::move(value));
        } else {
            at->second = free_.back();
            free_.pop_back();
            values_[at->second] = std::move(value);
        }
        round.added.push_back(at->second);
        return at->second;
    }

    void drop(Round& round, const Key& key)
    {
        const auto found = slots_.find(key);
        if (found == slots_.end())
            return;
        round.removed.push_back(found->second);
        slots_.erase(found);
    }

    // Slots are given free after the round, so that none is both removed and added in one.
    void finish(Round& round)
    {
        note_changed_columns(round);
        apply_round(round);
        for (const Slot slot : round.removed) {
            values_[slot] = nullptr;
            free_.push_back(slot);
        }
    }

    // For the short tint of cells that changed; a storm of changes has none.
    void note_changed_columns(Round& round)
    {
        std::vector<Ptr> before = std::exchange(before_, {});
        if (before.size() != round.changed.size() || before.size() > kTinted)
            return;
        const Context context = this->context();
        for (std::size_t i = 0; i < before.size(); ++i) {
            std::uint64_t columns = 0;
            for (std::size_t c = 0; c < columns_.size() && c < 64; ++c)
                if (columns_[c].info.searchable
                    && text(columns_[c], *before[i], context) != text(columns_[c], *values_[round.changed[i]], context))
                    columns |= std::uint64_t{ 1 } << c;
            round.changed_columns.push_back(columns);
        }
    }

    Context context() const { return { state_, clock_() }; }
    const Column<T>& column(int i) const { return columns_[static_cast<std::size_t>(i)]; }

    static QString text(const Column<T>& column, const T& value, const Context& context)
    {
        if (column.text)
            return column.text(value, context);
        return column.state ? column.state(value, context).word : QString();
    }

    std::size_t slot_count() const override { return values_.size(); }
    bool in_use(Slot slot) const override { return slot < values_.size() && values_[slot]; }
    TimePoint now() const override { return clock_(); }
    QString text_of(Slot slot, int i) const override { return text(column(i), *values_[slot], context()); }
    SortKey key_of(Slot slot, int i) const override
    {
        const Column<T>& c = column(i);
        const Context context = this->context();
        if (c.key)
            return c.key(*values_[slot], context);
        if (c.state && !c.text) {
            const StateWord state = c.state(*values_[slot], context);
            return { static_cast<std::uint64_t>(state.rank), state.word.toStdString() };
        }
        return text_key(text(c, *values_[slot], context));
    }
    StateWord state_of_cell(Slot slot, int i) const override
    {
        return column(i).state ? column(i).state(*values_[slot], context()) : StateWord{};
    }
    int tone_of(Slot slot, int i) const override
    {
        if (muted_ && muted_(*values_[slot]))
            return static_cast<int>(Role::Muted);
        return column(i).tone ? static_cast<int>(column(i).tone(*values_[slot], context())) : -1;
    }
    std::vector<float> spark_of(Slot slot, int i) const override
    {
        return column(i).spark ? column(i).spark(*values_[slot], context()) : std::vector<float>();
    }
    Capacity capacity_of(Slot slot, int i) const override
    {
        return column(i).capacity ? column(i).capacity(*values_[slot], context()) : Capacity{};
    }
    QString tool_tip_of(Slot slot, int i) const override
    {
        return column(i).tool_tip ? column(i).tool_tip(*values_[slot], context()) : QString();
    }
    bool can_edit(Slot slot, int i) const override
    {
        const auto& edit = column(i).edit;
        return edit && (!edit->allowed || edit->allowed(*values_[slot]));
    }
    QVariantMap editor_of(int i) const override
    {
        const auto& edit = column(i).edit;
        if (!edit)
            return {};
        return { { QStringLiteral("editor"), static_cast<int>(edit->editor) },
            { QStringLiteral("minimum"), edit->minimum }, { QStringLiteral("maximum"), edit->maximum },
            { QStringLiteral("choices"), edit->choices } };
    }
    bool is_staged(int i) const override { return column(i).edit && column(i).edit->staged; }
    Result<std::vector<EditCall>> calls_of(Slot slot, int i, const QString& typed) const override
    {
        const Edit<T>& edit = *column(i).edit;
        if (edit.calls)
            return edit.calls(*values_[slot], typed);
        Result<Json> input = edit.input(*values_[slot], typed);
        if (!input)
            return fail(input.error());
        return std::vector<EditCall>{ { edit.operation, std::move(*input) } };
    }

    static constexpr std::size_t kTinted = 64;

    std::vector<Column<T>> columns_;
    const model::State& state_;
    Clock clock_;
    std::function<bool(const T&)> scope_;
    std::function<bool(const T&)> muted_;
    std::vector<Ptr> values_; // by slot; null = free
    std::vector<Slot> free_;
    std::unordered_map<Key, Slot> slots_;
    std::vector<Ptr> before_;
};

} // namespace quayside::ui
