#include "ui/look/work.h"
#include "ui/tables/row_model.h"

#include <QElapsedTimer>

#include <algorithm>
#include <iterator>
#include <memory>

// The part of RowModel that sorts and filters all rows, in slices or on the work thread.
namespace quayside::ui {

namespace {

constexpr int kSortedHere = 5'000; // rows that are sorted at once
constexpr int kFirstSliceMs = 6;

bool is_free_text(const FilterTerm& term)
{
    return !term.needles.empty() || term.op == FilterTerm::Op::Regex;
}

// The first eight bytes of the tail, as a number in the same order.
std::uint64_t second_word(const SortKey& key)
{
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 8; ++i)
        word = word << 8 | (i < key.tail.size() ? static_cast<unsigned char>(key.tail[i]) : 0U);
    return word;
}

} // namespace

void RowModel::want_index()
{
    std::vector<int> keys;
    if (sort_column_ >= 0)
        keys.push_back(sort_column_);
    bool texts = want_texts_;
    for (const Filter* filter : { &filter_, &applied_ })
        for (const FilterTerm& term : filter->terms)
            if (is_free_text(term))
                texts = true;
            else
                keys.push_back(term.field);
    index_.want(keys, texts);
}

void RowModel::prepare_filter()
{
    want_texts_ = true;
    want_index();
    if (!index_.is_ready())
        slices_.start(0);
}

void RowModel::set_filter(Filter filter)
{
    narrowing_ = !filter_due_ && narrows(filter, applied_);
    filter_ = std::move(filter);
    filter_due_ = true;
    passed_ = 0;
    passing_.assign(slot_count(), 0);
    want_index();
    run(kFirstSliceMs);
}

// Fills what is missing, then filters and sorts; comes back later if time runs out.
void RowModel::run(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    const auto left = [&clock, milliseconds] { return std::max(1, milliseconds - static_cast<int>(clock.elapsed())); };
    if (!index_.fill(milliseconds)) {
        slices_.start(0);
        return;
    }
    if (filter_due_ && !filter_some(left())) {
        slices_.start(0);
        return;
    }
    if (sort_due_ && !sorting_)
        start_sort();
}

bool RowModel::filter_some(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    const TimePoint time = now();
    passing_.resize(slot_count(), 0);
    for (; passed_ < passing_.size(); ++passed_) {
        if (passed_ % 256 == 0 && clock.hasExpired(milliseconds))
            return false;
        const auto slot = static_cast<Slot>(passed_);
        if (in_use(slot) && (!narrowing_ || shown_[slot]))
            passing_[slot] = fits(slot, filter_, time);
    }
    finish_filter();
    return true;
}

void RowModel::finish_filter()
{
    filter_due_ = false;
    applied_ = filter_;
    overdue_.clear();
    if (passing_ != shown_) {
        shown_ = passing_;
        relayout([this] { order_.show(shown_); });
    }
    last_shown_ = -1; // the asker waits for an answer, also for the same
    announce_counts();
}

void RowModel::sort(int column, Qt::SortOrder order)
{
    sort_column_ = column < columnCount() ? column : -1;
    sort_order_ = order;
    request_sort();
}

void RowModel::request_sort()
{
    sort_due_ = true;
    want_index();
    run(kFirstSliceMs);
}

void RowModel::resort()
{
    request_sort();
}

void RowModel::start_sort()
{
    sort_due_ = false;
    std::vector<Slot> group = order_.all();
    if (sort_column_ < 0 || order_.total() <= kSortedHere) {
        std::sort(group.begin(), group.end(), less());
        apply_order(std::move(group));
        return;
    }
    sorting_ = true;
    late_.clear();
    lost_while_sorting_ = false;
    const bool down = sort_order_ == Qt::DescendingOrder;
    in_background(
        this,
        [group = std::move(group), keys = index_.lend(sort_column_), down]() mutable {
            struct Entry { // sixteen bytes decide nearly always; the whole text is looked at where they do not
                std::uint64_t head;
                std::uint64_t next;
                Slot slot;
            };
            std::vector<Entry> entries;
            entries.reserve(group.size());
            for (const Slot slot : group)
                entries.push_back({ (*keys)[slot].head, second_word((*keys)[slot]), slot });
            std::sort(entries.begin(), entries.end(), [&keys, down](const Entry& a, const Entry& b) {
                if (a.head != b.head)
                    return (a.head < b.head) != down;
                if (a.next != b.next)
                    return (a.next < b.next) != down;
                const int tails = (*keys)[a.slot].tail.compare((*keys)[b.slot].tail);
                return tails == 0 ? a.slot < b.slot : (tails < 0) != down;
            });
            std::transform(
                entries.begin(), entries.end(), group.begin(), [](const Entry& entry) { return entry.slot; });
            return std::move(group);
        },
        [this](std::vector<Slot> order) { finish_sort(std::move(order)); });
}

void RowModel::finish_sort(std::vector<Slot> order)
{
    sorting_ = false;
    std::vector<Slot> late = std::exchange(late_, {});
    index_.take_back(late);
    if (sort_due_) { // asked for another in the meantime
        run(kFirstSliceMs);
        return;
    }
    if (!late.empty() || lost_while_sorting_)
        sort_in(order, std::move(late));
    apply_order(std::move(order));
}

// Brings an order that was right some time ago up to date: what left goes out, what changed or came goes in.
void RowModel::sort_in(std::vector<Slot>& order, std::vector<Slot> late) const
{
    std::vector<std::uint8_t> is_late(slot_count(), 0);
    for (const Slot slot : late)
        is_late[slot] = 1;
    std::erase_if(order, [this, &is_late](Slot slot) { return is_late[slot] != 0 || !in_use(slot); });
    std::erase_if(late, [this, &is_late](Slot slot) { return !in_use(slot) || std::exchange(is_late[slot], 0) == 0; });
    const RowOrder::Less by_key = less();
    std::sort(late.begin(), late.end(), by_key);
    merge_sorted(order, late, by_key);
}

void RowModel::apply_order(std::vector<Slot> order)
{
    const TimePoint time = now();
    for (const Slot slot : std::exchange(overdue_, {}))
        if (in_use(slot))
            shown_[slot] = fits(slot, applied_, time);
    relayout([this, &order] { order_.assign(std::move(order), shown_); });
    disordered_ = false;
    set_waiting(0);
    announce_counts();
    emit sorted();
}

void RowModel::hold_order(bool hold)
{
    if (held_ == hold)
        return;
    held_ = hold;
    if (!held_ && (waiting_ > 0 || disordered_))
        resort();
}

void RowModel::set_waiting(int count)
{
    if (waiting_ == count)
        return;
    waiting_ = count;
    emit order_waiting(waiting_);
}

} // namespace quayside::ui
