#pragma once

#include "core/model/change_set.h"

#include <tuple>
#include <unordered_map>

namespace quayside::store {

// The changes since the last flush, each record once: merges in constant time what model::merge would merge by looking
// at everything.
class Pending {
public:
    void add(model::ChangeSet&& log)
    {
        model::for_each_kind(log, [this](auto& changes) {
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
    // Without the records that came and went, which hold neither value.
    static model::ChangeSet settled(model::ChangeSet changes)
    {
        model::for_each_kind(changes, [](auto& kind) {
            std::erase_if(kind, [](const auto& change) { return !change.before && !change.after; });
        });
        return changes;
    }

    template <class T>
    using Positions = std::unordered_map<typename T::Key, std::size_t>;

    template <class T>
    void add_one(model::Change<T>&& change)
    {
        auto& changes = changes_.of<T>();
        const auto [position, added] = std::get<At<T>>(positions_).map.emplace(change.any().key(), changes.size());
        if (added)
            changes.push_back(std::move(change));
        else
            changes[position->second].after = std::move(change.after);
    }

    template <class T>
    struct At {
        Positions<T> map;
    };

    model::ChangeSet changes_;
    model::PerKind<At> positions_;
};

} // namespace quayside::store
