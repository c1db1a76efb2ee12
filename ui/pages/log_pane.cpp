#include "ui/pages/log_pane.h"

#include "ui/charts/density_bar.h"
#include "ui/look/buttons.h"
#include "ui/look/chip.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/pages/find_bar.h"
#include "ui/pages/hit_map.h"
#include "ui/pages/log_delegate.h"
#include "ui/pages/menu_button.h"
#include "ui/session/instant.h"
#include "ui/session/past_tasks.h"
#include "ui/session/session.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"

#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <set>

namespace quayside::ui {

namespace {

constexpr int kLineHeight = 56; // of the whole text of the current line
constexpr int kLongLineHeight = 140; // of one that has parts
constexpr std::size_t kTrimmed = LogPane::kMostLines / 10; // at once
constexpr int kPillMargin = 16;
constexpr int kRoomForDensity = 240;
constexpr int kTimeWidth = 96;
constexpr std::chrono::milliseconds kDensity{ 250 };

QPlainTextEdit* make_line(QWidget* parent)
{
    auto* line = new QPlainTextEdit(parent);
    line->setReadOnly(true);
    line->setFrameShape(QFrame::NoFrame);
    line->setFont(font_of(Type::Mono));
    line->setAccessibleName(LogPane::tr("Current line"));
    line->setFixedHeight(Theme::get().scaled(kLineHeight));
    line->setTabChangesFocus(true);
    line->hide();
    return line;
}

} // namespace

LogPane::LogPane(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , feed_(session)
    , instant_(Instant::of(session))
    , search_(rows_.store())
    , filter_(new FilterBar(this))
    , find_(new FindBar(this))
    , density_(new DensityBar(
          tr("Lines over time"), { tr("line"), tr("lines") },
          [this](const DensityBar::Visit& visit) {
              for (int row = 0; row < rows_.rowCount(); ++row)
                  visit(rows_.at(row), rows_.store().level(rows_.slot_at(row)));
          },
          instant_, this))
    , containers_(new MenuButton(tr("Containers"), tr("Show the lines of one container only"), this))
    , bookmarks_(new MenuButton(tr("Bookmarks"), tr("Go to a line that was bookmarked (Ctrl+B sets one)"), this))
    , time_(new QLineEdit(this))
    , dropped_note_(new TextLabel({}, Type::Small, Role::Warning, this))
    , table_(new TableView("logs", tr("Log"), this))
    , delegate_(new LogDelegate(rows_, table_))
    , hit_map_(new HitMap(this))
    , line_(make_line(this))
    , pill_(primary_button({}, this))
    , count_(new TextLabel({}, Type::Small, Role::Muted, this))
    , errors_chip_(filter_->add_quick_filter(tr("Errors"), "level:error"))
    , warnings_chip_(filter_->add_quick_filter(tr("Warnings"), "level:warn"))
{
    filter_->field()->setPlaceholderText(tr("Filter, such as level:error \"checkout\" -/healthz?/"));
    filter_->add_quick_filter(tr("stderr"), "stream:stderr")->setToolTip(tr("Standard error only"));
    make_tools();
    feed_.set_paused(true); // until somebody looks
    rows_.sort(LogRows::Time, Qt::AscendingOrder);
    table_->set_rows(&rows_);
    table_->setItemDelegate(delegate_);
    filter_->set_rows(&rows_);
    table_->set_own_resort_chip(false);
    pill_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(filter_);
    column->addWidget(density_);
    column->addWidget(dropped_note_);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(table_, 1);
    row->addWidget(hit_map_);
    column->addLayout(row, 1);
    column->addWidget(new HLine(this));
    column->addWidget(line_);
    column->addWidget(find_);
    find_->hide();
    hit_map_->hide();
    dropped_note_->hide();
    dropped_note_->setContentsMargins(12, 2, 12, 2);
    setFocusProxy(table_);
    connect_parts();
    connect_search();
    show_counts();
}

void LogPane::make_tools()
{
    containers_->setText(tr("Containers"));
    containers_->setToolButtonStyle(Qt::ToolButtonTextOnly);
    containers_->setMenu(new QMenu(containers_));
    containers_->hide();
    filter_->add_tool(containers_);
    bookmarks_->setText(tr("Bookmarks"));
    bookmarks_->setToolButtonStyle(Qt::ToolButtonTextOnly);
    bookmarks_->setMenu(new QMenu(bookmarks_));
    bookmarks_->hide();
    filter_->add_tool(bookmarks_);
    filter_->add_tool(count_);
    time_->setPlaceholderText(tr("Go to time"));
    time_->setAccessibleName(tr("Go to time"));
    time_->setToolTip(tr("Such as 14:04, 14:04:12.5 or -5m; Enter goes there, in graphs and events as well (Ctrl+G)"));
    time_->setFixedWidth(Theme::get().scaled(kTimeWidth));
    set_small(time_);
    filter_->add_tool(time_);
    auto* find = icon_button(theme_icon("edit-find"), tr("Find in the lines shown (F3)"), this);
    auto* copy = icon_button(theme_icon("edit-copy"), tr("Copy the lines shown"), this);
    auto* save = icon_button(theme_icon("document-save"), tr("Save the lines shown…"), this);
    filter_->add_tool(find);
    filter_->add_tool(copy);
    filter_->add_tool(save);
    connect(find, &QToolButton::clicked, this, [this] { find_next(false); });
    connect(copy, &QToolButton::clicked, this, &LogPane::copy);
    connect(save, &QToolButton::clicked, this, &LogPane::save);
}

void LogPane::connect_parts()
{
    connect(&feed_, &LogFeed::arrived, this, &LogPane::add);
    density_->hide();
    density_soon_.setSingleShot(true);
    density_soon_.setInterval(kDensity);
    connect(&density_soon_, &QTimer::timeout, this, &LogPane::show_density);
    connect(filter_, &FilterBar::text_changed, &density_soon_, qOverload<>(&QTimer::start));
    connect(density_, &DensityBar::chosen, this, &LogPane::go_to);
    connect(&feed_, &LogFeed::changed, this, &LogPane::update_empty);
    connect(table_, &TableView::clear_filter_requested, filter_, &FilterBar::clear);
    connect(table_, &TableView::empty_action, &feed_, &LogFeed::retry);
    connect(table_, &TableView::chosen, this, &LogPane::show_line);
    connect(table_->verticalScrollBar(), &QScrollBar::valueChanged, this, &LogPane::scrolled);
    connect(containers_->menu(), &QMenu::aboutToShow, this, &LogPane::fill_containers);
    connect(bookmarks_->menu(), &QMenu::aboutToShow, this, &LogPane::fill_bookmarks);
    connect(pill_, &QPushButton::clicked, this, [this] { follow(true); });
    auto* end = new QShortcut(QKeySequence(Qt::Key_End), table_, nullptr, nullptr, Qt::WidgetShortcut);
    connect(end, &QShortcut::activated, this, [this] { follow(true); });
    connect(&Theme::get(), &Theme::changed, this, [this] {
        line_->setFont(font_of(Type::Mono));
        show_line();
    });
    table_->installEventFilter(this);
    line_->installEventFilter(this);
    line_->viewport()->installEventFilter(this);
    connect(table_, &TableView::opened, this, [this](int row) { open_trace(!rows_.is_open(row)); });
    connect(table_, &TableView::menu_requested, this, &LogPane::show_menu);
}

void LogPane::set_object(const ObjectRef& ref)
{
    if (ref == ref_)
        return;
    ref_ = ref;
    feed_.want({});
    wanted_.clear();
    rows_.clear();
    show_bookmarks();
    happened_.clear();
    dropped_ = unseen_ = 0;
    errors_ = warnings_ = 0;
    filter_->clear();
    follow(true);
    look_for_sources();
    show_counts();
    show_dropped();
    density_->hide();
    density_->set_zoom(std::nullopt);
    density_->count();
    find_->hide();
    take_hits();
}

void LogPane::take(const model::ChangeSet& changes)
{
    if (ref_ && (changes.full || !changes.of<model::Task>().empty()))
        look_for_sources();
    if (ref_ && (!changes.of<model::Event>().empty() || !changes.of<model::Deployment>().empty()))
        add_happenings();
}

// Those that were shown stay, also when their task has stopped.
std::vector<LogSource> LogPane::sources()
{
    const auto& state = session_.state();
    std::vector<LogSource> found = wanted_;
    const auto add = [&](const model::TaskPtr& task) {
        if (!task || !task->spec->definition)
            return;
        for (const auto& container : task->spec->definition->containers)
            if (const LogSource source{ task->id, container.name };
                std::find(found.begin(), found.end(), source) == found.end())
                found.push_back(source);
    };
    const auto& past = PastTasks::of(session_);
    if (ref_.kind == ObjectRef::Kind::Task)
        add(state.tasks().find(ref_.id) ? find_task(state, ref_) : past.find(ref_.id));
    else if (const auto service = find_service(state, ref_))
        for (const Id& id : state.open_tasks_of(service->key()))
            add(state.tasks().find(id));
    std::erase_if(found, [&](const LogSource& source) {
        return !state.tasks().find(source.task) && !past.has_log(source.task, source.container);
    });
    return found;
}

void LogPane::look_for_sources()
{
    wanted_ = sources();
    left_out_ = wanted_.size() - std::min(wanted_.size(), kMostSources);
    wanted_.resize(wanted_.size() - left_out_);
    feed_.want(wanted_);
    containers_->setVisible(std::any_of(wanted_.begin(), wanted_.end(),
        [this](const LogSource& source) { return source.container != wanted_.front().container; }));
    table_->setColumnHidden(LogRows::Task, ref_.kind == ObjectRef::Kind::Task);
    update_empty();
    show_counts();
}

void LogPane::add(const LogFeed::Rows& rows)
{
    const bool first = rows_.total() == 0;
    for (const auto& row : rows) {
        errors_ += row->level == LogLevel::Error && row->kind == LogRow::Kind::Line;
        warnings_ += row->level == LogLevel::Warning;
    }
    rows_.add(rows);
    filter_->set_members({ QStringLiteral("message"), rows_.members() });
    trim();
    if (first)
        add_happenings();
    if (follows_)
        follow(true);
    else
        unseen_ += rows.size();
    update_empty();
    show_counts();
    if (instant_due_)
        go_to_instant();
    if (!density_soon_.isActive())
        density_soon_.start();
}

// What somebody reads does not move: it may go on for a while beyond the bound, and stays in its place.
void LogPane::trim()
{
    const std::size_t most = follows_ ? kMostLines : kMostLines + 2 * kTrimmed;
    if (rows_.store().lines() <= most && rows_.store().bytes() <= kMostBytes)
        return;
    const int before = rows_.rowCount();
    auto* bar = table_->verticalScrollBar();
    const int value = bar->value();
    dropped_ += rows_.drop_to(kMostLines - kTrimmed, kMostBytes - kMostBytes / 10);
    show_bookmarks();
    if (!follows_) {
        moving_ = true;
        bar->setValue(value - (before - rows_.rowCount()));
        moving_ = false;
    }
    show_dropped();
}

void LogPane::show_dropped()
{
    dropped_note_->setVisible(dropped_ > 0);
    dropped_note_->setText(
        tr("%1 older lines dropped: the newest %2 are kept").arg(dropped_).arg(rows_.store().lines()));
}

// Deployments of the service, and what went wrong with it or the tasks whose lines are here, since the first line.
void LogPane::add_happenings()
{
    if (rows_.total() == 0)
        return;
    const auto& state = session_.state();
    const TimePoint since = rows_.first_at();
    LogFeed::Rows news;
    const auto add = [&](LogRow::Kind kind, RowId id, TimePoint at, const QString& task, const QString& text) {
        if (at < since || !happened_.insert({ kind, id }).second)
            return;
        LogRow row;
        row.at = at;
        row.kind = kind;
        row.level = kind == LogRow::Kind::Failure ? LogLevel::Error : LogLevel::Info;
        row.task = task;
        row.text = text;
        news.push_back(std::make_shared<const LogRow>(std::move(row)));
    };
    const auto service = find_service(state, ref_);
    if (service)
        for (const auto& [row, number] : state.deployments_of(service->key()))
            if (const auto deployment = state.deployments().find(number); deployment && deployment->revision)
                add(LogRow::Kind::Deployment, number, deployment->created_at, {},
                    tr("Deployment of %1:%2 starts")
                        .arg(from_utf8(deployment->revision->definition_key.family))
                        .arg(deployment->revision->definition_key.revision));
    for (const auto& [row, event] : state.events()) {
        if (event->severity == model::Severity::Info || event->at < since)
            continue;
        const auto task = Id::parse(event->object);
        const bool of_task = task && std::any_of(wanted_.begin(), wanted_.end(), [&](const LogSource& source) {
            return source.task == *task;
        });
        const bool of_service = service && event->kind == model::EventKind::Service && event->object == service->name
            && event->cluster == service->cluster;
        if (of_task || of_service)
            add(LogRow::Kind::Failure, row, event->at, of_task ? short_id(from_utf8(event->object)) : QString(),
                from_utf8(event->message));
    }
    if (!news.empty())
        rows_.add(news);
}

void LogPane::follow(bool on)
{
    follows_ = on;
    if (on) {
        unseen_ = 0;
        moving_ = true;
        table_->scrollToBottom();
        moving_ = false;
    }
    show_pill();
}

// By the person at the window: at the end it follows, anywhere else it does not.
void LogPane::scrolled(int value)
{
    const bool at_end = value >= table_->verticalScrollBar()->maximum();
    if (!moving_ && at_end != follows_)
        follow(at_end);
    show_in_sight();
}

void LogPane::show_pill()
{
    pill_->setVisible(!follows_);
    if (follows_)
        return;
    pill_->setText(unseen_ == 0 ? tr("Follow    End") : tr("Follow, %1 new    End").arg(unseen_));
    pill_->setAccessibleName(tr("Follow what is written"));
    pill_->adjustSize();
    pill_->move(table_->geometry().bottomRight()
        - QPoint(pill_->width() + kPillMargin + table_->verticalScrollBar()->width(), pill_->height() + kPillMargin));
    pill_->raise();
}

void LogPane::show_counts()
{
    errors_chip_->set_count(errors_);
    warnings_chip_->set_count(warnings_);
    QStringList parts;
    if (feed_.sources() > 0)
        parts << counted(static_cast<std::int64_t>(feed_.sources()), tr("container"), tr("containers"));
    if (left_out_ > 0)
        parts << tr("%1 more are left out").arg(left_out_);
    if (const auto problem = feed_.problem(); !problem.isEmpty() && rows_.total() > 0)
        parts << problem;
    count_->setText(parts.join(QStringLiteral(" · ")));
    if (!follows_)
        show_pill();
}

void LogPane::fill_containers()
{
    auto* menu = containers_->menu();
    menu->clear();
    menu->addAction(tr("&All containers"), filter_, &FilterBar::clear);
    menu->addSeparator();
    std::set<std::string> names;
    for (const auto& source : wanted_)
        names.insert(source.container);
    for (const auto& name : names)
        menu->addAction(from_utf8(name), this,
            [this, filter = QStringLiteral("container=") + from_utf8(name)] { filter_->set_text(filter); });
}

void LogPane::show_density()
{
    if (rows_.is_busy())
        return density_soon_.start();
    density_->count();
    density_->setVisible(rows_.total() > 0 && height() > Theme::get().scaled(kRoomForDensity));
    std::vector<DensityBar::Mark> marks;
    const auto& state = session_.state();
    if (const auto service = find_service(state, ref_))
        for (const auto& [row, number] : state.deployments_of(service->key()))
            if (const auto deployment = state.deployments().find(number))
                if (const auto revision = state.service_revisions().find(deployment->revision_number))
                    marks.push_back({ deployment->created_at,
                        tr("%1 starts").arg(from_utf8(model::short_name(*revision->definition))) });
    density_->set_marks(std::move(marks));
    show_in_sight();
    if (find_->isVisible() && !search_.text().isEmpty())
        search_.look_for(search_.text()); // in what came since
}

void LogPane::show_in_sight()
{
    const int count = rows_.rowCount();
    const int first = table_->rowAt(0);
    const int last = table_->rowAt(table_->viewport()->height() - 1);
    if (count > 0 && first >= 0)
        density_->set_in_sight(rows_.at(first), rows_.at(last >= 0 ? last : count - 1));
}

// What the row has no room for: all of a long line, the members of an object, the trace of an error.
void LogPane::show_line()
{
    const int current = table_->current_row();
    density_->set_current(current >= 0 ? std::optional(rows_.at(current)) : std::nullopt);
    line_->setVisible(current >= 0);
    if (current < 0)
        return;
    const auto row = rows_.row(current);
    const QString trace = rows_.trace(current);
    const QString json = unfolded_json(row.text);
    QString text = json.isEmpty() ? row.text : json;
    if (!trace.isEmpty())
        text += u'\n' + trace;
    const bool has_parts = !trace.isEmpty() || !json.isEmpty();
    line_->setFixedHeight(Theme::get().scaled(has_parts ? kLongLineHeight : kLineHeight));
    line_->setPlainText(
        tr("%1  task %2, %3, %4\n%5")
            .arg(local_time_ms(row.at), row.task, row.container, row.standard_error ? "stderr" : "stdout", text));
}

QString LogPane::emptiness() const
{
    if (const auto problem = feed_.problem(); !problem.isEmpty())
        return problem;
    if (wanted_.empty() && ref_.kind == ObjectRef::Kind::Task)
        return tr("What %1 wrote is not kept any more.").arg(title_of(session_.state(), ref_));
    if (wanted_.empty())
        return tr("%1 has no tasks whose log could be read.").arg(title_of(session_.state(), ref_));
    if (feed_.ended() == wanted_.size())
        return tr("%1 has ended and wrote nothing.").arg(title_of(session_.state(), ref_));
    return tr("%1 has written nothing yet. What it writes appears here.").arg(title_of(session_.state(), ref_));
}

void LogPane::update_empty()
{
    if (rows_.total() > 0)
        return;
    const bool failed = !feed_.problem().isEmpty();
    table_->set_empty(icon(Glyph::Terminal, Role::Muted), emptiness(), failed ? tr("Try again") : QString());
}

void LogPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    density_soon_.start();
    if (follows_)
        follow(true);
    else
        show_pill();
}

void LogPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    feed_.set_paused(false);
    if (instant_due_)
        go_to_instant();
}

void LogPane::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    feed_.set_paused(true);
}

} // namespace quayside::ui
