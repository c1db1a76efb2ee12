#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::ui {

// True if `needle` occurs in `hay`. May read up to 16 bytes behind `hay`.
bool contains_bytes(std::string_view hay, std::string_view needle);

// The lower-case text of every row, in few large pieces of memory, so that a keystroke looks through 100,000 rows in a
// millisecond or two. A piece never grows, so that no change has to wait while everything is moved. Pure.
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
        std::uint32_t begin = 0; // in its block
        std::uint16_t block = 0;
        std::uint16_t length = 0;
        std::uint16_t room = 0;
    };
    struct Block {
        std::string bytes; // ends in padding, so that wide reads stay inside
        std::size_t used = 0;
        std::size_t dead = 0; // bytes that no row uses any more
    };
    void put(Place& place, std::string_view row);
    void empty_out(std::size_t block);
    std::size_t block_with_room(std::size_t size);

    std::size_t columns_;
    std::vector<Block> blocks_;
    std::vector<std::size_t> free_; // blocks that hold nothing
    std::size_t current_ = 0; // where new rows go
    std::vector<Place> places_;
    std::vector<std::uint16_t> starts_; // of each column, by slot; within the row
};

} // namespace quayside::ui
