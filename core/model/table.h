#pragma once

#include "core/model/flat_map.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace quayside::model {

// All records of one kind, by key. Values are immutable and shared: a change swaps the pointer.
// Used on one thread; the values may be read from any. Iterators end with the next change.
template <class T>
class Table {
public:
    using Key = typename T::Key;
    using Ptr = std::shared_ptr<const T>;

    Ptr find(const Key& key) const
    {
        const auto found = rows_.find(key);
        return found == rows_.end() ? nullptr : found->second;
    }
    std::size_t size() const { return rows_.size(); }
    bool empty() const { return rows_.empty(); }
    auto begin() const { return rows_.begin(); }
    auto end() const { return rows_.end(); }
    void reserve(std::size_t count) { rows_.reserve(count); }

    std::vector<Ptr> all() const
    {
        std::vector<Ptr> values;
        values.reserve(rows_.size());
        for (const auto& [key, value] : rows_)
            values.push_back(value);
        return values;
    }

    void put(Ptr value) { rows_[value->key()] = std::move(value); }
    void erase(const Key& key) { rows_.erase(key); }

private:
    FlatMap<Key, Ptr> rows_;
};

} // namespace quayside::model
