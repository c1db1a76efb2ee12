#include "ui/shell/bottom_pane.h"

#include "ui/look/buttons.h"
#include "ui/look/chip.h"
#include "ui/look/icons.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/pages/command_table.h"
#include "ui/pages/files_pane.h"
#include "ui/pages/jobs_pane.h"
#include "ui/pages/log_pane.h"
#include "ui/pages/terminal_pane.h"
#include "ui/pages/why_pane.h"
#include "ui/session/instant.h"
#include "ui/session/session.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QShortcut>
#include <QTabBar>
#include <QToolButton>

#include <nlohmann/json.hpp>

namespace quayside::ui {

BottomPane::BottomPane(Session& session, ObjectActions& actions, JobList& jobs,
    std::shared_ptr<client::Terminals> terminals, QWidget* parent)
    : QTabWidget(parent)
    , session_(session)
    , terminals_(std::move(terminals))
    , event_rows_(session)
    , event_table_(new TableView("events-pane", tr("Events"), this))
    , command_table_(new CommandTable(session, this))
    , jobs_(new JobsPane(session, jobs, this))
    , why_(new WhyPane(session, actions, Qt::Horizontal, this))
    , logs_(new LogPane(session, this))
    , files_(new FilesPane(session, this))
{
    setDocumentMode(true);
    set_small(tabBar());
    setAccessibleName(tr("Events, jobs and command log"));
    tabBar()->setAccessibleName(tr("Events, jobs and command log"));
    event_rows_.sort(0, Qt::DescendingOrder);
    event_rows_.set_wanted([this](const model::Event& event) { return in_scope(event); });
    event_table_->set_rows(&event_rows_);
    event_table_->set_empty(icon(Glyph::Event, Role::Muted), tr("Nothing has happened yet."));
    addTab(event_table_, tr("Events"));
    addTab(jobs_, tr("Jobs"));
    addTab(command_table_, tr("Command log"));
    why_->hide(); // until something is to be explained
    logs_->hide(); // until they are asked for
    files_->hide(); // likewise
    make_corner();
    connect(why_, &WhyPane::link_opened, this, &BottomPane::link_opened);
    connect(jobs_, &JobsPane::link_opened, this, &BottomPane::link_opened);
    connect(jobs_, &JobsPane::said, this, &BottomPane::said);
    connect(&session_, &Session::changed, this, &BottomPane::take);
    connect(command_table_, &CommandTable::said, this, &BottomPane::said);
    connect(logs_, &LogPane::said, this, &BottomPane::said);
    connect(files_, &FilesPane::said, this, &BottomPane::said);
    connect(event_table_, &TableView::opened, this, [this](int row) {
        if (const auto event = event_rows_.value(row))
            emit event_chosen(*event->event);
    });
    connect_instant();
}

void BottomPane::connect_instant()
{
    auto& instant = Instant::of(session_);
    event_rows_.take_keys(event_table_);
    const auto go = [this, &instant] {
        instant_due_ = instant.at() && !event_table_->isVisible();
        const int row = instant.at() ? event_rows_.row_near(*instant.at()) : -1;
        if (row < 0 || instant_due_)
            return;
        event_table_->selectRow(row);
        event_table_->scrollTo(event_rows_.index(row, 0));
    };
    connect(&instant, &Instant::moved, this, go);
    connect(this, &QTabWidget::currentChanged, this, [this, go] {
        if (instant_due_)
            go();
    });
    connect(&instant, &Instant::asked, this, [this](Instant::Place place) {
        if (place == Instant::Place::Events)
            setCurrentWidget(event_table_);
        else if (place == Instant::Place::Logs && indexOf(logs_) >= 0)
            setCurrentWidget(logs_);
        else if (place == Instant::Place::Logs)
            emit said(tr("No log is shown: choose a task or service and press Ctrl+L"));
    });
    auto* key = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_J), event_table_, nullptr, nullptr, Qt::WidgetShortcut);
    connect(key, &QShortcut::activated, this, [this, &instant] {
        if (const auto row = event_rows_.value(event_table_->current_row()))
            instant.go_to(row->event->at);
    });
}

QSize BottomPane::minimumSizeHint() const
{
    return { Theme::get().scaled(240), Theme::get().scaled(96) };
}

void BottomPane::make_corner()
{
    auto* corner = new QWidget(this);
    auto* row = new QHBoxLayout(corner);
    row->setContentsMargins(0, 0, 8, 0);
    row->setSpacing(4);
    warnings_ = new Chip(tr("Warnings"), corner);
    warnings_->setCheckable(true);
    warnings_->setToolTip(tr("Show warnings and errors only"));
    auto* close = icon_button(icon(Glyph::Close), tr("Close this pane"), corner);
    row->addWidget(warnings_);
    row->addWidget(close);
    setCornerWidget(corner, Qt::TopRightCorner);
    connect(warnings_, &Chip::toggled, this, &BottomPane::show_events);
    connect(close, &QToolButton::clicked, this, &BottomPane::close_wanted);
    connect(this, &QTabWidget::currentChanged, this, [this](int index) {
        warnings_->setVisible(index == 0);
        if (auto* terminal = qobject_cast<TerminalPane*>(widget(index)))
            mark_terminal(terminal, Role::Text);
    });
}

bool BottomPane::in_scope(const model::Event& event) const
{
    const bool here = event.cluster.empty() || event.cluster == cluster_;
    return here && (!warnings_ || !warnings_->isChecked() || event.severity != model::Severity::Info);
}

void BottomPane::set_cluster(const std::string& cluster)
{
    cluster_ = cluster;
    show_events();
}

void BottomPane::show_events()
{
    event_rows_.refresh();
}

void BottomPane::explain(const ObjectRef& ref)
{
    const QString title = tr("Explain: %1").arg(title_of(session_.state(), ref));
    if (indexOf(why_) < 0)
        addTab(why_, title);
    setTabText(indexOf(why_), title);
    setCurrentWidget(why_);
    why_->set_object(ref);
    why_->setFocus();
}

ExplainTab* BottomPane::explanation() const
{
    return why_->placement();
}

void BottomPane::show_jobs()
{
    setCurrentWidget(jobs_);
    jobs_->setFocus();
}

void BottomPane::show_logs(const ObjectRef& ref)
{
    const QString title = tr("Logs: %1").arg(title_of(session_.state(), ref));
    if (indexOf(logs_) < 0)
        addTab(logs_, title);
    setTabText(indexOf(logs_), title);
    logs_->set_object(ref);
    setCurrentWidget(logs_);
    logs_->setFocus();
}

void BottomPane::show_files(const ObjectRef& ref)
{
    const QString title = tr("Files: %1").arg(title_of(session_.state(), ref));
    if (indexOf(files_) < 0)
        addTab(files_, title);
    setTabText(indexOf(files_), title);
    files_->set_object(ref);
    setCurrentWidget(files_);
    files_->setFocus();
}

TerminalPane* BottomPane::open_terminal(const TerminalLink::Target& target)
{
    auto* pane = new TerminalPane(session_, terminals_, target, this);
    const int index = addTab(pane, icon(Glyph::Terminal), pane->title());
    setTabToolTip(index, tr("%1 in %2").arg(from_utf8(target.command), pane->title()));
    auto* close = icon_button(icon(Glyph::Close), tr("Close this terminal (Ctrl+Shift+W)"), this);
    tabBar()->setTabButton(index, QTabBar::RightSide, close);
    auto* key = new QShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W), pane);
    key->setContext(Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, pane, [this, pane] { close_terminal(pane); });
    connect(close, &QToolButton::clicked, pane, [this, pane] { close_terminal(pane); });
    connect(pane, &TerminalPane::bell, this, [this, pane] {
        if (currentWidget() != pane)
            mark_terminal(pane, Role::Warning);
    });
    setCurrentWidget(pane);
    pane->setFocus();
    return pane;
}

// From inside of what it shows: it goes a little later.
void BottomPane::close_terminal(TerminalPane* pane)
{
    const bool had_focus = pane->isAncestorOf(QApplication::focusWidget());
    removeTab(indexOf(pane));
    pane->deleteLater();
    if (had_focus && currentWidget())
        currentWidget()->setFocus();
}

void BottomPane::mark_terminal(TerminalPane* pane, Role role)
{
    setTabIcon(indexOf(pane), icon(Glyph::Terminal, role));
}

bool BottomPane::focus_filter()
{
    auto* terminal = qobject_cast<TerminalPane*>(currentWidget());
    if (terminal && isAncestorOf(QApplication::focusWidget())) {
        terminal->show_find();
        return true;
    }
    const bool here = currentWidget() == logs_ && isAncestorOf(QApplication::focusWidget());
    if (here)
        logs_->filter()->focus_field();
    return here;
}

void BottomPane::take(const model::ChangeSet& changes)
{
    logs_->take(changes);
    files_->take(changes);
    why_->take(changes);
    event_rows_.take(changes);
}

} // namespace quayside::ui
