#pragma once

#include "core/model/change_set.h"
#include "ui/pages/log_rows.h"
#include "ui/pages/object_ref.h"
#include "ui/session/log_search.h"

#include <QTimer>

#include <set>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace quayside::ui {

class Chip;
class DensityBar;
class FilterBar;
class FindBar;
class HitMap;
class Instant;
class LogDelegate;
class MenuButton;
class TableView;
class TextLabel;

// What the containers of a task, or of all tasks of a service, write: interleaved by time, filtered in the language of
// tables, as plain text, among it when deployments began and tasks failed. It follows what comes while its end can be
// seen, and stays where it is once somebody has turned back. GUI thread.
class LogPane : public QWidget {
    Q_OBJECT

public:
    // Beyond these the oldest are left out, and counted.
    static constexpr std::size_t kMostLines = 1'000'000;
    static constexpr std::size_t kMostBytes = std::size_t{ 256 } << 20; // of text
    static constexpr std::size_t kMostSources = 100;

    explicit LogPane(Session& session, QWidget* parent = nullptr);

    // A task or service; what was shown before is forgotten if it is another one.
    void set_object(const ObjectRef& ref);
    const ObjectRef& object() const { return ref_; }
    void take(const model::ChangeSet& changes);

    bool follows() const { return follows_; }
    void follow(bool on);
    LogExtract shown() const; // the lines that the filter shows
    LogFeed& feed() { return feed_; }
    TableView* table() const { return table_; }
    FilterBar* filter() const { return filter_; }
    FindBar* find_bar() const { return find_; }
    DensityBar* density() const { return density_; }
    MenuButton* containers() const { return containers_; }
    MenuButton* bookmarks() const { return bookmarks_; }
    QPlainTextEdit* line() const { return line_; } // the whole of the current one
    LogRows& rows() { return rows_; }
    const std::vector<int>& hits() const { return hits_; } // rows with what is sought

    void add(const LogFeed::Rows& rows);
    // Makes the next line with this text the current one, from the current one on and once around; `found` tells how
    // many the filter shows.
    void find(const QString& text, bool backwards);
    // Opens or folds the trace of the current line; false if it has none, or has it so already.
    bool open_trace(bool open);

signals:
    void found(int place, int hits); // which of them is the current one, from 1 on; 0: none
    void said(const QString& text); // for the status bar

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Step { None, Next, Previous };

    void make_tools();
    void connect_parts();
    void connect_search();
    void fill_containers();
    void show_menu(int row, const QPoint& global);
    void find_next(bool backwards);
    void take_hits();
    void step();
    void go_to(TimePoint at);
    void go_to_instant();
    void share_instant();
    void toggle_bookmark();
    void next_bookmark(bool backwards);
    void fill_bookmarks();
    void show_bookmark(LogStore::Slot slot);
    void show_bookmarks();
    bool filter_by_member(); // at the caret of the current line's text
    void read_time();
    void add_happenings();
    void show_dropped();
    void show_density();
    void show_in_sight();
    std::vector<LogSource> sources();
    void look_for_sources();
    void trim();
    void scrolled(int value);
    void show_counts();
    void show_pill();
    void show_line();
    void update_empty();
    QString emptiness() const;
    void save();
    void copy();

    Session& session_;
    LogFeed feed_;
    Instant& instant_;
    LogRows rows_;
    LogSearch search_;
    std::vector<int> hits_;
    Step step_ = Step::None; // once the hits are known
    bool instant_due_ = false; // it moved while nothing could be shown
    ObjectRef ref_;
    std::vector<LogSource> wanted_;
    std::size_t left_out_ = 0; // containers beyond kMostSources
    std::set<std::pair<LogRow::Kind, RowId>> happened_; // deployments and events that stand among the lines
    std::size_t dropped_ = 0;
    std::size_t unseen_ = 0; // came while it did not follow
    int errors_ = 0;
    int warnings_ = 0;
    bool follows_ = true;
    bool moving_ = false; // by itself
    FilterBar* filter_;
    FindBar* find_;
    DensityBar* density_;
    MenuButton* containers_; // one of them alone
    MenuButton* bookmarks_;
    QLineEdit* time_; // to go to
    TextLabel* dropped_note_;
    QTimer density_soon_;
    TableView* table_;
    LogDelegate* delegate_;
    HitMap* hit_map_;
    QPlainTextEdit* line_;
    QPushButton* pill_;
    TextLabel* count_;
    Chip* errors_chip_;
    Chip* warnings_chip_;
};

} // namespace quayside::ui
