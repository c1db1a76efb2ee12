#pragma once

#include "core/database/database.h"
#include "core/model/change_set.h"

#include <deque>
#include <map>
#include <optional>
#include <string>

namespace quayside::store {

// The turns whose records are on the disk, but not yet each in its place. A turn is one row at the end of a table of
// its own: that costs the same however scattered its records are. In quieter moments the newest value of each record is
// put in its place, in the order of the places, and turns that have nothing new any more are dropped. Whatever happens
// in between, a record's value is the one that the last turn gives it, or else the one in its place.
class Journal {
public:
    struct Value {
        int kind = 0; // 0: the record is gone
        std::string bytes;
    };
    using Values = std::map<RowId, Value>;

    // With the turns that the last run left.
    static Result<Journal> read(database::Database& database);

    // What is newer than its place.
    const Values& values() const { return values_; }
    bool empty() const { return turns_.empty(); }

    // Inside a transaction. When it has been committed, keep() follows with the same values.
    Result<void> write(const Values& turn);
    void keep(Values&& turn);

    // Inside a transaction: calls `put` for the next records, `most` of them or fewer, or else drops turns that have
    // nothing new any more. When it has been committed, forget() follows.
    using Put = Function<Result<void>(RowId, const Value&)>;
    Result<void> fold(std::size_t most, const Put& put);
    void forget();

private:
    struct Turn {
        std::int64_t number = 0;
        std::size_t size = 0;
    };

    Journal() = default;
    Result<void> read_turns(database::Database& database);
    void begin_sweep();
    Result<void> drop_old_turns();

    std::optional<database::Statement> insert_;
    std::optional<database::Statement> drop_;
    std::string buffer_;

    Values values_;
    std::deque<Turn> turns_;
    std::int64_t last_number_ = 0;

    // One sweep goes once through the places of all values that there were at its begin. Afterwards the turns of that
    // moment have nothing new, even if meanwhile others came.
    RowId next_ = 0;
    RowId last_ = 0;
    std::int64_t sweep_covers_ = 0;
    std::int64_t covered_ = 0;

    // What fold() did and forget() takes note of.
    std::size_t folded_ = 0;
    std::size_t dropped_ = 0;
};

} // namespace quayside::store
