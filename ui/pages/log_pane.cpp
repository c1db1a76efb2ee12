#include "ui/pages/log_pane.h"

#include "ui/look/buttons.h"
#include "ui/look/chip.h"
#include "ui/look/file_chooser.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/pages/find_bar.h"
#include "ui/pages/log_density.h"
#include "ui/pages/menu_button.h"
#include "ui/session/session.h"
#include "ui/tables/cell_paint.h"
#include "ui/tables/delegates.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QShortcut>
#include <QStringMatcher>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <set>

namespace quayside::ui {

namespace {

constexpr int kLineHeight = 56; // of the whole text of the current line
constexpr std::size_t kTrimmed = LogPane::kMostLines / 10; // at once
constexpr int kPillMargin = 16;
constexpr int kBar = 3;
constexpr double kBarShare = 0.7; // of a row
constexpr int kRoomForDensity = 240;
constexpr std::chrono::milliseconds kDensity{ 250 };

// A task's id in the hue that is its own, so that interleaved lines are told apart at a glance.
class SourceDelegate : public CellDelegate {
public:
    using CellDelegate::CellDelegate;

protected:
    bool paint_content(QPainter& painter, const QRectF& area, const QModelIndex& index) const override
    {
        const QString task = index.data().toString();
        const QColor hue = colours().hue_of(task);
        const double height = area.height() * kBarShare;
        painter.fillRect(QRectF(area.left(), area.center().y() - height / 2, kBar, height), hue);
        paint_text_cell(painter, area.adjusted(2 * kBar, 0, 0, 0), task, font_of(Type::Mono), hue);
        return true;
    }
};

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
    , rows_(log_columns(), session.state())
    , filter_(new FilterBar(this))
    , find_(new FindBar(this))
    , density_(new LogDensity(this))
    , containers_(new MenuButton(tr("Containers"), tr("Show the lines of one container only"), this))
    , table_(new TableView("logs", tr("Log"), this))
    , line_(make_line(this))
    , pill_(primary_button({}, this))
    , count_(new TextLabel({}, Type::Small, Role::Muted, this))
    , errors_chip_(filter_->add_quick_filter(tr("Errors"), "level:error"))
    , warnings_chip_(filter_->add_quick_filter(tr("Warnings"), "level:warn"))
{
    filter_->field()->setPlaceholderText(tr("Filter, such as level:error \"checkout\" -/healthz?/"));
    filter_->add_quick_filter(tr("stderr"), "stream:stderr")->setToolTip(tr("Standard error only"));
    containers_->setText(tr("Containers"));
    containers_->setToolButtonStyle(Qt::ToolButtonTextOnly);
    containers_->setMenu(new QMenu(containers_));
    containers_->hide();
    filter_->add_tool(containers_);
    filter_->add_tool(count_);
    auto* find = icon_button(theme_icon("edit-find"), tr("Find in the lines shown (F3)"), this);
    auto* copy = icon_button(theme_icon("edit-copy"), tr("Copy the lines shown"), this);
    auto* save = icon_button(theme_icon("document-save"), tr("Save the lines shown…"), this);
    filter_->add_tool(find);
    filter_->add_tool(copy);
    filter_->add_tool(save);
    connect(find, &QToolButton::clicked, this, [this] { find_next(false); });
    connect(copy, &QToolButton::clicked, this, &LogPane::copy);
    connect(save, &QToolButton::clicked, this, &LogPane::save);
    feed_.set_paused(true); // until somebody looks
    rows_.sort(0, Qt::AscendingOrder);
    table_->set_rows(&rows_);
    table_->setItemDelegateForColumn(rows_.column_of("task"), new SourceDelegate(table_));
    filter_->set_rows(&rows_);
    pill_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(filter_);
    column->addWidget(density_);
    column->addWidget(table_, 1);
    column->addWidget(new HLine(this));
    column->addWidget(line_);
    column->addWidget(find_);
    find_->hide();
    setFocusProxy(table_);
    connect_parts();
    show_counts();
}

void LogPane::connect_parts()
{
    connect(&feed_, &LogFeed::arrived, this, &LogPane::add);
    density_->hide();
    density_soon_.setSingleShot(true);
    density_soon_.setInterval(kDensity);
    connect(&density_soon_, &QTimer::timeout, this, &LogPane::show_density);
    connect(filter_, &FilterBar::text_changed, &density_soon_, qOverload<>(&QTimer::start));
    connect(density_, &LogDensity::chosen, this, &LogPane::go_to);
    connect(&feed_, &LogFeed::changed, this, &LogPane::update_empty);
    connect(table_, &TableView::clear_filter_requested, filter_, &FilterBar::clear);
    connect(table_, &TableView::empty_action, &feed_, &LogFeed::retry);
    connect(table_, &TableView::chosen, this, &LogPane::show_line);
    connect(table_->verticalScrollBar(), &QScrollBar::valueChanged, this, &LogPane::scrolled);
    connect(containers_->menu(), &QMenu::aboutToShow, this, &LogPane::fill_containers);
    connect(find_, &FindBar::wanted, this,
        [this](const QString& text, bool backwards) { find_->set_found(find(text, backwards)); });
    connect(find_, &FindBar::closed, table_, [this] { table_->setFocus(); });
    const auto on_key = [this](const QKeySequence& keys, bool backwards) {
        auto* key = new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
        connect(key, &QShortcut::activated, this, [this, backwards] { find_next(backwards); });
    };
    on_key(Qt::Key_F3, false);
    on_key(QKeySequence(Qt::SHIFT | Qt::Key_F3), true);
    connect(pill_, &QPushButton::clicked, this, [this] { follow(true); });
    auto* end = new QShortcut(QKeySequence(Qt::Key_End), table_, nullptr, nullptr, Qt::WidgetShortcut);
    connect(end, &QShortcut::activated, this, [this] { follow(true); });
    connect(&Theme::get(), &Theme::changed, this, [this] {
        line_->setFont(font_of(Type::Mono));
        line_->setFixedHeight(Theme::get().scaled(kLineHeight));
    });
}

void LogPane::set_object(const ObjectRef& ref)
{
    if (ref == ref_)
        return;
    ref_ = ref;
    feed_.want({});
    wanted_.clear();
    lines_.clear();
    rows_.set_rows({});
    dropped_ = unseen_ = 0;
    errors_ = warnings_ = 0;
    filter_->clear();
    follow(true);
    look_for_sources();
    show_counts();
    density_->hide();
    density_->set_lines({});
}

void LogPane::take(const model::ChangeSet& changes)
{
    if (ref_ && (changes.full || !changes.of<model::Task>().empty()))
        look_for_sources();
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
    if (ref_.kind == ObjectRef::Kind::Task)
        add(find_task(state, ref_));
    else if (const auto service = find_service(state, ref_))
        for (const Id& id : state.open_tasks_of(service->key()))
            add(state.tasks().find(id));
    std::erase_if(found, [&state](const LogSource& source) { return !state.tasks().find(source.task); });
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
    table_->setColumnHidden(rows_.column_of("task"), ref_.kind == ObjectRef::Kind::Task);
    update_empty();
    show_counts();
}

void LogPane::add(const LogFeed::Rows& rows)
{
    model::Changes<LogRow> changes;
    for (const auto& row : rows) {
        changes.push_back({ nullptr, row });
        lines_.push_back(row);
        errors_ += row->level == LogLevel::Error;
        warnings_ += row->level == LogLevel::Warning;
    }
    rows_.apply(changes);
    trim();
    if (follows_)
        follow(true);
    else
        unseen_ += rows.size();
    update_empty();
    show_counts();
    if (!density_soon_.isActive())
        density_soon_.start();
}

void LogPane::trim()
{
    const std::size_t most = follows_ ? kMostLines : 2 * kMostLines; // what somebody reads does not move
    if (lines_.size() <= most)
        return;
    model::Changes<LogRow> changes;
    for (const std::size_t left = kMostLines - kTrimmed; lines_.size() > left; lines_.pop_front(), ++dropped_)
        changes.push_back({ lines_.front(), nullptr });
    rows_.apply(changes);
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
    if (dropped_ > 0)
        parts << tr("%1 older lines dropped").arg(dropped_);
    if (const auto problem = feed_.problem(); !problem.isEmpty() && !lines_.empty())
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

void LogPane::find_next(bool backwards)
{
    if (find_->isVisible())
        return find_->look(backwards);
    find_->show();
    find_->begin({});
}

bool LogPane::find(const QString& text, bool backwards)
{
    const int count = rows_.rowCount();
    const QStringMatcher matcher(text, Qt::CaseInsensitive);
    const int here = table_->current_row();
    const int start = here >= 0 ? here : backwards ? count : -1;
    for (int step = 1; step <= count; ++step) {
        const int row = ((start + (backwards ? -step : step)) % count + count) % count;
        if (matcher.indexIn(rows_.value(row)->text) < 0)
            continue;
        follow(false);
        table_->setCurrentIndex(rows_.index(row, rows_.column_of("message")));
        return true;
    }
    return false;
}

// The line that was written nearest to it becomes the current one.
void LogPane::go_to(TimePoint at)
{
    int nearest = -1;
    Duration least = Duration::max();
    for (int i = 0; i < rows_.rowCount(); ++i) {
        const auto row = rows_.value(i);
        const auto off = row->at > at ? row->at - at : at - row->at;
        if (off < least) {
            least = off;
            nearest = i;
        }
    }
    if (nearest < 0)
        return;
    follow(false);
    table_->setCurrentIndex(rows_.index(nearest, rows_.column_of("message")));
}

void LogPane::show_density()
{
    if (rows_.is_busy())
        return density_soon_.start();
    std::vector<LogDensity::Moment> moments;
    moments.reserve(static_cast<std::size_t>(rows_.rowCount()));
    for (int i = 0; i < rows_.rowCount(); ++i)
        moments.push_back({ rows_.value(i)->at, rows_.value(i)->level });
    density_->set_lines(moments);
    density_->setVisible(!lines_.empty() && height() > Theme::get().scaled(kRoomForDensity));
    std::vector<LogDensity::Mark> marks;
    const auto& state = session_.state();
    if (const auto service = find_service(state, ref_))
        for (const auto& [row, number] : state.deployments_of(service->key()))
            if (const auto deployment = state.deployments().find(number))
                if (const auto revision = state.service_revisions().find(deployment->revision_number))
                    marks.push_back({ deployment->created_at,
                        tr("%1 starts").arg(from_utf8(model::short_name(*revision->definition))) });
    density_->set_marks(std::move(marks));
    show_in_sight();
}

void LogPane::show_in_sight()
{
    const int count = rows_.rowCount();
    const int first = table_->rowAt(0);
    const int last = table_->rowAt(table_->viewport()->height() - 1);
    if (count > 0 && first >= 0)
        density_->set_in_sight(rows_.value(first)->at, rows_.value(last >= 0 ? last : count - 1)->at);
}

// What the row has no room for.
void LogPane::show_line()
{
    const auto row = rows_.value(table_->current_row());
    density_->set_current(row ? std::optional(row->at) : std::nullopt);
    line_->setVisible(row != nullptr);
    if (row)
        line_->setPlainText(tr("%1  task %2, %3, %4\n%5")
                                .arg(local_time_ms(row->at), row->task, row->container,
                                    row->standard_error ? "stderr" : "stdout", row->text));
}

QString LogPane::emptiness() const
{
    if (const auto problem = feed_.problem(); !problem.isEmpty())
        return problem;
    if (wanted_.empty())
        return tr("%1 has no tasks whose log could be read.").arg(title_of(session_.state(), ref_));
    if (feed_.ended() == wanted_.size())
        return tr("%1 has ended and wrote nothing.").arg(title_of(session_.state(), ref_));
    return tr("%1 has written nothing yet. What it writes appears here.").arg(title_of(session_.state(), ref_));
}

void LogPane::update_empty()
{
    if (!lines_.empty())
        return;
    const bool failed = !feed_.problem().isEmpty();
    table_->set_empty(icon(Glyph::Terminal, Role::Muted), emptiness(), failed ? tr("Try again") : QString());
}

QString LogPane::text() const
{
    QString text;
    for (int i = 0; i < rows_.rowCount(); ++i) {
        const auto row = rows_.value(i);
        text += local_date_time(row->at) + u' ' + row->task + u' ' + row->container + u' ' + row->text + u'\n';
    }
    return text;
}

void LogPane::copy()
{
    QGuiApplication::clipboard()->setText(text());
    emit said(tr("Copied %1").arg(counted(rows_.rowCount(), tr("line"), tr("lines"))));
}

void LogPane::save()
{
    const FileQuestion question{ FileQuestion::Kind::NewFile, tr("Save the lines shown"), {}, "log" };
    FileChooser::get().ask(question, *this, [this](const QString& path) {
        QSaveFile file(path);
        const bool saved = file.open(QIODevice::WriteOnly) && file.write(text().toUtf8()) >= 0 && file.commit();
        emit said(saved ? tr("Saved %1").arg(path) : tr("%1 cannot be written: %2").arg(path, file.errorString()));
    });
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
}

void LogPane::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    feed_.set_paused(true);
}

} // namespace quayside::ui
