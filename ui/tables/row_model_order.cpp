#include "ui/tables/row_model.h"

#include <algorithm>

// The part of RowModel that decides which rows there are and where.
namespace quayside::ui {

namespace {

constexpr std::size_t kOneByOne = 4; // rows that are announced one by one
constexpr std::size_t kManyNew = 2'000; // rows that are not sorted in at once
constexpr int kJoinedGap = 8; // unchanged rows that do not split a range

} // namespace

// Everything moves at once; persistent indexes follow their records.
void RowModel::relayout(const std::function<void()>& rebuild)
{
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<Slot> group;
    group.reserve(static_cast<std::size_t>(before.size()));
    for (const QModelIndex& index : before)
        group.push_back(slot_at(index.row()));
    rebuild();
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int row = row_of(group[static_cast<std::size_t>(i)]);
        after.append(row < 0 ? QModelIndex() : index(row, before[i].column()));
    }
    changePersistentIndexList(before, after);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

RowOrder::Less RowModel::less() const
{
    if (sort_column_ < 0)
        return [](Slot a, Slot b) { return a < b; };
    const bool down = sort_order_ == Qt::DescendingOrder;
    return [this, down, column = sort_column_](Slot a, Slot b) {
        const SortKey& x = index_.key(a, column);
        const SortKey& y = index_.key(b, column);
        const auto order = x <=> y;
        return order == 0 ? a < b : (order < 0) != down;
    };
}

void RowModel::apply_round(const Round& round)
{
    if (round.added.empty() && round.removed.empty() && round.changed.empty())
        return;
    shown_.resize(std::max(shown_.size(), slot_count()), 0);
    for (const Slot slot : round.removed)
        forget(slot);
    const Plan plan = plan_round(round);
    tint(round);
    carry_out(plan);
    announce_counts();
    if (filter_due_ || sort_due_ || !index_.is_ready())
        slices_.start(0);
}

// So many new rows are sorted and filtered in slices, like a new sort and filter.
void RowModel::put_off()
{
    if (sort_column_ >= 0)
        sort_due_ = true;
    if (applied_.matches_all() && filter_.matches_all())
        return;
    filter_due_ = true;
    narrowing_ = false;
    passed_ = 0;
    passing_.assign(slot_count(), 0);
}

RowModel::Plan RowModel::plan_round(const Round& round)
{
    Plan plan;
    plan.gone = round.removed;
    if (sorting_) {
        lost_while_sorting_ = lost_while_sorting_ || !round.removed.empty();
        late_.insert(late_.end(), round.added.begin(), round.added.end());
        late_.insert(late_.end(), round.changed.begin(), round.changed.end());
    }
    const TimePoint time = now();
    const bool many = round.added.size() > kManyNew;
    if (many)
        put_off();
    for (const Slot slot : round.added) {
        index_.refresh(slot, !many);
        const bool shows = applied_.matches_all() ? !is_folded(slot) : !many && fits(slot, applied_, time);
        (shows ? plan.enter : plan.unseen).push_back(slot);
    }
    disordered_ = disordered_ || (order_is_fixed() && !round.added.empty());
    for (const Slot slot : round.changed) {
        const SortKey before = sort_column_ < 0 ? SortKey() : index_.key(slot, sort_column_);
        index_.refresh(slot);
        plan_changed(slot, before, plan);
    }
    if (filter_due_)
        for (const auto* group : { &round.added, &round.changed })
            for (const Slot slot : *group)
                if (slot < passed_)
                    passing_[slot] = fits(slot, filter_, time);
    if (held_)
        set_waiting(waiting_ + static_cast<int>(plan.enter.size()));
    return plan;
}

void RowModel::plan_changed(Slot slot, const SortKey& before, Plan& plan)
{
    const bool visible = row_of(slot) >= 0;
    const bool shows = fits(slot, applied_, now());
    const bool other_place = sort_column_ >= 0 && before != index_.key(slot, sort_column_);
    disordered_ = disordered_ || (other_place && order_is_fixed());
    if (visible && !shows && !held_) {
        plan.hide.push_back(slot);
    } else if (visible && !shows) {
        overdue_.push_back(slot);
        set_waiting(waiting_ + 1);
        plan.stay.push_back(slot);
    } else if (!visible && shows) {
        plan.enter.push_back(slot);
    } else if (other_place && !order_is_fixed()) {
        (visible ? plan.move : plan.shuffle).push_back(slot);
    } else if (visible) {
        plan.stay.push_back(slot);
        if (other_place && held_)
            set_waiting(waiting_ + 1);
    }
}

void RowModel::carry_out(const Plan& plan)
{
    const std::size_t structural = plan.gone.size() + plan.hide.size() + plan.enter.size();
    if (plan.move.empty() && structural <= kOneByOne)
        carry_out_one_by_one(plan);
    else
        carry_out_at_once(plan);
    announce(plan.stay);
}

void RowModel::carry_out_one_by_one(const Plan& plan)
{
    for (const auto* group : { &plan.gone, &plan.hide })
        for (const Slot slot : *group) {
            shown_[slot] = 0;
            const int row = row_of(slot);
            if (row >= 0)
                beginRemoveRows({}, row, row);
            order_.remove({ slot });
            if (row >= 0)
                endRemoveRows();
        }
    std::vector<Slot> unseen = plan.hide;
    unseen.insert(unseen.end(), plan.unseen.begin(), plan.unseen.end());
    unseen.insert(unseen.end(), plan.shuffle.begin(), plan.shuffle.end());
    order_.remove(plan.shuffle);
    insert_sorted(std::move(unseen));
    for (const Slot slot : plan.enter) {
        order_.remove({ slot }); // one that was hidden
        const int row = order_.place_for(slot, less_if_free());
        beginInsertRows({}, row, row);
        shown_[slot] = 1;
        order_.insert({ slot }, shown_, less_if_free());
        endInsertRows();
    }
}

void RowModel::carry_out_at_once(const Plan& plan)
{
    relayout([this, &plan] {
        std::vector<Slot> taken = plan.gone;
        std::vector<Slot> put;
        for (const auto* group : { &plan.hide, &plan.enter, &plan.move, &plan.shuffle })
            put.insert(put.end(), group->begin(), group->end());
        taken.insert(taken.end(), put.begin(), put.end());
        put.insert(put.end(), plan.unseen.begin(), plan.unseen.end());
        order_.remove(taken);
        for (const auto* group : { &plan.gone, &plan.hide, &plan.unseen })
            for (const Slot slot : *group)
                shown_[slot] = 0;
        for (const Slot slot : plan.enter)
            shown_[slot] = 1;
        insert_sorted(std::move(put));
    });
}

void RowModel::insert_sorted(std::vector<Slot> group)
{
    const RowOrder::Less order = less_if_free();
    if (order)
        std::sort(group.begin(), group.end(), order);
    order_.insert(group, shown_, order);
}

void RowModel::announce(const std::vector<Slot>& group)
{
    std::vector<int> rows;
    for (const Slot slot : group)
        if (const int row = row_of(slot); row >= 0)
            rows.push_back(row);
    if (rows.empty())
        return;
    std::sort(rows.begin(), rows.end());
    const auto emit_range
        = [this](int first, int last) { emit dataChanged(index(first, 0), index(last, columnCount() - 1)); };
    if (static_cast<int>(rows.size()) > order_.visible() / 2) {
        emit_range(rows.front(), rows.back());
        return;
    }
    int first = rows.front();
    int last = first;
    for (const int row : rows) {
        if (row > last + kJoinedGap) {
            emit_range(first, last);
            first = row;
        }
        last = row;
    }
    emit_range(first, last);
}

void RowModel::announce_counts()
{
    if (last_shown_ == order_.visible() && last_total_ == order_.total())
        return;
    last_shown_ = order_.visible();
    last_total_ = order_.total();
    emit filtered(last_shown_, last_total_);
}

} // namespace quayside::ui
