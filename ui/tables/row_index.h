#pragma once

#include "ui/tables/filter.h"
#include "ui/tables/search_text.h"
#include "ui/tables/sort_key.h"

#include <map>
#include <memory>
#include <vector>

namespace quayside::ui {

// Where the index reads texts and keys from.
class RowSource {
public:
    using Slot = std::uint32_t;

    virtual ~RowSource() = default;
    virtual std::size_t slot_count() const = 0; // slots are below this
    virtual bool in_use(Slot slot) const = 0;
    virtual QString text_of(Slot slot, int column) const = 0;
    virtual SortKey key_of(Slot slot, int column) const = 0;
};

// What sorting and filtering look at instead of the records: the texts of all rows, and the keys of the columns in use.
// Filled in slices, because the first time costs a tenth of a second at 100,000 rows; then kept up to date row by row.
// GUI thread, except that the work thread reads keys that are lent.
class RowIndex {
public:
    using Slot = RowSource::Slot;
    using Keys = std::vector<SortKey>; // by slot

    RowIndex(const RowSource& source, const std::vector<ColumnInfo>& columns);

    // Which columns need keys, and whether texts are needed. Keys of others are forgotten.
    void want(const std::vector<int>& columns, bool texts);

    // Works on what is missing for about so long. True: everything wanted is ready.
    bool fill(int milliseconds);
    bool is_ready() const;

    // The row is new or its record changed. A column that is lent is left as it is. With `extend` false, a slot beyond
    // what has been filled waits for fill().
    void refresh(Slot slot, bool extend = true);

    const SortKey& key(Slot slot, int column) const; // an empty one where there is none yet

    // Lends the keys of a column, which is ready, to the work thread; they do not change until they are taken back.
    // What was refreshed in between is then read again.
    std::shared_ptr<const Keys> lend(int column);
    void take_back(const std::vector<Slot>& refreshed);

    bool matches(Slot slot, const Filter& filter, TimePoint now) const;

private:
    struct KeyColumn {
        std::shared_ptr<Keys> keys = std::make_shared<Keys>();
        std::size_t filled = 0; // slots below this are done
    };
    bool term_matches(Slot slot, const FilterTerm& term, TimePoint now) const;
    void set_text(Slot slot);
    void set_key(KeyColumn& keys, int column, Slot slot) const;

    const RowSource& source_;
    const std::vector<ColumnInfo>& columns_;
    std::map<int, KeyColumn> keys_;
    SearchText texts_;
    bool texts_wanted_ = false;
    std::size_t texts_filled_ = 0;
    int lent_ = -1;
};

} // namespace quayside::ui
