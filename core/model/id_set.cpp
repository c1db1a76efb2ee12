#include "core/model/id_set.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <numeric>

namespace quayside::model {

namespace {

constexpr std::size_t kLongest = 256; // ids in a piece: 4 KiB are moved at most
constexpr std::size_t kFilled = 128; // of one that is made full at once

std::size_t leading_bits(const Id& id, int bits)
{
    const std::size_t leading = std::size_t{ id.bytes[0] } << 16 | std::size_t{ id.bytes[1] } << 8 | id.bytes[2];
    return leading >> (24 - bits);
}

// Ids are random, so their leading bits say nearly where each belongs: they are spread over some places by them, and
// then only neighbours are compared.
void sort(std::vector<Id>& ids)
{
    const int bits = std::min(static_cast<int>(std::bit_width(ids.size() / 4)), 20);
    std::vector<std::uint32_t> ends((std::size_t{ 1 } << bits) + 1);
    for (const Id& id : ids)
        ++ends[leading_bits(id, bits) + 1];
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<Id> sorted(ids.size());
    for (const Id& id : ids)
        sorted[ends[leading_bits(id, bits)]++] = id;
    std::uint32_t begin = 0;
    for (const std::uint32_t end : ends) {
        std::sort(sorted.begin() + begin, sorted.begin() + end);
        begin = end;
    }
    ids.swap(sorted);
}

} // namespace

// The last piece that does not begin after `id`, or the first one.
std::size_t IdSet::piece_for(const Id& id) const
{
    const auto after = std::ranges::upper_bound(pieces_, id, {}, &Piece::first);
    return after == pieces_.begin() ? 0 : static_cast<std::size_t>(after - pieces_.begin()) - 1;
}

IdSet::const_iterator IdSet::lower_bound(const Id& id) const
{
    settle();
    if (pieces_.empty())
        return end();
    const Piece& piece = pieces_[piece_for(id)];
    const auto found = std::ranges::lower_bound(piece.ids, id);
    if (found == piece.ids.end())
        return { &piece + 1, 0 };
    return { &piece, static_cast<std::size_t>(found - piece.ids.begin()) };
}

IdSet::const_iterator IdSet::upper_bound(const Id& id) const
{
    auto found = lower_bound(id);
    if (found != end() && *found == id)
        ++found;
    return found;
}

IdSet::const_iterator IdSet::find(const Id& id) const
{
    const auto found = lower_bound(id);
    return found != end() && *found == id ? found : end();
}

// One by one, or, if they are many, all in one sweep.
void IdSet::put_in_place() const
{
    if (added_.size() > 8 && added_.size() > size_ / 16) {
        merge_all();
        return;
    }
    for (const Id& id : added_)
        insert_now(id);
    added_.clear();
}

void IdSet::merge_all() const
{
    std::vector<Id> all;
    all.reserve(size_ + added_.size());
    sort(added_);
    auto next = added_.begin();
    for (const auto& piece : pieces_)
        for (const Id& id : piece.ids) {
            for (; next != added_.end() && *next < id; ++next)
                all.push_back(*next);
            all.push_back(id);
        }
    all.insert(all.end(), next, added_.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    pieces_.clear();
    for (auto first = all.begin(); first != all.end();) {
        const auto last = first + std::min<std::ptrdiff_t>(kFilled, all.end() - first);
        pieces_.push_back({ *first, { first, last } });
        first = last;
    }
    size_ = all.size();
    added_ = {};
}

void IdSet::insert_now(const Id& id) const
{
    if (pieces_.empty()) {
        pieces_.push_back({ id, { id } });
        size_ = 1;
        return;
    }
    const std::size_t index = piece_for(id);
    Piece& piece = pieces_[index];
    const auto place = std::ranges::lower_bound(piece.ids, id);
    if (place != piece.ids.end() && *place == id)
        return;
    piece.ids.insert(place, id);
    piece.first = piece.ids.front();
    ++size_;
    if (piece.ids.size() > kLongest)
        split(index);
}

void IdSet::split(std::size_t index) const
{
    auto& ids = pieces_[index].ids;
    const auto middle = ids.begin() + static_cast<std::ptrdiff_t>(ids.size() / 2);
    Piece upper{ *middle, { middle, ids.end() } };
    ids.erase(middle, ids.end());
    pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(upper));
}

bool IdSet::erase(const Id& id)
{
    settle();
    if (pieces_.empty())
        return false;
    const std::size_t index = piece_for(id);
    Piece& piece = pieces_[index];
    const auto place = std::ranges::lower_bound(piece.ids, id);
    if (place == piece.ids.end() || *place != id)
        return false;
    piece.ids.erase(place);
    --size_;
    if (piece.ids.empty())
        pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(index));
    else
        piece.first = piece.ids.front();
    return true;
}

} // namespace quayside::model
