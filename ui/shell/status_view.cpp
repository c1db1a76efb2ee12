#include "ui/shell/status_view.h"

#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/pages/figures.h"
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
    disconnect(age_, &QAbstractButton::clicked, this, nullptr);
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
    if (!isVisible())
        return;
    refresh_connection();
    refresh_age();
    refresh_figures();
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
        tasks_->set_words({ { tr("Nothing leaves this computer."), Role::Muted } });
        cpu_->set_words({});
        memory_->set_words({});
        return;
    }
    const auto counts = state.counts_in(cluster_);
    Words words
        = { { counted(counts.tasks, tr("task"), tr("tasks")) }, { tr("%1 running").arg(counts.running), Role::Muted } };
    if (counts.pending > 0)
        words.push_back({ tr("%1 pending").arg(counts.pending), Role::Text, StateGlyph::Pending });
    tasks_->set_words(std::move(words));
    const auto sums = figures_of(state, cluster_, &use_);
    cpu_->set_words(share_words(tr("CPU"), sums.cpu()));
    memory_->set_words(share_words(tr("Memory"), sums.memory()));
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
