#include "ui/tables/row_index.h"

#include "ui/look/work.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>

namespace quayside::ui {

namespace {

constexpr int kBetweenLooksAtTheClock = 32;
constexpr std::size_t kManyKeys = 5'000;

template <class F>
bool fill_from(std::size_t& filled, std::size_t end, const QElapsedTimer& clock, int milliseconds, F&& fill_one)
{
    while (filled < end) {
        if (filled % kBetweenLooksAtTheClock == 0 && clock.hasExpired(milliseconds))
            return false;
        fill_one(static_cast<RowIndex::Slot>(filled++));
    }
    return true;
}

bool compare(FilterTerm::Op op, double value, double with)
{
    using Op = FilterTerm::Op;
    switch (op) {
    case Op::Less:
        return value < with;
    case Op::LessEqual:
        return value <= with;
    case Op::Greater:
        return value > with;
    case Op::GreaterEqual:
        return value >= with;
    case Op::NotEqual:
        return std::abs(value - with) > 1e-9;
    default:
        return std::abs(value - with) <= 1e-9;
    }
}

} // namespace

RowIndex::RowIndex(const RowSource& source, const std::vector<ColumnInfo>& columns)
    : source_(source)
    , columns_(columns)
    , texts_(static_cast<int>(columns.size()))
{
}

void RowIndex::want(const std::vector<int>& columns, bool texts)
{
    std::erase_if(keys_, [this, &columns](auto& entry) {
        if (entry.first == lent_ || std::find(columns.begin(), columns.end(), entry.first) != columns.end())
            return false;
        // A hundred thousand texts are freed where nobody waits for it.
        if (entry.second.keys->size() > kManyKeys)
            run_in_background([keys = std::move(entry.second.keys)]() mutable { keys.reset(); }, [] {});
        return true;
    });
    for (const int column : columns)
        keys_.try_emplace(column);
    texts_wanted_ = texts_wanted_ || texts;
}

bool RowIndex::is_ready() const
{
    const std::size_t count = source_.slot_count();
    return (!texts_wanted_ || texts_filled_ >= count)
        && std::all_of(keys_.begin(), keys_.end(),
            [this, count](const auto& entry) { return entry.first == lent_ || entry.second.filled >= count; });
}

bool RowIndex::fill(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    const std::size_t count = source_.slot_count();
    for (auto& [column, keys] : keys_) {
        if (column == lent_)
            continue;
        const auto fill_one = [this, &keys = keys, column = column](Slot slot) {
            if (source_.in_use(slot))
                set_key(keys, column, slot);
        };
        if (!fill_from(keys.filled, count, clock, milliseconds, fill_one))
            return false;
    }
    if (!texts_wanted_)
        return true;
    return fill_from(texts_filled_, count, clock, milliseconds, [this](Slot slot) {
        if (source_.in_use(slot))
            set_text(slot);
    });
}

void RowIndex::refresh(Slot slot, bool extend)
{
    // What has been filled stays filled: the newest slot is the next one. Others are reached by fill().
    const auto reached = [slot, extend](std::size_t& filled) {
        if (slot == filled && extend)
            ++filled;
        return slot < filled;
    };
    for (auto& [column, keys] : keys_)
        if (column != lent_ && reached(keys.filled))
            set_key(keys, column, slot);
    if (texts_wanted_ && reached(texts_filled_))
        set_text(slot);
}

const SortKey& RowIndex::key(Slot slot, int column) const
{
    static const SortKey none;
    const auto found = keys_.find(column);
    return found == keys_.end() || slot >= found->second.keys->size() ? none : (*found->second.keys)[slot];
}

std::shared_ptr<const RowIndex::Keys> RowIndex::lend(int column)
{
    lent_ = column;
    return keys_.at(column).keys;
}

void RowIndex::take_back(const std::vector<Slot>& refreshed)
{
    const int column = std::exchange(lent_, -1);
    const auto found = keys_.find(column);
    if (found == keys_.end())
        return;
    for (const Slot slot : refreshed)
        if (source_.in_use(slot))
            set_key(found->second, column, slot);
    found->second.filled = std::max(found->second.filled, source_.slot_count());
}

bool RowIndex::matches(Slot slot, const Filter& filter, TimePoint now) const
{
    return std::all_of(filter.terms.begin(), filter.terms.end(),
        [this, slot, now](const FilterTerm& term) { return term_matches(slot, term, now) != term.negated; });
}

bool RowIndex::term_matches(Slot slot, const FilterTerm& term, TimePoint now) const
{
    using Op = FilterTerm::Op;
    if (term.op == Op::Regex) {
        const std::string_view text = term.field < 0 ? texts_.row(slot) : texts_.column(slot, term.field);
        return term.regex.match(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))).hasMatch();
    }
    if (!term.needles.empty()) {
        const auto hit = [&](const std::string& needle) {
            if (term.field < 0)
                return texts_.anywhere(slot, needle);
            return term.op == Op::Equal ? texts_.column(slot, term.field) == needle
                                        : texts_.in_column(slot, term.field, needle);
        };
        return std::any_of(term.needles.begin(), term.needles.end(), hit);
    }
    const SortKey& value = key(slot, term.field);
    const ValueType type = columns_[static_cast<std::size_t>(term.field)].type;
    if (type != ValueType::Time && type != ValueType::Age)
        return compare(term.op, number_of(value), term.number);
    const TimePoint at = time_of(value);
    return at != kNever && compare(term.op, std::chrono::duration<double>(now - at).count(), term.number);
}

void RowIndex::set_text(Slot slot)
{
    std::vector<std::string> texts(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i].searchable)
            texts[i] = source_.text_of(slot, static_cast<int>(i)).toLower().toStdString();
    texts_.set(slot, texts);
}

void RowIndex::set_key(KeyColumn& keys, int column, Slot slot) const
{
    if (slot >= keys.keys->size())
        keys.keys->resize(std::max<std::size_t>(slot + 1, source_.slot_count()));
    (*keys.keys)[slot] = source_.key_of(slot, column);
}

} // namespace quayside::ui
