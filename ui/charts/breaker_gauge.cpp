#include "ui/charts/breaker_gauge.h"

#include "ui/look/theme.h"

#include <QPainter>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kMostSegments = 12;
constexpr int kWide = 12; // of the arc
constexpr double kGap = 3; // degrees between segments
constexpr int kDegree = 16; // as QPainter counts

} // namespace

BreakerGauge::BreakerGauge(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Theme::get(), &Theme::changed, this, [this] { update(); });
}

void BreakerGauge::set_failures(int failures, int threshold, bool tripped)
{
    failures_ = failures;
    threshold_ = std::max(1, threshold);
    tripped_ = tripped;
    setAccessibleName(tr("%1 of %2 failures").arg(failures_).arg(threshold_));
    update();
}

int BreakerGauge::segments() const
{
    return threshold_ > kMostSegments ? 1 : threshold_;
}

void BreakerGauge::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF arc(kWide / 2.0 + 1, kWide / 2.0 + 1, width() - kWide - 2, (height() - kWide) * 2 - 24);
    const QColor ink = colour(tripped_ ? Role::Error : Role::Warning);
    const int count = segments();
    const double span = (180 - kGap * (count - 1)) / count;
    const auto draw = [&](double from, double length, const QColor& colour_of_arc) {
        p.setPen(QPen(colour_of_arc, kWide, Qt::SolidLine, Qt::FlatCap));
        p.drawArc(arc, static_cast<int>((180 - from) * kDegree), static_cast<int>(-length * kDegree));
    };
    for (int i = 0; i < count; ++i) {
        const double from = i * (span + kGap);
        draw(from, span, colour(Role::SelectionInactive));
        const double filled
            = count == 1 ? std::min(1.0, static_cast<double>(failures_) / threshold_) : (i < failures_ ? 1.0 : 0.0);
        if (filled > 0)
            draw(from, span * filled, ink);
    }
    QFont big = font_of(Type::Display);
    big.setPixelSize(Theme::get().scaled(26));
    p.setFont(big);
    p.setPen(colour(Role::Text));
    const QRectF middle(0, height() - 52, width(), 32);
    p.drawText(middle, Qt::AlignCenter, tr("%1 of %2").arg(failures_).arg(threshold_));
    p.setFont(font_of(Type::Small));
    p.setPen(colour(Role::Muted));
    p.drawText(QRectF(0, height() - 20, width(), 18), Qt::AlignCenter, tr("failures"));
}

} // namespace quayside::ui
