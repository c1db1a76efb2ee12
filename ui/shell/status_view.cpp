#include "ui/shell/status_view.h"

#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/pages/figures.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"
#include "ui/shell/status_segment.h"

#include <QPainter>

#include <chrono>
#include <cmath>

namespace quayside::ui {

namespace {

using Words = std::vector<StatusSegment::Word>;

constexpr int kPingEvery = 5; // ticks
constexpr std::chrono::seconds kStale{ 15 };

Words share_words(const QString& what, const Capacity& capacity)
{
    if (std::isnan(capacity.reserved))
        return {};
    Words words = { { what }, { percent_text(capacity.reserved), capacity.is_tight() ? Role::Warning : Role::Text },
        { QObject::tr("reserved"), Role::Muted } };
    if (!std::isnan(capacity.used)) {
        words.push_back({ percent_text(capacity.used) });
        words.push_back({ QObject::tr("used"), Role::Muted });
    }
    return words;
}

} // namespace

StatusView::StatusView(Session& session, QWidget* parent)
    : QStatusBar(parent)
    , session_(session)
    , use_(session, LiveUse::Subject::Instance)
{
    setAccessibleName(tr("Status"));
    setSizeGripEnabled(false);
    setFixedHeight(Theme::get().scaled(24));
    setContentsMargins(0, 1, 0, 0);
    connection_ = add_segment(tr("Connection"), tr("Show the engines"), PageKind::Engines);
    age_ = add_segment(tr("Data age"), tr("Ask for a sign of life now"), PageKind::Overview);
    tasks_ = add_segment(tr("Tasks"), tr("Show the tasks"), PageKind::Tasks);
    cpu_ = add_segment(tr("CPU"), tr("Show the container instances"), PageKind::Instances);
    memory_ = add_segment(tr("Memory"), tr("Show the container instances"), PageKind::Instances);
    jobs_ = add_segment(tr("Jobs"), tr("Show what takes its time (Ctrl+Shift+J)"), PageKind::Overview);
    gate_
        = add_segment(tr("What may be changed"), tr("Choose what may be changed from this window"), PageKind::Overview);
    for (auto* segment : { age_, jobs_, gate_ })
        disconnect(segment, &QAbstractButton::clicked, this, nullptr);
    connect(jobs_, &QAbstractButton::clicked, this, &StatusView::jobs_wanted);
    connect(gate_, &QAbstractButton::clicked, this, [this] { emit gate_menu_wanted(gate_); });
    connect(&ChangeGate::of(session_), &ChangeGate::changed, this, &StatusView::refresh_gate);
    set_jobs(0);
    connect(age_, &QAbstractButton::clicked, &session_, &Session::ping);
    connect(&session_, &Session::connection_changed, this, &StatusView::refresh);
    connect(&session_, &Session::changed, this, [this](const model::ChangeSet& changes) {
        if (changes.full || !changes.of<model::ContainerInstance>().empty())
            watch_use();
        if (!soon_.isActive())
            soon_.start();
    });
    soon_.setSingleShot(true);
    soon_.setInterval(std::chrono::milliseconds(100));
    connect(&soon_, &QTimer::timeout, this, &StatusView::refresh);
    connect(this, &QStatusBar::messageChanged, this, [this](const QString& message) {
        if (message.isEmpty())
            refresh();
    });
    second_.setInterval(std::chrono::seconds(1));
    connect(&second_, &QTimer::timeout, this, &StatusView::tick);
}

StatusSegment* StatusView::add_segment(const QString& name, const QString& tip, PageKind target)
{
    auto* segment = new StatusSegment(name, tip, this);
    addWidget(segment);
    connect(segment, &QAbstractButton::clicked, this, [this, target] { emit page_wanted(target); });
    return segment;
}

void StatusView::set_place(const QString& place)
{
    place_ = place;
    refresh();
}

void StatusView::set_cluster(const std::string& cluster)
{
    cluster_ = cluster;
    watch_use();
    refresh();
}

void StatusView::watch_use()
{
    const auto& ids = session_.state().instances_in(cluster_);
    const bool few = ids.size() <= 64;
    use_.want(isVisible() && few ? std::vector<Id>(ids.begin(), ids.end()) : std::vector<Id>());
}

void StatusView::tick()
{
    if (++ticks_ % kPingEvery == 0)
        session_.ping();
    refresh();
}

void StatusView::refresh()
{
    if (!isVisible() || !currentMessage().isEmpty()) // the message has their place
        return;
    refresh_connection();
    refresh_age();
    refresh_figures();
    refresh_gate();
}

void StatusView::refresh_connection()
{
    const QString who = cluster_.empty() ? tr("Core") : from_utf8(cluster_);
    switch (session_.connection()) {
    case Session::Connection::Starting:
        return connection_->set_words({ { tr("Starting"), Role::Text, StateGlyph::Pending } });
    case Session::Connection::Restoring:
        return connection_->set_words({ { tr("Restoring the state"), Role::Text, StateGlyph::Pending } });
    case Session::Connection::Connected:
        return connection_->set_words({ { tr("%1 connected").arg(who), Role::Text, StateGlyph::Healthy } });
    case Session::Connection::Silent:
        return connection_->set_words({ { tr("%1 does not answer").arg(who), Role::Text, StateGlyph::Warning } });
    }
}

void StatusView::refresh_age()
{
    const double seconds = static_cast<double>(session_.data_age().count()) / 1000;
    const bool stale = session_.data_age() > kStale;
    age_->set_words({ { tr("data %1 s old").arg(seconds, 0, 'f', 1), stale ? Role::Warning : Role::Muted } });
}

void StatusView::refresh_figures()
{
    const auto& state = session_.state();
    if (cluster_.empty()) {
        tasks_->set_words({ { place_.isEmpty() ? tr("Nothing leaves this computer.") : place_, Role::Muted } });
        cpu_->set_words({});
        memory_->set_words({});
        return;
    }
    const auto counts = state.counts_in(cluster_);
    Words words = { { tr("%n tasks", nullptr, static_cast<int>(counts.tasks)) },
        { tr("%1 running").arg(counts.running), Role::Muted } };
    if (counts.pending > 0)
        words.push_back({ tr("%1 pending").arg(counts.pending), Role::Text, StateGlyph::Pending });
    tasks_->set_words(std::move(words));
    const auto sums = figures_of(state, cluster_, &use_);
    cpu_->set_words(share_words(tr("CPU"), sums.cpu()));
    memory_->set_words(share_words(tr("Memory"), sums.memory()));
}

void StatusView::set_jobs(int running)
{
    if (running == 0)
        jobs_->set_words({ { tr("No jobs"), Role::Muted } });
    else
        jobs_->set_words({ { tr("Jobs"), Role::Text, StateGlyph::Pending }, { QString::number(running) } });
}

void StatusView::refresh_gate()
{
    const auto& gate = ChangeGate::of(session_);
    if (gate.is_read_only())
        return gate_->set_words({ { tr("Read-only"), Role::Text, StateGlyph::Warning } });
    if (gate.is_locked(cluster_))
        return gate_->set_words({ { tr("Protected"), Role::Text, StateGlyph::Warning } });
    if (!gate.is_protected(cluster_))
        return gate_->set_words({ { tr("Changes allowed"), Role::Muted } });
    const auto left
        = gate.unlocked_until(cluster_) - std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    gate_->set_words({ { tr("Unlocked"), Role::Warning },
        { tr("for %1").arg(duration_text(std::chrono::ceil<std::chrono::seconds>(left))), Role::Muted } });
}

void StatusView::showEvent(QShowEvent* event)
{
    QStatusBar::showEvent(event);
    watch_use();
    refresh();
    second_.start();
}

void StatusView::hideEvent(QHideEvent* event)
{
    QStatusBar::hideEvent(event);
    second_.stop();
    use_.want({});
}

void StatusView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::Window));
    painter.fillRect(QRect(0, 0, width(), 1), colour(Role::Border));
    if (currentMessage().isEmpty())
        return;
    painter.setFont(font_of(Type::Small));
    painter.setPen(colour(Role::Text));
    painter.drawText(rect().adjusted(12, 1, -12, 0), Qt::AlignLeft | Qt::AlignVCenter, currentMessage());
}

} // namespace quayside::ui
