#include "ui/tables/row_order.h"

#include <algorithm>
#include <iterator>

namespace quayside::ui {

void RowOrder::assign(std::vector<Slot> all, const std::vector<std::uint8_t>& shown)
{
    all_ = std::move(all);
    grow(all_);
    show(shown);
}

void RowOrder::show(const std::vector<std::uint8_t>& shown)
{
    std::fill(rows_.begin(), rows_.end(), -1);
    visible_.clear();
    visible_.reserve(all_.size());
    for (const Slot slot : all_)
        if (shown[slot])
            visible_.push_back(slot);
    renumber(0);
}

void RowOrder::remove(const std::vector<Slot>& group)
{
    if (group.empty())
        return;
    std::vector<std::uint8_t> gone(rows_.size(), 0);
    for (const Slot slot : group)
        if (slot < gone.size())
            gone[slot] = 1;
    const auto is_gone = [&gone](Slot slot) { return gone[slot] != 0; };
    const auto first = std::find_if(visible_.begin(), visible_.end(), is_gone);
    const auto first_row = static_cast<std::size_t>(first - visible_.begin());
    visible_.erase(std::remove_if(first, visible_.end(), is_gone), visible_.end());
    all_.erase(std::remove_if(all_.begin(), all_.end(), is_gone), all_.end());
    for (const Slot slot : group)
        if (slot < rows_.size())
            rows_[slot] = -1;
    renumber(first_row);
}

void merge_sorted(
    std::vector<RowOrder::Slot>& into, const std::vector<RowOrder::Slot>& batch, const RowOrder::Less& less)
{
    if (!less) {
        into.insert(into.end(), batch.begin(), batch.end());
        return;
    }
    std::vector<RowOrder::Slot> merged;
    merged.reserve(into.size() + batch.size());
    auto from = into.begin();
    for (const RowOrder::Slot slot : batch) {
        const auto to = std::upper_bound(from, into.end(), slot, less);
        merged.insert(merged.end(), from, to);
        merged.push_back(slot);
        from = to;
    }
    merged.insert(merged.end(), from, into.end());
    into = std::move(merged);
}

void RowOrder::insert(const std::vector<Slot>& group, const std::vector<std::uint8_t>& shown, const Less& less)
{
    if (group.empty())
        return;
    grow(group);
    if (visible_.size() == all_.size()
        && std::all_of(group.begin(), group.end(), [&shown](Slot slot) { return shown[slot] != 0; })) {
        merge_sorted(all_, group, less);
        visible_ = all_; // nothing is hidden: the places are the same
        renumber(0);
        return;
    }
    std::vector<Slot> seen;
    std::copy_if(
        group.begin(), group.end(), std::back_inserter(seen), [&shown](Slot slot) { return shown[slot] != 0; });
    merge_sorted(all_, group, less);
    if (seen.empty())
        return;
    merge_sorted(visible_, seen, less);
    renumber(0);
}

int RowOrder::place_for(Slot slot, const Less& less) const
{
    if (!less)
        return visible();
    return static_cast<int>(std::upper_bound(visible_.begin(), visible_.end(), slot, less) - visible_.begin());
}

void RowOrder::renumber(std::size_t first_row)
{
    for (std::size_t row = first_row; row < visible_.size(); ++row)
        rows_[visible_[row]] = static_cast<std::int32_t>(row);
}

void RowOrder::grow(const std::vector<Slot>& group)
{
    for (const Slot slot : group)
        if (slot >= rows_.size())
            rows_.resize(std::max<std::size_t>(slot + 1, rows_.size() + rows_.size() / 2), -1);
}

} // namespace quayside::ui
