#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::ui {

// True if `needle` occurs in `hay`. May read up to 16 bytes behind `hay`.
bool contains_bytes(std::string_view hay, std::string_view needle);

// The lower-case text of every row, in one piece of memory, so that a keystroke looks through 100,000 rows in a
// millisecond or two. Pure.
class SearchText {
public:
    using Slot = std::uint32_t;

    explicit SearchText(int columns)
        : columns_(static_cast<std::size_t>(columns))
    {
    }

    // Replaces the row. `columns` are lower-case UTF-8, as many as the table has; empty ones are never found.
    void set(Slot slot, const std::vector<std::string>& columns);
    void clear();

    bool anywhere(Slot slot, std::string_view needle) const { return contains_bytes(row(slot), needle); }
    bool in_column(Slot slot, int column, std::string_view needle) const
    {
        return contains_bytes(this->column(slot, column), needle);
    }
    std::string_view row(Slot slot) const;
    std::string_view column(Slot slot, int column) const;

private:
    struct Place {
        std::uint32_t begin = 0;
        std::uint32_t length = 0;
        std::uint32_t room = 0;
    };
    void compact();

    std::size_t columns_;
    std::string bytes_ = std::string(kPadding, '\0'); // ends in padding, so that wide reads stay inside
    std::vector<Place> places_;
    std::vector<std::uint16_t> starts_; // of each column, by slot; within the row
    std::size_t dead_ = 0;

    static constexpr std::size_t kPadding = 32;
};

} // namespace quayside::ui
