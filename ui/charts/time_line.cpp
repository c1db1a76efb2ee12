#include "ui/charts/time_line.h"

#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <utility>

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
constexpr Duration kShortest = 5s; // that is shown
constexpr Duration kLongest = std::chrono::hours(24 * 14);

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
    before_.reset();
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
    if (live && before_)
        length_ = *std::exchange(before_, std::nullopt);
    update_timer();
    emit live_changed(live);
    emit moved();
}

void TimeLine::zoom_to(TimeRange range)
{
    const Duration length = std::clamp<Duration>(range.length(), kShortest, kLongest);
    const Duration before = before_.value_or(length_);
    const TimePoint end = range.begin + range.length() / 2 + length / 2;
    set_live(false);
    before_ = before;
    length_ = length;
    stopped_at_ = std::min(end, clock_());
    emit live_changed(false); // there is a way back now
    emit moved();
}

void TimeLine::zoom_by(double factor, TimePoint around)
{
    const TimeRange now = range();
    const auto share = [factor](Duration part) { return std::chrono::duration_cast<Duration>(part * factor); };
    zoom_to({ around - share(around - now.begin), around + share(now.end - around) });
}

void TimeLine::move_by(Duration by)
{
    const TimeRange now = range();
    set_live(false);
    stopped_at_ = std::min(now.end + by, clock_());
    emit moved();
}

void TimeLine::reset()
{
    hold(std::nullopt);
    set_live(true);
}

void TimeLine::hold(std::optional<TimePoint> at)
{
    held_ = at;
    const TimeRange now = range();
    if (at && (*at < now.begin || *at > now.end)) {
        set_live(false);
        stopped_at_ = std::min(*at + length_ / 2, clock_());
    }
    emit moved();
    emit crosshair_changed();
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
    , reset_(icon_button(theme_icon("zoom-out"), tr("Show all again (Esc)"), this))
    , ranges_(new QComboBox(this))
    , interval_(new TextLabel({}, Type::Body, Role::Muted, this))
{
    for (const Range& range : kRanges)
        ranges_->addItem(QString::fromLatin1(range.text));
    ranges_->setAccessibleName(tr("Time range"));
    ranges_->setToolTip(tr("Time range"));
    set_small(ranges_);
    set_small(pause_);
    set_small(reset_);
    reset_->setAccessibleName(tr("Show all again"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(state_);
    row->addWidget(interval_);
    row->addStretch();
    row->addWidget(reset_);
    row->addWidget(pause_);
    row->addWidget(ranges_);
    connect(reset_, &QToolButton::clicked, line_, &TimeLine::reset);
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

void TimeLineBar::add_tool(QWidget* tool)
{
    static_cast<QHBoxLayout*>(layout())->addWidget(tool);
}

void TimeLineBar::refresh()
{
    reset_->setVisible(line_->is_zoomed());
    const bool live = line_->is_live();
    state_->set_state({ live ? StateGlyph::Healthy : StateGlyph::Stopped, live ? tr("Live") : tr("Paused"), 0 });
    interval_->setVisible(live);
    pause_->setIcon(theme_icon(live ? QStringLiteral("media-playback-pause") : QStringLiteral("media-playback-start")));
    pause_->setToolTip(live ? tr("Pause (Space)") : tr("Go on (Space)"));
    pause_->setAccessibleName(live ? tr("Pause") : tr("Go on"));
}

} // namespace quayside::ui
