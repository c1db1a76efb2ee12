#include "ui/pages/log_rows.h"

#include "ui/look/text.h"
#include "ui/session/log_text.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace quayside::ui {

namespace {

QString word_of(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return QObject::tr("debug");
    case LogLevel::Info:
        return QObject::tr("info");
    case LogLevel::Warning:
        return QObject::tr("warn");
    case LogLevel::Error:
        return QObject::tr("error");
    }
    return {};
}

constexpr std::size_t kLookedAt = 20; // lines of a batch
constexpr qsizetype kMostMembers = 100;
constexpr std::size_t kTogether = 2'000; // as many find their places at once, without all being sorted

Role tone_of_level(LogLevel level)
{
    if (level == LogLevel::Error)
        return Role::Error;
    return level == LogLevel::Warning ? Role::Warning : Role::Muted;
}

Role tone_of_text(LogLevel level)
{
    if (level == LogLevel::Error)
        return Role::Error;
    return level == LogLevel::Debug ? Role::Muted : Role::Text;
}

} // namespace

std::vector<ColumnInfo> log_columns()
{
    std::vector<ColumnInfo> columns;
    columns.push_back({ .id = "time",
        .title = QObject::tr("Time"),
        .style = CellStyle::Mono,
        .type = ValueType::Time,
        .searchable = false,
        .width = 104 });
    columns.push_back({ .id = "task", .title = QObject::tr("Task"), .style = CellStyle::Mono, .width = 84 });
    columns.push_back({ .id = "container", .title = QObject::tr("Container"), .width = 96 });
    columns.push_back({ .id = "stream",
        .title = QObject::tr("Stream"),
        .visible = false,
        .width = 64,
        .values = { "stdout", "stderr" } });
    columns.push_back({ .id = "level",
        .title = QObject::tr("Level"),
        .width = 56,
        .hint = QObject::tr("As the line says itself; info where it says nothing"),
        .values
        = { word_of(LogLevel::Debug), word_of(LogLevel::Info), word_of(LogLevel::Warning), word_of(LogLevel::Error) },
        .ranked = true });
    columns.push_back(
        { .id = "message", .title = QObject::tr("Message"), .style = CellStyle::Mono, .stretch = true, .width = 480 });
    return columns;
}

LogRows::LogRows(QObject* parent)
    : RowModel(log_columns(), parent)
{
}

void LogRows::add(const LogFeed::Rows& rows)
{
    note_members(rows);
    Round round;
    std::vector<Slot> longer; // lines whose trace grew
    for (const auto& row : rows) {
        first_at_ = store_.lines() == 0 ? row->at : std::min(first_at_, row->at);
        const Slot slot = store_.add(*row);
        round.added.push_back(slot);
        if (note_trace(*row, slot))
            longer.push_back(heads_.at(slot));
        if (round.added.size() == kTogether)
            apply_round(std::exchange(round, {}));
    }
    apply_round(round);
    if (longer.empty())
        return;
    std::sort(longer.begin(), longer.end());
    longer.erase(std::unique(longer.begin(), longer.end()), longer.end());
    Round grown;
    grown.changed = std::move(longer);
    apply_round(grown);
}

// Programs write the same members again and again: a few lines of each batch tell them.
void LogRows::note_members(const LogFeed::Rows& rows)
{
    std::size_t looked = 0;
    for (const auto& row : rows) {
        if (members_.size() >= kMostMembers || looked == kLookedAt)
            return;
        if (!row->text.contains(u"{\""))
            continue;
        ++looked;
        for (const auto& name : json_members(row->text))
            if (!members_.contains(name) && members_.size() < kMostMembers)
                members_ << name;
    }
}

bool LogRows::is_marked(int row) const
{
    return std::ranges::find(bookmarks_, slot_at(row)) != bookmarks_.end();
}

void LogRows::set_marked(int row, bool marked)
{
    const Slot slot = slot_at(row);
    std::erase(bookmarks_, slot);
    if (marked)
        bookmarks_.insert(
            std::ranges::upper_bound(bookmarks_, store_.at(slot), {}, [this](Slot other) { return store_.at(other); }),
            slot);
    Round round;
    round.changed.push_back(slot);
    apply_round(round);
}

bool LogRows::note_trace(const LogRow& row, Slot slot)
{
    if (row.kind != LogRow::Kind::Line && row.kind != LogRow::Kind::Trace)
        return false;
    const auto source = (row.task + u'/' + row.container).toStdString();
    if (row.kind == LogRow::Kind::Line) {
        last_lines_[source] = slot;
        return false;
    }
    const auto head = last_lines_.find(source);
    if (head == last_lines_.end())
        return false; // what it followed is not kept any more
    frames_[head->second].push_back(slot);
    heads_[slot] = head->second;
    return true;
}

// What goes can be read until nothing shows it any more.
std::size_t LogRows::drop_to(std::size_t lines, std::size_t bytes)
{
    Round round;
    std::size_t left = store_.lines();
    std::size_t left_bytes = store_.bytes();
    std::size_t pieces = 0;
    for (; pieces < store_.piece_count() && (left > lines || left_bytes > bytes); ++pieces) {
        const auto& group = store_.slots_in(pieces);
        round.removed.insert(round.removed.end(), group.begin(), group.end());
        left -= group.size();
        left_bytes -= store_.bytes_in(pieces);
    }
    apply_round(round);
    for (const Slot slot : round.removed)
        forget(slot);
    for (; pieces > 0; --pieces)
        store_.drop_oldest();
    return round.removed.size();
}

void LogRows::forget(Slot slot)
{
    if (const auto frames = frames_.find(slot); frames != frames_.end()) {
        for (const Slot frame : frames->second)
            heads_.erase(frame);
        frames_.erase(frames);
    }
    heads_.erase(slot);
    opened_.erase(slot);
    std::erase(bookmarks_, slot);
    std::erase_if(last_lines_, [slot](const auto& entry) { return entry.second == slot; });
}

void LogRows::clear()
{
    drop_to(0, 0);
    store_.clear();
    last_lines_.clear();
    members_.clear();
}

int LogRows::row_near(TimePoint at) const
{
    int nearest = -1;
    Duration least = Duration::max();
    for (int row = 0; row < rowCount(); ++row) {
        const TimePoint there = this->at(row);
        const Duration off = there > at ? there - at : at - there;
        if (off < least) {
            least = off;
            nearest = row;
        }
    }
    return nearest;
}

int LogRows::row_showing(Slot slot) const
{
    const int row = row_of(slot);
    const auto head = heads_.find(slot);
    return row < 0 && head != heads_.end() ? row_of(head->second) : row;
}

std::size_t LogRows::frames(int row) const
{
    const auto found = frames_.find(slot_at(row));
    return found == frames_.end() ? 0 : found->second.size();
}

QString LogRows::trace(int row) const
{
    QStringList lines;
    if (const auto found = frames_.find(slot_at(row)); found != frames_.end())
        for (const Slot slot : found->second)
            lines << store_.text(slot);
    return lines.join(u'\n');
}

void LogRows::set_open(int row, bool open)
{
    const Slot head = slot_at(row);
    const auto found = frames_.find(head);
    if (found == frames_.end() || open == opened_.contains(head))
        return;
    if (open)
        opened_[head] = true;
    else
        opened_.erase(head);
    Round round;
    round.changed = found->second;
    round.changed.push_back(head);
    apply_round(round);
}

bool LogRows::is_folded(Slot slot) const
{
    const auto head = heads_.find(slot);
    return head != heads_.end() && !opened_.contains(head->second);
}

QString LogRows::text_of(Slot slot, int column) const
{
    switch (column) {
    case Time:
        return local_time_ms(store_.at(slot));
    case Task:
        return store_.task(slot);
    case Container:
        return store_.container(slot);
    case Stream:
        return store_.standard_error(slot) ? QStringLiteral("stderr") : QStringLiteral("stdout");
    case Level:
        return word_of(store_.level(slot));
    default:
        return store_.text(slot);
    }
}

SortKey LogRows::key_of(Slot slot, int column) const
{
    if (column == Time)
        return time_key(store_.at(slot));
    return column == Level ? number_key(static_cast<double>(store_.level(slot))) : text_key(text_of(slot, column));
}

int LogRows::tone_of(Slot slot, int column) const
{
    if (column == Level)
        return static_cast<int>(tone_of_level(store_.level(slot)));
    if (column == Message)
        return static_cast<int>(tone_of_text(store_.level(slot)));
    return column == Time ? static_cast<int>(Role::Muted) : -1;
}

QString LogRows::tool_tip_of(Slot slot, int column) const
{
    if (column != Time)
        return {};
    const bool marked = std::ranges::find(bookmarks_, slot) != bookmarks_.end();
    return marked ? tr("%1, bookmarked").arg(local_date_time(store_.at(slot))) : local_date_time(store_.at(slot));
}

TimePoint LogRows::now() const
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

} // namespace quayside::ui
