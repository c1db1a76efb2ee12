#pragma once

#include "core/model/change_set.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace quayside::store {

// The changes since the last flush, each record once: merges in constant time what model::merge would merge by looking
// at everything. Rows are given in a rising order and never twice, so the place of a record that is new since then is
// found by counting.
class Pending {
public:
    void add(model::ChangeSet&& log)
    {
        model::for_each_kind(log, [this]<class T>(model::Changes<T>& changes) {
            auto& known = changes_.of<T>();
            if (known.empty() && known.capacity() < changes.size())
                known.reserve(changes.size());
            for (auto& change : changes)
                add_one(std::move(change));
        });
    }

    bool empty() const { return changes_.empty(); }

    model::ChangeSet changes() const { return settled(changes_); }

    model::ChangeSet take()
    {
        auto taken = settled(std::move(changes_));
        *this = Pending();
        return taken;
    }

private:
    static constexpr std::uint32_t kNowhere = ~std::uint32_t{ 0 };

    // Without the records that came and went, which hold neither value.
    static model::ChangeSet settled(model::ChangeSet changes)
    {
        model::for_each_kind(changes, [](auto& kind) {
            std::erase_if(kind, [](const auto& change) { return !change.before && !change.after; });
        });
        return changes;
    }

    template <class T>
    struct Removed {
        std::unordered_map<typename T::Key, std::size_t> places; // of records that are gone, by key
    };

    // The place of the change of a row, of whatever kind: the rows that are new are neighbours.
    std::uint32_t& place_of(RowId row, bool is_new)
    {
        if (is_new && new_.empty())
            first_new_ = row;
        if (first_new_ != 0 && row >= first_new_) {
            if (row - first_new_ >= new_.size())
                new_.resize(row - first_new_ + 1, kNowhere);
            return new_[row - first_new_];
        }
        return old_.try_emplace(row, kNowhere).first->second;
    }

    template <class T>
    void add_one(model::Change<T>&& change)
    {
        auto& changes = changes_.of<T>();
        auto& removed = std::get<Removed<T>>(removed_).places;
        if (!change.before && !removed.empty())
            if (const auto found = removed.find(change.after->key()); found != removed.end()) {
                // It is there again, as another row.
                const auto place = static_cast<std::uint32_t>(found->second);
                removed.erase(found);
                place_of(change.after->row, true) = place;
                changes[place].after = std::move(change.after);
                return;
            }
        auto& place = place_of(change.any().row, !change.before);
        if (!change.after)
            removed[change.before->key()] = place == kNowhere ? changes.size() : place;
        if (place == kNowhere) {
            place = static_cast<std::uint32_t>(changes.size());
            changes.push_back(std::move(change));
        } else {
            changes[place].after = std::move(change.after);
        }
    }

    model::ChangeSet changes_;
    RowId first_new_ = 0;
    std::vector<std::uint32_t> new_; // by row, from first_new_
    std::unordered_map<RowId, std::uint32_t> old_;
    model::PerKind<Removed> removed_;
};

} // namespace quayside::store
