#include "ui/tables/search_text.h"

#include <algorithm>
#include <cstring>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace quayside::ui {

namespace {

constexpr char kColumnEnd = '\x1f'; // nobody types it, so no needle reaches over two columns
constexpr std::size_t kLongestRow = 60'000;
constexpr std::size_t kBlock = std::size_t{ 1 } << 19;
constexpr std::size_t kPadding = 32;

} // namespace

bool contains_bytes(std::string_view hay, std::string_view needle)
{
    if (needle.empty())
        return true;
    if (needle.size() > hay.size())
        return false;
#ifdef __SSE2__
    // Sixteen places at once: where both the first and the last byte fit, compare the whole.
    const __m128i first = _mm_set1_epi8(needle.front());
    const __m128i last = _mm_set1_epi8(needle.back());
    const char* const end = hay.data() + (hay.size() - needle.size() + 1);
    for (const char* at = hay.data(); at < end; at += 16) {
        const __m128i heads = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i tails = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + needle.size() - 1));
        auto hits = static_cast<unsigned>(
            _mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(heads, first), _mm_cmpeq_epi8(tails, last))));
        if (end - at < 16)
            hits &= (1U << (end - at)) - 1;
        for (; hits != 0; hits &= hits - 1)
            if (std::memcmp(at + __builtin_ctz(hits), needle.data(), needle.size()) == 0)
                return true;
    }
    return false;
#else
    return hay.find(needle) != std::string_view::npos;
#endif
}

void SearchText::set(Slot slot, const std::vector<std::string>& columns)
{
    if (slot >= places_.size()) {
        places_.resize(slot + 1);
        starts_.resize(places_.size() * columns_);
    }
    std::string row;
    for (std::size_t i = 0; i < columns_; ++i) {
        starts_[slot * columns_ + i] = static_cast<std::uint16_t>(row.size());
        row.append(columns[i], 0, kLongestRow - std::min(row.size() + columns_, kLongestRow));
        row += kColumnEnd;
    }
    put(places_[slot], row);
}

// Where it stands, if it fits there; else behind what is newest. A block of which little is left is emptied.
void SearchText::put(Place& place, std::string_view row)
{
    if (row.size() > place.room) {
        const std::size_t left = place.block;
        if (place.room > 0)
            blocks_[left].dead += place.room;
        const bool had_place = place.room > 0;
        place.room = 0;
        place.length = 0;
        if (had_place && left != current_ && blocks_[left].dead > blocks_[left].used / 2)
            empty_out(left);
        const std::size_t block = block_with_room(row.size());
        place.block = static_cast<std::uint16_t>(block);
        place.begin = static_cast<std::uint32_t>(blocks_[block].used);
        place.room = static_cast<std::uint16_t>(row.size());
        blocks_[block].used += row.size();
    }
    place.length = static_cast<std::uint16_t>(row.size());
    std::copy(row.begin(), row.end(), blocks_[place.block].bytes.begin() + place.begin);
}

std::size_t SearchText::block_with_room(std::size_t size)
{
    if (!blocks_.empty() && blocks_[current_].used + size <= kBlock)
        return current_;
    if (free_.empty()) {
        blocks_.push_back({ .bytes = std::string(kBlock + kPadding, '\0') });
        current_ = blocks_.size() - 1;
    } else {
        current_ = free_.back();
        free_.pop_back();
    }
    return current_;
}

void SearchText::empty_out(std::size_t block)
{
    Block old = std::move(blocks_[block]);
    for (Place& place : places_) {
        if (place.block != block || place.room == 0)
            continue;
        const std::string_view row(old.bytes.data() + place.begin, place.length);
        place.room = 0;
        put(place, row);
    }
    blocks_[block] = { .bytes = std::move(old.bytes) };
    free_.push_back(block);
}

void SearchText::clear()
{
    blocks_.clear();
    free_.clear();
    current_ = 0;
    places_.clear();
    starts_.clear();
}

std::string_view SearchText::row(Slot slot) const
{
    if (slot >= places_.size() || places_[slot].room == 0)
        return {};
    return { blocks_[places_[slot].block].bytes.data() + places_[slot].begin, places_[slot].length };
}

std::string_view SearchText::column(Slot slot, int column) const
{
    const std::string_view whole = row(slot);
    if (whole.empty())
        return {};
    const auto i = static_cast<std::size_t>(column);
    const std::size_t begin = starts_[slot * columns_ + i];
    const std::size_t end = i + 1 < columns_ ? starts_[slot * columns_ + i + 1] : whole.size();
    return whole.substr(begin, end - begin - 1);
}

} // namespace quayside::ui
