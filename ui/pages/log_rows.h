#pragma once

#include "ui/session/log_store.h"
#include "ui/tables/row_model.h"

#include <unordered_map>
#include <vector>

namespace quayside::ui {

std::vector<ColumnInfo> log_columns();

// The lines of a log as rows, by their time. The trace of an error is folded into the line that it follows until that
// is opened. GUI thread.
class LogRows : public RowModel {
    Q_OBJECT

public:
    enum Column { Time, Task, Container, Stream, Level, Message };

    explicit LogRows(QObject* parent = nullptr);

    void add(const LogFeed::Rows& rows);
    // The oldest lines, until no more than so many are left; how many went.
    std::size_t drop_to(std::size_t lines, std::size_t bytes);
    void clear();
    const LogStore& store() const { return store_; }

    LogRow row(int row) const { return store_.row(slot_at(row)); }
    TimePoint at(int row) const { return store_.at(slot_at(row)); }
    TimePoint first_at() const { return first_at_; } // of all that came
    // The visible row that is nearest to it; -1: there is none.
    int row_near(TimePoint at) const;
    // Of a slot, or of the line that it is folded into; -1: hidden.
    int row_showing(Slot slot) const;

    // Bookmarks, by time: of lines that are hidden as well, until they are dropped.
    const std::vector<Slot>& bookmarks() const { return bookmarks_; }
    bool is_marked(int row) const;
    void set_marked(int row, bool marked);
    // Of the JSON objects among the lines, as far as they were looked at.
    const QStringList& members() const { return members_; }

    std::size_t frames(int row) const; // lines of the trace that it began
    QString trace(int row) const; // those, one below the other
    bool is_open(int row) const { return opened_.contains(slot_at(row)); }
    void set_open(int row, bool open);

protected:
    std::size_t slot_count() const override { return store_.slot_count(); }
    bool in_use(Slot slot) const override { return store_.in_use(slot); }
    QString text_of(Slot slot, int column) const override;
    SortKey key_of(Slot slot, int column) const override;
    int tone_of(Slot slot, int column) const override;
    QString tool_tip_of(Slot slot, int column) const override;
    bool is_folded(Slot slot) const override;
    TimePoint now() const override;
    StateWord state_of_cell(Slot, int) const override { return {}; }
    std::vector<float> spark_of(Slot, int) const override { return {}; }
    Capacity capacity_of(Slot, int) const override { return {}; }
    bool can_edit(Slot, int) const override { return false; }
    bool is_staged(int) const override { return false; }
    QVariantMap editor_of(int) const override { return {}; }
    Result<std::vector<EditCall>> calls_of(Slot, int, const QString&) const override { return std::vector<EditCall>{}; }

private:
    void note_members(const LogFeed::Rows& rows);
    // Whether the line goes on with a trace; `source` names the container.
    bool note_trace(const LogRow& row, Slot slot);
    void forget(Slot slot);

    LogStore store_;
    TimePoint first_at_;
    std::unordered_map<std::string, Slot> last_lines_; // that can have a trace, of each container
    std::unordered_map<Slot, std::vector<Slot>> frames_; // by the line they follow
    std::unordered_map<Slot, Slot> heads_; // of frames
    std::unordered_map<Slot, bool> opened_;
    std::vector<Slot> bookmarks_;
    QStringList members_;
};

} // namespace quayside::ui
