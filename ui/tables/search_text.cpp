#include "ui/tables/search_text.h"

#include <algorithm>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace quayside::ui {

namespace {

constexpr char kColumnEnd = '\x1f'; // nobody types it, so no needle reaches over two columns
constexpr std::size_t kLongestRow = 60'000;

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
    Place& place = places_[slot];
    if (row.size() > place.room) {
        dead_ += place.room;
        if (dead_ > bytes_.size() / 2)
            compact();
        place.begin = static_cast<std::uint32_t>(bytes_.size() - kPadding);
        place.room = static_cast<std::uint32_t>(row.size());
        bytes_.insert(bytes_.size() - kPadding, row);
    } else {
        std::copy(row.begin(), row.end(), bytes_.begin() + place.begin);
    }
    place.length = static_cast<std::uint32_t>(row.size());
}

void SearchText::clear()
{
    bytes_.assign(kPadding, '\0');
    places_.clear();
    starts_.clear();
    dead_ = 0;
}

std::string_view SearchText::row(Slot slot) const
{
    if (slot >= places_.size())
        return {};
    return { bytes_.data() + places_[slot].begin, places_[slot].length };
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

void SearchText::compact()
{
    std::string packed;
    packed.reserve(bytes_.size() - std::min(dead_, bytes_.size()) + kPadding);
    for (Place& place : places_) {
        const auto begin = static_cast<std::uint32_t>(packed.size());
        packed.append(bytes_, place.begin, place.length);
        place.begin = begin;
        place.room = place.length;
    }
    packed.append(kPadding, '\0');
    bytes_ = std::move(packed);
    dead_ = 0;
}

} // namespace quayside::ui
