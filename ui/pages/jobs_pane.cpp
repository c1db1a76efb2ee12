#include "ui/pages/jobs_pane.h"

#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/pages/job_columns.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"
#include "ui/tables/table_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

JobsPane::JobsPane(Session& session, JobList& jobs, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , jobs_(jobs)
    , rows_(job_columns(), session.state())
    , table_(new TableView("jobs", tr("Jobs"), this))
    , summary_(new TextLabel({}, Type::Body, Role::Muted, this))
    , stop_(new QPushButton(theme_icon("process-stop"), tr("S&top"), this))
    , retry_(new QPushButton(theme_icon("view-refresh"), tr("R&etry"), this))
    , copy_(new QPushButton(theme_icon("edit-copy"), tr("Copy dia&gnostics"), this))
{
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 4, 8, 4);
    bar->setSpacing(8);
    bar->addWidget(summary_, 1);
    for (auto* button : { stop_, retry_, copy_ }) {
        set_small(button);
        bar->addWidget(button);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(table_, 1);
    setFocusProxy(table_);
    rows_.sort(0, Qt::DescendingOrder);
    table_->set_rows(&rows_);
    table_->set_empty(icon(Glyph::Deployment, Role::Muted),
        tr("Nothing has taken longer than a second yet. Pulls, deployments, drains and bulk actions appear here."));
    connect(&jobs_, &JobList::changed, this, &JobsPane::show_jobs);
    connect(table_, &TableView::chosen, this, &JobsPane::refresh_buttons);
    connect(table_, &TableView::menu_requested, this, [this](int, const QPoint& at) { show_menu(at); });
    connect(table_, &TableView::opened, this, [this](int row) {
        if (const auto job = rows_.value(row); job && job->object)
            emit link_opened(ObjectRef(job->object));
    });
    connect(stop_, &QPushButton::clicked, this, [this] {
        if (const auto job = current())
            jobs_.stop(job->id);
    });
    connect(retry_, &QPushButton::clicked, this, [this] {
        if (const auto job = current())
            jobs_.retry(job->id);
    });
    connect(copy_, &QPushButton::clicked, this, &JobsPane::copy);
    show_jobs();
}

JobsPane::~JobsPane()
{
    delete table_; // before its rows
}

std::shared_ptr<const JobRow> JobsPane::current() const
{
    return rows_.value(table_->currentIndex());
}

void JobsPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    jobs_.set_wanted(true);
}

void JobsPane::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    jobs_.set_wanted(false);
}

void JobsPane::show_jobs()
{
    rows_.set_rows(JobList::Rows(jobs_.rows()));
    std::vector<std::string> running;
    for (const auto& job : jobs_.rows())
        if (!job->is_over())
            running.push_back(job->id);
    rows_.touch(running);
    const auto failed
        = std::ranges::count_if(jobs_.rows(), [](const auto& job) { return job->status == JobRow::Status::Failed; });
    summary_->setText(tr("%1 running, %2 failed").arg(jobs_.running()).arg(failed));
    refresh_buttons();
}

void JobsPane::refresh_buttons()
{
    const auto job = current();
    const QString none = tr("Select a job");
    const QString refused = ChangeGate::of(session_).why_not({});
    const auto block = [&](QPushButton* button, const QString& reason) {
        set_blocked(button, !job ? none : reason.isEmpty() ? refused : reason);
    };
    const bool held = job && job->status == JobRow::Status::Held;
    block(stop_, job ? job->why_no_stop : none);
    if (held)
        set_blocked(stop_, {}); // that changes nothing
    block(retry_, job ? job->why_no_retry : none);
    set_blocked(copy_, job ? QString() : none);
}

void JobsPane::show_menu(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (auto* button : { stop_, retry_, copy_ }) {
        auto* action = menu->addAction(button->icon(), button->text(), button, &QPushButton::click);
        action->setEnabled(button->isEnabled());
        action->setToolTip(button->toolTip());
    }
    menu->popup(at);
}

void JobsPane::copy()
{
    const auto job = current();
    if (!job)
        return;
    QGuiApplication::clipboard()->setText(diagnostics_of(*job, session_));
    emit said(tr("Copied what is known about: %1").arg(job->what));
}

} // namespace quayside::ui
