#include "core/model/change_set.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace quayside::model {

namespace {

template <class T>
void merge_kind(Changes<T>& earlier, Changes<T>&& later)
{
    if (earlier.empty()) {
        earlier = std::move(later);
        return;
    }
    std::unordered_map<typename T::Key, std::size_t> positions;
    positions.reserve(earlier.size() + later.size());
    for (std::size_t i = 0; i < earlier.size(); ++i)
        positions.emplace(earlier[i].any().key(), i);
    for (auto& change : later) {
        const auto [position, added] = positions.emplace(change.any().key(), earlier.size());
        if (added)
            earlier.push_back(std::move(change));
        else
            earlier[position->second].after = std::move(change.after);
    }
    std::erase_if(earlier, [](const Change<T>& change) { return !change.before && !change.after; });
}

} // namespace

bool ChangeSet::empty() const
{
    return size() == 0;
}

std::size_t ChangeSet::size() const
{
    std::size_t sum = 0;
    for_each_kind(*this, [&sum](const auto& changes) { sum += changes.size(); });
    return sum;
}

void merge(ChangeSet& earlier, ChangeSet later)
{
    if (later.full) {
        earlier = std::move(later);
        return;
    }
    earlier.revision = later.revision;
    for_each_kind(earlier, [&later]<class T>(Changes<T>& changes) { merge_kind(changes, std::move(later.of<T>())); });
}

ChangeSet inverse(const ChangeSet& changes)
{
    ChangeSet swapped = changes;
    for_each_kind(swapped, [](auto& kind) {
        for (auto& change : kind)
            std::swap(change.before, change.after);
    });
    return swapped;
}

} // namespace quayside::model
