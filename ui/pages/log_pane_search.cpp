#include "ui/charts/density_bar.h"
#include "ui/look/file_chooser.h"
#include "ui/look/text.h"
#include "ui/look/work.h"
#include "ui/pages/find_bar.h"
#include "ui/pages/hit_map.h"
#include "ui/pages/log_delegate.h"
#include "ui/pages/log_pane.h"
#include "ui/pages/menu_button.h"
#include "ui/session/instant.h"
#include "ui/session/log_text.h"
#include "ui/session/session.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QShortcut>
#include <QTextBlock>

#include <algorithm>
#include <chrono>

// The part of LogPane that finds, goes to a moment, and gives lines away.
namespace quayside::ui {

namespace {

constexpr qsizetype kMenuText = 60; // letters of a line

TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

LogExtract::Form form_of(const QString& path)
{
    if (path.endsWith(QStringLiteral(".tsv"), Qt::CaseInsensitive))
        return LogExtract::Form::Table;
    return path.endsWith(QStringLiteral(".txt"), Qt::CaseInsensitive) ? LogExtract::Form::Text : LogExtract::Form::Log;
}

// Empty, or why it could not be written.
QString write(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    const bool saved = file.open(QIODevice::WriteOnly) && file.write(bytes) >= 0 && file.commit();
    return saved ? QString() : file.errorString();
}

} // namespace

void LogPane::connect_search()
{
    const auto on_key = [this](const QKeySequence& keys, auto run) {
        auto* key = new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
        connect(key, &QShortcut::activated, this, run);
    };
    on_key(Qt::Key_F3, [this] { find_next(false); });
    on_key(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { find_next(true); });
    on_key(QKeySequence(Qt::CTRL | Qt::Key_G), [this] { time_->setFocus(Qt::ShortcutFocusReason); });
    on_key(QKeySequence(Qt::CTRL | Qt::Key_J), [this] { share_instant(); });
    on_key(QKeySequence(Qt::CTRL | Qt::Key_B), [this] { toggle_bookmark(); });
    on_key(QKeySequence(Qt::ALT | Qt::Key_Down), [this] { next_bookmark(false); });
    on_key(QKeySequence(Qt::ALT | Qt::Key_Up), [this] { next_bookmark(true); });
    connect(find_, &FindBar::wanted, this, &LogPane::find);
    connect(find_, &FindBar::edited, this, [this](const QString& text) {
        step_ = Step::None;
        search_.look_for(text);
    });
    connect(find_, &FindBar::closed, table_, [this] {
        search_.look_for({});
        table_->setFocus();
    });
    connect(&search_, &LogSearch::done, this, &LogPane::take_hits);
    connect(this, &LogPane::found, find_, &FindBar::set_place);
    connect(hit_map_, &HitMap::chosen, this, [this](int row) {
        follow(false);
        table_->setCurrentIndex(rows_.index(row, LogRows::Message));
    });
    connect(&rows_, &LogRows::filtered, this, [this] {
        if (!search_.text().isEmpty() && !density_soon_.isActive())
            density_soon_.start(); // rows moved: where the hits are is told anew
    });
    connect(&instant_, &Instant::moved, this, &LogPane::go_to_instant);
    connect(time_, &QLineEdit::returnPressed, this, &LogPane::read_time);
}

void LogPane::find_next(bool backwards)
{
    if (find_->isVisible())
        return find_->look(backwards);
    find_->show();
    find_->begin({});
    if (!find_->field()->text().isEmpty())
        search_.look_for(find_->field()->text());
}

void LogPane::find(const QString& text, bool backwards)
{
    step_ = backwards ? Step::Previous : Step::Next;
    if (text != search_.text())
        search_.look_for(text);
    else if (!search_.is_busy())
        take_hits();
}

void LogPane::take_hits()
{
    hits_.clear();
    for (const auto slot : search_.hits())
        if (const int row = rows_.row_showing(slot); row >= 0)
            hits_.push_back(row);
    std::sort(hits_.begin(), hits_.end());
    hits_.erase(std::unique(hits_.begin(), hits_.end()), hits_.end()); // several in one folded trace
    delegate_->set_sought(search_.text());
    table_->viewport()->update();
    hit_map_->set_hits(hits_, rows_.rowCount());
    hit_map_->setVisible(!hits_.empty());
    step();
}

// To the next hit from the current row on, once around.
void LogPane::step()
{
    const auto step = std::exchange(step_, Step::None);
    if (search_.text().isEmpty())
        return;
    const int here = table_->current_row();
    auto at = std::lower_bound(hits_.begin(), hits_.end(), here);
    if (step == Step::Next) {
        if (at != hits_.end() && *at == here)
            ++at;
        at = at == hits_.end() ? hits_.begin() : at;
    } else if (step == Step::Previous) {
        if (here < 0)
            at = hits_.end();
        at = at == hits_.begin() ? hits_.end() : at;
    }
    if (step == Step::Previous && !hits_.empty())
        --at;
    if (step != Step::None && !hits_.empty()) {
        follow(false);
        table_->setCurrentIndex(rows_.index(*at, LogRows::Message));
    }
    const bool is_hit = at != hits_.end() && *at == table_->current_row();
    hit_map_->set_current(is_hit ? *at : -1);
    emit found(is_hit ? static_cast<int>(at - hits_.begin()) + 1 : 0, static_cast<int>(hits_.size()));
}

// The line that was written nearest to it becomes the current one.
void LogPane::go_to(TimePoint at)
{
    const int nearest = rows_.row_near(at);
    if (nearest < 0)
        return;
    follow(false);
    if (table_->current_row() < 0 || rows_.at(table_->current_row()) != rows_.at(nearest))
        table_->setCurrentIndex(rows_.index(nearest, LogRows::Message));
    else
        table_->scrollTo(table_->currentIndex());
}

void LogPane::go_to_instant()
{
    instant_due_ = instant_.at() && (!isVisible() || rows_.rowCount() == 0);
    if (instant_.at() && !instant_due_)
        go_to(*instant_.at());
}

void LogPane::share_instant()
{
    const int row = table_->current_row();
    if (row < 0)
        return emit said(tr("Choose a line first: its time is what the other views go to"));
    instant_.go_to(rows_.at(row));
    emit said(tr("Logs, graphs and events are at %1").arg(local_time_ms(rows_.at(row))));
}

void LogPane::read_time()
{
    const auto at = read_instant(time_->text(), now());
    if (!at)
        return emit said(
            tr("“%1” is no time: write 14:04, 14:04:12.5, 2026-11-29 14:04:12 or -5m").arg(time_->text().left(40)));
    instant_.go_to(*at);
    table_->setFocus();
    emit said(tr("Logs, graphs and events are at %1").arg(local_date_time(*at)));
}

bool LogPane::open_trace(bool open)
{
    const int row = table_->current_row();
    if (row < 0 || rows_.frames(row) == 0 || rows_.is_open(row) == open)
        return false;
    rows_.set_open(row, open);
    return true;
}

void LogPane::toggle_bookmark()
{
    const int row = table_->current_row();
    if (row < 0)
        return emit said(tr("Choose a line first: the bookmark is set on it"));
    rows_.set_marked(row, !rows_.is_marked(row));
    emit said(rows_.is_marked(row) ? tr("Bookmarked; Alt+Down and Alt+Up go from one to the next")
                                   : tr("No bookmark here any more"));
    show_bookmarks();
}

void LogPane::show_bookmarks()
{
    const auto count = static_cast<int>(rows_.bookmarks().size());
    bookmarks_->setText(tr("%n bookmarks", nullptr, count));
    bookmarks_->setVisible(count > 0);
}

// Among the lines that the filter shows, once around.
void LogPane::next_bookmark(bool backwards)
{
    std::vector<int> marked;
    for (const auto slot : rows_.bookmarks())
        if (const int row = rows_.row_showing(slot); row >= 0)
            marked.push_back(row);
    std::ranges::sort(marked);
    if (marked.empty())
        return emit said(rows_.bookmarks().empty() ? tr("There is no bookmark: Ctrl+B sets one on the current line")
                                                   : tr("The filter hides every line with a bookmark"));
    const int here = table_->current_row();
    auto at = backwards ? std::ranges::lower_bound(marked, here) : std::ranges::upper_bound(marked, here);
    if (backwards)
        at = std::prev(at == marked.begin() ? marked.end() : at);
    else if (at == marked.end())
        at = marked.begin();
    follow(false);
    table_->setCurrentIndex(rows_.index(*at, LogRows::Message));
}

void LogPane::fill_bookmarks()
{
    auto* menu = bookmarks_->menu();
    menu->clear();
    for (const auto slot : rows_.bookmarks()) {
        auto text = QStringLiteral("%1  %2").arg(
            local_time_ms(rows_.store().at(slot)), rows_.store().text(slot).left(kMenuText));
        text.replace(u'&', QStringLiteral("&&"));
        menu->addAction(text, this, [this, slot] { show_bookmark(slot); });
    }
    menu->addSeparator();
    menu->addAction(tr("&Next bookmark"), this, [this] { next_bookmark(false); })
        ->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Down));
    menu->addAction(tr("&Previous bookmark"), this, [this] { next_bookmark(true); })
        ->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Up));
}

// One that the filter hides is shown without it.
void LogPane::show_bookmark(LogStore::Slot slot)
{
    if (rows_.row_showing(slot) < 0)
        filter_->clear();
    if (rows_.row_showing(slot) < 0) { // soon it is
        connect(
            &rows_, &LogRows::filtered, this, [this, slot] { show_bookmark(slot); }, Qt::SingleShotConnection);
        return;
    }
    follow(false);
    table_->setCurrentIndex(rows_.index(rows_.row_showing(slot), LogRows::Message));
    table_->setFocus();
}

bool LogPane::filter_by_member()
{
    const auto member = json_member(line_->textCursor().block().text());
    if (!member || !rows_.members().contains(member->name))
        return false;
    filter_->set_text(member_filter(member->name, member->value));
    return true;
}

// In place of what these keys do in other tables; a click on the name of a member, or Enter there, asks for its like.
bool LogPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == line_->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto cursor = line_->cursorForPosition(static_cast<QMouseEvent*>(event)->position().toPoint());
        const auto text = cursor.block().text();
        const bool on_name = cursor.positionInBlock() > text.indexOf(u'"')
            && cursor.positionInBlock() < text.indexOf(QLatin1String("\": "));
        if (on_name && !line_->textCursor().hasSelection()) {
            line_->setTextCursor(cursor);
            return filter_by_member();
        }
        return false;
    }
    if (watched == line_ && event->type() == QEvent::KeyPress)
        return static_cast<QKeyEvent*>(event)->key() == Qt::Key_Return && filter_by_member();
    if (watched != table_ || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() != Qt::NoModifier)
        return false;
    if (key->key() == Qt::Key_Space) {
        follow(!follows_);
        return true;
    }
    return (key->key() == Qt::Key_Right && open_trace(true)) || (key->key() == Qt::Key_Left && open_trace(false));
}

void LogPane::show_menu(int row, const QPoint& global)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (row >= 0) {
        const auto line = rows_.row(row);
        auto* share = menu->addAction(tr("Go to this &instant"), this, &LogPane::share_instant);
        share->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_J));
        menu->addAction(rows_.is_marked(row) ? tr("Remove the &bookmark") : tr("Set a &bookmark"), this,
                &LogPane::toggle_bookmark)
            ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_B));
        menu->addAction(tr("Same instant in &graphs"), this,
            [this, at = line.at] { instant_.show_in(Instant::Place::Graphs, at); });
        menu->addAction(tr("Same instant in &events"), this,
            [this, at = line.at] { instant_.show_in(Instant::Place::Events, at); });
        menu->addSeparator();
        const auto filter = [this, menu](const QString& text, const QString& terms) {
            menu->addAction(text, this, [this, terms] { filter_->set_text(terms); });
        };
        filter(tr("Only lines of this &task"), QStringLiteral("task=") + line.task);
        filter(tr("Only lines of this &container"), QStringLiteral("container=") + line.container);
        filter(tr("Only lines as &grave as this"), QStringLiteral("level>=") + name_of(line.level));
        if (rows_.frames(row) > 0)
            menu->addAction(rows_.is_open(row) ? tr("&Fold the trace") : tr("&Open the trace"), this,
                [this, row] { rows_.set_open(row, !rows_.is_open(row)); });
        menu->addSeparator();
        menu->addAction(
            tr("&Copy this line"), this, [text = line.text] { QGuiApplication::clipboard()->setText(text); });
    }
    menu->addAction(tr("Copy &all lines shown"), this, &LogPane::copy);
    menu->addAction(tr("&Save the lines shown…"), this, &LogPane::save);
    menu->popup(global);
}

LogExtract LogPane::shown() const
{
    std::vector<LogStore::Slot> lines;
    lines.reserve(static_cast<std::size_t>(rows_.rowCount()));
    for (int row = 0; row < rows_.rowCount(); ++row)
        lines.push_back(rows_.slot_at(row));
    auto extract = rows_.store().extract(lines);
    for (const auto slot : rows_.bookmarks())
        if (const int row = rows_.row_of(slot); row >= 0)
            extract.lines[static_cast<std::size_t>(row)].marked = true;
    return extract;
}

// A million lines are put together where nobody waits for it.
void LogPane::copy()
{
    in_background(
        this, [lines = shown()] { return QString::fromUtf8(lines.text(LogExtract::Form::Log)); },
        [this, count = rows_.rowCount()](const QString& text) {
            QGuiApplication::clipboard()->setText(text);
            emit said(tr("Copied %1").arg(counted(count, tr("line"), tr("lines"))));
        });
}

void LogPane::save()
{
    const FileQuestion question{ .kind = FileQuestion::Kind::NewFile,
        .title = tr("Save the lines shown (.log; .txt: the texts alone; .tsv: a table)"),
        .suffix = QStringLiteral("log") };
    FileChooser::get().ask(question, *this, [this](const QString& path) {
        in_background(
            this, [lines = shown(), path] { return write(path, lines.text(form_of(path))); },
            [this, path](const QString& problem) {
                emit said(
                    problem.isEmpty() ? tr("Saved %1").arg(path) : tr("%1 cannot be written: %2").arg(path, problem));
            });
    });
}

} // namespace quayside::ui
