#pragma once

#include "core/base/id.h"

#include <cstddef>
#include <iterator>
#include <vector>

namespace quayside::model {

// An ordered set of ids, as a row of short sorted pieces: 16 to 32 bytes an id, where a tree takes 64, and quick to
// walk. Adding takes a moment at any size: what was added is put in its place when somebody next looks, all at once.
// Iterators end with the next change. Used on one thread, looking included.
class IdSet {
    struct Piece {
        Id first;
        std::vector<Id> ids; // never empty
    };

public:
    class const_iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = Id;
        using difference_type = std::ptrdiff_t;
        using pointer = const Id*;
        using reference = const Id&;

        const_iterator() = default;
        reference operator*() const { return piece_->ids[place_]; }
        pointer operator->() const { return &**this; }
        const_iterator& operator++()
        {
            if (++place_ == piece_->ids.size()) {
                ++piece_;
                place_ = 0;
            }
            return *this;
        }
        const_iterator operator++(int)
        {
            auto before = *this;
            ++*this;
            return before;
        }
        bool operator==(const const_iterator&) const = default;

    private:
        friend class IdSet;
        const_iterator(const Piece* piece, std::size_t place)
            : piece_(piece)
            , place_(place)
        {
        }
        const Piece* piece_ = nullptr;
        std::size_t place_ = 0;
    };
    using iterator = const_iterator;
    using value_type = Id;

    const_iterator begin() const
    {
        settle();
        return { pieces_.data(), 0 };
    }
    const_iterator end() const
    {
        settle();
        return { pieces_.data() + pieces_.size(), 0 };
    }
    std::size_t size() const
    {
        settle();
        return size_;
    }
    bool empty() const { return size_ == 0 && added_.empty(); }

    // The first that is not less than `id`; the first that is greater.
    const_iterator lower_bound(const Id& id) const;
    const_iterator upper_bound(const Id& id) const;
    const_iterator find(const Id& id) const;
    bool contains(const Id& id) const { return find(id) != end(); }

    // Nothing happens if it is there already.
    void insert(const Id& id) { added_.push_back(id); }
    // False if it was not there.
    bool erase(const Id& id);

private:
    void settle() const
    {
        if (!added_.empty())
            put_in_place();
    }
    void put_in_place() const;
    void merge_all() const;
    void insert_now(const Id& id) const;
    std::size_t piece_for(const Id& id) const;
    void split(std::size_t index) const;

    // What a look puts in order is no change.
    mutable std::vector<Piece> pieces_;
    mutable std::vector<Id> added_; // not in the pieces yet, in any order
    mutable std::size_t size_ = 0; // of the pieces
};

} // namespace quayside::model
