#pragma once

#include "core/model/change_set.h"
#include "ui/pages/object_ref.h"
#include "ui/session/log_feed.h"
#include "ui/tables/row_model_of.h"

#include <QTimer>

#include <deque>

class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace quayside::ui {

class Chip;
class FilterBar;
class FindBar;
class LogDensity;
class MenuButton;
class TableView;
class TextLabel;

std::vector<Column<LogRow>> log_columns();

// What the containers of a task, or of all tasks of a service, write: interleaved by time, filtered in the language of
// tables, as plain text. It follows what comes while its end can be seen, and stays where it is once somebody has
// turned back. GUI thread.
class LogPane : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t kMostLines = 200'000; // beyond them the oldest are left out, and counted
    static constexpr std::size_t kMostSources = 100;

    explicit LogPane(Session& session, QWidget* parent = nullptr);

    // A task or service; what was shown before is forgotten if it is another one.
    void set_object(const ObjectRef& ref);
    const ObjectRef& object() const { return ref_; }
    void take(const model::ChangeSet& changes);

    bool follows() const { return follows_; }
    void follow(bool on);
    QString text() const; // the lines that the filter shows, as they were written
    LogFeed& feed() { return feed_; }
    TableView* table() const { return table_; }
    FilterBar* filter() const { return filter_; }
    FindBar* find_bar() const { return find_; }
    LogDensity* density() const { return density_; }
    MenuButton* containers() const { return containers_; }
    RowModelOf<LogRow>& rows() { return rows_; }

    void add(const LogFeed::Rows& rows);
    // Makes the next line with this text the current one, from the current one on and once around; false if there is
    // none among those that the filter shows.
    bool find(const QString& text, bool backwards);

signals:
    void said(const QString& text); // for the status bar

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void connect_parts();
    void fill_containers();
    void find_next(bool backwards);
    void go_to(TimePoint at);
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
    RowModelOf<LogRow> rows_;
    ObjectRef ref_;
    std::vector<LogSource> wanted_;
    std::size_t left_out_ = 0; // containers beyond kMostSources
    std::deque<std::shared_ptr<const LogRow>> lines_; // as they came
    std::size_t dropped_ = 0;
    std::size_t unseen_ = 0; // came while it did not follow
    int errors_ = 0;
    int warnings_ = 0;
    bool follows_ = true;
    bool moving_ = false; // by itself
    FilterBar* filter_;
    FindBar* find_;
    LogDensity* density_;
    MenuButton* containers_; // one of them alone
    QTimer density_soon_;
    TableView* table_;
    QPlainTextEdit* line_;
    QPushButton* pill_;
    TextLabel* count_;
    Chip* errors_chip_;
    Chip* warnings_chip_;
};

} // namespace quayside::ui
