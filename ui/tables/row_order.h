#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace quayside::ui {

// Which slots there are, in which order, and which of them are visible at which row. Pure; knows nothing of Qt.
class RowOrder {
public:
    using Slot = std::uint32_t;
    using Less = std::function<bool(Slot, Slot)>;

    int total() const { return static_cast<int>(all_.size()); }
    int visible() const { return static_cast<int>(visible_.size()); }
    Slot slot_at(int row) const { return visible_[static_cast<std::size_t>(row)]; }
    int row_of(Slot slot) const { return slot < rows_.size() ? rows_[slot] : -1; }
    const std::vector<Slot>& all() const { return all_; }
    const std::vector<Slot>& rows() const { return visible_; }

    // Takes a new order of the same or other slots; `shown[slot]` says which are visible.
    void assign(std::vector<Slot> all, const std::vector<std::uint8_t>& shown);

    // Keeps the order and shows others.
    void show(const std::vector<std::uint8_t>& shown);

    // Takes slots out, hidden or not.
    void remove(const std::vector<Slot>& group);

    // Puts `group` (sorted by `less`) between the ones there are, or at the end if `less` is null.
    void insert(const std::vector<Slot>& group, const std::vector<std::uint8_t>& shown, const Less& less);

    // The visible row before which a slot would stand if inserted.
    int place_for(Slot slot, const Less& less) const;

private:
    void renumber(std::size_t first_row);
    void grow(const std::vector<Slot>& group);

    std::vector<Slot> all_;
    std::vector<Slot> visible_;
    std::vector<std::int32_t> rows_; // by slot
};

// Puts a sorted batch into a sorted list, before what is greater; at the end if `less` is null. Meant for few into
// many: a binary search each, and whole stretches copied.
void merge_sorted(
    std::vector<RowOrder::Slot>& into, const std::vector<RowOrder::Slot>& batch, const RowOrder::Less& less);

} // namespace quayside::ui
