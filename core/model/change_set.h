#pragma once

#include "core/model/kinds.h"

#include <cstdint>
#include <memory>
#include <tuple>
#include <vector>

namespace quayside::model {

// One record before and after: `before` null = added, `after` null = removed. Never both null.
template <class T>
struct Change {
    std::shared_ptr<const T> before;
    std::shared_ptr<const T> after;

    const T& any() const { return after ? *after : *before; }
};

template <class T>
using Changes = std::vector<Change<T>>;

// Everything that one turn of the core changed: what is written to disk, given to subscribers and asserted in tests.
// A record occurs at most once, whatever happened to it in between.
struct ChangeSet {
    std::uint64_t revision = 0; // grows by one with every published set
    bool full = false; // the first set of a subscriber: everything there is, as additions

    PerKind<Changes> kinds;

    template <class T>
    Changes<T>& of()
    {
        return std::get<Changes<T>>(kinds);
    }
    template <class T>
    const Changes<T>& of() const
    {
        return std::get<Changes<T>>(kinds);
    }

    bool empty() const;
    std::size_t size() const;
};

// Calls `f(changes)` for each kind, in order.
template <class Set, class F>
void for_each_kind(Set& changes, F&& f)
{
    std::apply([&f](auto&... kinds) { (f(kinds), ...); }, changes.kinds);
}

// Adds `later` to `earlier`: the first `before` and the last `after` of each record; a record that came and went is
// left out. For a reader that is slower than the writer.
void merge(ChangeSet& earlier, ChangeSet later);

// The set that undoes `changes`: before and after swapped.
ChangeSet inverse(const ChangeSet& changes);

} // namespace quayside::model
