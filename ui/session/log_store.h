#pragma once

#include "core/base/time.h"
#include "ui/session/log_feed.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::ui {

// Some thousands of lines of a log, one behind the other. Does not change once it is full, so that another thread may
// read it meanwhile.
class LogPiece {
public:
    static constexpr std::size_t kLines = 4'096;
    static constexpr std::size_t kBytes = std::size_t{ 4 } << 20;

    std::size_t size() const { return ends_.size(); }
    bool is_full() const { return size() >= kLines || text_.size() >= kBytes; }
    void add(const LogRow& row, std::uint32_t source);
    void close(); // gives back what it has no use for

    std::string_view text() const { return text_; } // of all lines
    std::string_view text(std::size_t line) const;
    std::size_t line_at(std::size_t byte) const; // whose text that is
    std::size_t end_of(std::size_t line) const { return ends_[line]; }
    TimePoint at(std::size_t line) const { return times_[line]; }
    LogLevel level(std::size_t line) const { return static_cast<LogLevel>(marks_[line] & kLevel); }
    bool standard_error(std::size_t line) const { return (marks_[line] & kStandardError) != 0; }
    LogRow::Kind kind(std::size_t line) const { return static_cast<LogRow::Kind>(marks_[line] >> kKindShift); }
    std::uint32_t source(std::size_t line) const { return sources_[line]; }
    std::vector<LogSpan> spans(std::size_t line) const;

private:
    static constexpr std::uint8_t kLevel = 0x3;
    static constexpr std::uint8_t kStandardError = 0x4;
    static constexpr int kKindShift = 3;
    struct SpanOf {
        std::uint32_t line = 0;
        LogSpan span;
    };

    std::string text_;
    std::vector<std::uint32_t> ends_;
    std::vector<TimePoint> times_;
    std::vector<std::uint32_t> sources_;
    std::vector<std::uint8_t> marks_; // level, stream and kind
    std::vector<SpanOf> spans_; // of few lines
};

// Some lines of a store, in some order, to be read on any thread.
struct LogExtract {
    // Each line behind its time, task and container, those that are marked behind a "*"; the lines alone; or all of it
    // with tabs between the columns.
    enum class Form { Log, Text, Table };
    struct Source {
        QString task;
        QString container;
    };
    struct Place {
        std::uint32_t piece = 0; // index
        std::uint32_t line = 0;
        bool marked = false; // by whoever read it
    };

    QByteArray text(Form form) const;

    std::vector<std::shared_ptr<const LogPiece>> pieces;
    std::vector<Source> sources;
    std::vector<Place> lines;
};

// The lines that a log view keeps, in pieces, without an object for each: a million of them with their text take what
// the text takes and some twenty bytes each. A line lives in a slot until its piece is dropped; slots are used again,
// the oldest first. GUI thread; pieces that are full may be read on others.
class LogStore {
public:
    using Slot = std::uint32_t;

    Slot add(const LogRow& row);
    // The oldest piece: its slots are free from then on.
    void drop_oldest();
    void clear();

    std::size_t lines() const { return lines_; }
    std::size_t bytes() const { return bytes_; } // of text
    std::size_t slot_count() const { return places_.size(); }
    bool in_use(Slot slot) const { return slot < places_.size() && places_[slot] != kNowhere; }

    TimePoint at(Slot slot) const { return piece_of(slot).at(line_of(slot)); }
    LogLevel level(Slot slot) const { return piece_of(slot).level(line_of(slot)); }
    LogRow::Kind kind(Slot slot) const { return piece_of(slot).kind(line_of(slot)); }
    bool standard_error(Slot slot) const { return piece_of(slot).standard_error(line_of(slot)); }
    QString text(Slot slot) const;
    const QString& task(Slot slot) const { return sources_[piece_of(slot).source(line_of(slot))].task; }
    const QString& container(Slot slot) const { return sources_[piece_of(slot).source(line_of(slot))].container; }
    LogRow row(Slot slot) const; // the whole of it
    LogExtract extract(const std::vector<Slot>& lines) const;

    // Pieces by number, ascending; the newest is a copy where it is not full yet.
    struct Numbered {
        std::uint64_t number = 0;
        std::shared_ptr<const LogPiece> piece;
    };
    std::vector<Numbered> pieces() const;
    // From the oldest on.
    std::size_t piece_count() const { return pieces_.size(); }
    const std::vector<Slot>& slots_in(std::size_t piece) const { return slots_[piece]; }
    std::size_t bytes_in(std::size_t piece) const { return pieces_[piece]->text().size(); }
    std::uint64_t first_piece() const { return first_; }
    Slot slot_of(std::uint64_t piece, std::size_t line) const { return slots_[piece - first_][line]; }
    bool holds(std::uint64_t piece) const { return piece >= first_ && piece < first_ + pieces_.size(); }

private:
    static constexpr std::uint32_t kNowhere = ~std::uint32_t{ 0 };
    static constexpr int kLineBits = 12;
    static constexpr std::uint64_t kNumbers = std::uint64_t{ 1 } << (32 - kLineBits);

    std::size_t piece_index(Slot slot) const
    {
        return ((places_[slot] >> kLineBits) - first_ % kNumbers + kNumbers) % kNumbers;
    }
    const LogPiece& piece_of(Slot slot) const { return *pieces_[piece_index(slot)]; }
    std::size_t line_of(Slot slot) const { return places_[slot] & (LogPiece::kLines - 1); }
    std::uint32_t source_of(const LogRow& row);

    std::deque<std::shared_ptr<LogPiece>> pieces_;
    std::deque<std::vector<Slot>> slots_; // of their lines
    std::uint64_t first_ = 0; // the number of the first piece
    std::vector<std::uint32_t> places_; // by slot: the end of the piece's number, and the line
    std::deque<Slot> free_;
    std::vector<LogExtract::Source> sources_;
    std::size_t lines_ = 0;
    std::size_t bytes_ = 0;
};

} // namespace quayside::ui
