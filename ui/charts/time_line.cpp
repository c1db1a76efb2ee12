#include "ui/charts/time_line.h"

#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace quayside::ui {

namespace {

using namespace std::chrono_literals;

struct Range {
    const char* text;
    Duration length;
};
constexpr std::array<Range, 8> kRanges = { { { "1 min", 1min }, { "5 min", 5min }, { "15 min", 15min }, { "1 h", 1h },
    { "6 h", 6h }, { "1 d", 24h }, { "3 d", 72h }, { "14 d", 336h } } };

// Often enough that the line moves by about a pixel; ten times a second at most.
constexpr int kPixels = 600;

} // namespace

TimeLine::TimeLine(QObject* parent)
    : QObject(parent)
    , clock_([] { return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()); })
{
    connect(&timer_, &QTimer::timeout, this, &TimeLine::moved);
    update_timer();
}

void TimeLine::set_clock(std::function<TimePoint()> clock)
{
    clock_ = std::move(clock);
    emit moved();
}

void TimeLine::set_length(Duration length)
{
    if (length == length_)
        return;
    length_ = length;
    update_timer();
    emit moved();
}

void TimeLine::set_live(bool live)
{
    if (live == live_)
        return;
    if (!live)
        stopped_at_ = clock_();
    live_ = live;
    update_timer();
    emit live_changed(live);
    emit moved();
}

TimeRange TimeLine::range() const
{
    const TimePoint end = live_ ? clock_() : stopped_at_;
    return { end - length_, end };
}

void TimeLine::set_crosshair(std::optional<TimePoint> at)
{
    if (at == crosshair_)
        return;
    crosshair_ = at;
    emit crosshair_changed();
}

void TimeLine::add_watcher()
{
    ++watchers_;
    update_timer();
}

void TimeLine::remove_watcher()
{
    --watchers_;
    update_timer();
}

void TimeLine::update_timer()
{
    const auto step = std::chrono::duration_cast<std::chrono::milliseconds>(length_ / kPixels);
    timer_.setInterval(std::clamp<std::chrono::milliseconds>(step, 100ms, 1000ms));
    if (live_ && watchers_ > 0)
        timer_.start();
    else
        timer_.stop();
}

TimeLineBar::TimeLineBar(TimeLine* line, QWidget* parent)
    : QWidget(parent)
    , line_(line)
    , state_(new StatusPill(this))
    , pause_(icon_button({}, {}, this))
    , ranges_(new QComboBox(this))
    , interval_(new TextLabel({}, Type::Body, Role::Muted, this))
{
    for (const Range& range : kRanges)
        ranges_->addItem(QString::fromLatin1(range.text));
    ranges_->setAccessibleName(tr("Time range"));
    ranges_->setToolTip(tr("Time range"));
    set_small(ranges_);
    set_small(pause_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(state_);
    row->addWidget(interval_);
    row->addStretch();
    row->addWidget(pause_);
    row->addWidget(ranges_);
    connect(pause_, &QToolButton::clicked, line_, [this] { line_->set_live(!line_->is_live()); });
    connect(ranges_, qOverload<int>(&QComboBox::activated), line_,
        [this](int i) { line_->set_length(kRanges[static_cast<std::size_t>(i)].length); });
    connect(line_, &TimeLine::live_changed, this, &TimeLineBar::refresh);
    connect(line_, &TimeLine::moved, this, [this] {
        for (std::size_t i = 0; i < kRanges.size(); ++i)
            if (kRanges[i].length == line_->length())
                ranges_->setCurrentIndex(static_cast<int>(i));
    });
    ranges_->setCurrentIndex(2);
    refresh();
}

void TimeLineBar::set_interval_text(const QString& text)
{
    interval_->setText(text);
}

void TimeLineBar::refresh()
{
    const bool live = line_->is_live();
    state_->set_state({ live ? StateGlyph::Healthy : StateGlyph::Stopped, live ? tr("Live") : tr("Paused"), 0 });
    interval_->setVisible(live);
    pause_->setIcon(theme_icon(live ? QStringLiteral("media-playback-pause") : QStringLiteral("media-playback-start")));
    pause_->setToolTip(live ? tr("Pause (Space)") : tr("Go on (Space)"));
    pause_->setAccessibleName(live ? tr("Pause") : tr("Go on"));
}

} // namespace quayside::ui
