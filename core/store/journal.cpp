#include "core/store/journal.h"

#include "core/store/binary.h"
#include "core/store/damage.h"

#include <fmt/format.h>

namespace quayside::store {

namespace {

constexpr std::size_t kDroppedAtOnce = 1 << 20; // bytes: each page of a long row is looked at once more
constexpr std::size_t kBufferKept = 1 << 20;

void encode_turn(const Journal::Values& turn, std::string& bytes)
{
    BinaryWriter writer(bytes);
    for (const auto& [row, value] : turn) {
        writer.write(row);
        writer.write(value.kind);
        writer.write(value.bytes);
    }
}

bool decode_turn(std::string_view bytes, Journal::Values& values)
{
    BinaryReader reader(bytes);
    while (reader.good() && !reader.at_end()) {
        RowId row = 0;
        reader.read(row);
        auto& value = values[row];
        reader.read(value.kind);
        reader.read(value.bytes);
    }
    return reader.good();
}

} // namespace

Result<Journal> Journal::read(database::Database& database)
{
    Journal journal;
    auto insert = database.prepare("INSERT INTO turn (number, changes) VALUES (?1, ?2)");
    if (!insert)
        return fail(insert.error());
    auto drop = database.prepare("DELETE FROM turn WHERE number <= ?1");
    if (!drop)
        return fail(drop.error());
    journal.insert_ = std::move(*insert);
    journal.drop_ = std::move(*drop);
    if (auto read = journal.read_turns(database); !read)
        return fail(read.error());
    return journal;
}

Result<void> Journal::read_turns(database::Database& database)
{
    auto rows = database.prepare("SELECT number, changes FROM turn ORDER BY number");
    if (!rows)
        return fail(rows.error());
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return fail(row.error());
        if (!*row)
            break;
        last_number_ = rows->integer(0);
        turns_.push_back({ last_number_, rows->bytes(1).size() });
        if (!decode_turn(rows->bytes(1), values_))
            return fail(damaged(database.path(), fmt::format("turn {} cannot be read", last_number_)));
    }
    begin_sweep();
    return {};
}

void Journal::begin_sweep()
{
    next_ = 0;
    last_ = values_.empty() ? 0 : values_.rbegin()->first;
    sweep_covers_ = last_number_;
}

Result<void> Journal::write(const Values& turn)
{
    buffer_.clear();
    encode_turn(turn, buffer_);
    return insert_->bind(1, last_number_ + 1).bind_blob(2, buffer_).run();
}

void Journal::keep(Values&& turn)
{
    turns_.push_back({ ++last_number_, buffer_.size() });
    if (buffer_.capacity() > kBufferKept)
        buffer_ = {};
    if (values_.empty()) {
        values_ = std::move(turn);
        begin_sweep();
        return;
    }
    for (auto& [row, value] : turn)
        values_[row] = std::move(value);
}

Result<void> Journal::fold(std::size_t most, const Put& put)
{
    folded_ = 0;
    dropped_ = 0;
    if (!turns_.empty() && turns_.front().number <= covered_)
        return drop_old_turns();
    const auto end = values_.upper_bound(last_);
    for (auto place = values_.lower_bound(next_); place != end && folded_ < most; ++place, ++folded_)
        if (auto done = put(place->first, place->second); !done)
            return done;
    return {};
}

Result<void> Journal::drop_old_turns()
{
    std::size_t size = 0;
    for (; dropped_ < turns_.size() && turns_[dropped_].number <= covered_ && size < kDroppedAtOnce; ++dropped_)
        size += turns_[dropped_].size;
    return drop_->bind(1, turns_[dropped_ - 1].number).run();
}

void Journal::forget()
{
    turns_.erase(turns_.begin(), turns_.begin() + static_cast<std::ptrdiff_t>(dropped_));
    const auto first = values_.lower_bound(next_);
    const auto rest = std::next(first, static_cast<std::ptrdiff_t>(folded_));
    if (first != rest)
        next_ = std::prev(rest)->first + 1;
    values_.erase(first, rest);
    if (values_.lower_bound(next_) != values_.upper_bound(last_))
        return;
    covered_ = sweep_covers_;
    begin_sweep();
}

} // namespace quayside::store
