#include "ui/look/bars.h"

#include "ui/look/style_paint.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace quayside::ui {

namespace {

double share(double value)
{
    return std::isfinite(value) ? std::clamp(value, 0.0, 1.0) : 0;
}

} // namespace

void paint_capacity(QPainter& p, const QRectF& area, const Capacity& capacity)
{
    const bool high_contrast = colours().is_high_contrast();
    const QColor reserved = colour(capacity.is_tight() ? Role::Warning : Role::Text);
    paint_box(p, area, colour(Role::Alt), high_contrast ? colour(Role::Border) : QColor(), 2);
    if (std::isfinite(capacity.reserved) && capacity.reserved > 0) {
        const QRectF part(area.left(), area.top(), area.width() * share(capacity.reserved), area.height());
        const QRectF tick(std::max(part.left(), part.right() - 1.5), part.top(), 1.5, part.height());
        if (!high_contrast)
            paint_box(p, placed(p, area, part), blend(reserved, colour(Role::Alt), 0.38), {}, 2);
        p.fillRect(placed(p, area, tick), reserved);
    }
    if (std::isfinite(capacity.used)) {
        const qreal core = std::min<qreal>(6, area.height());
        const QRectF part(area.left(), area.center().y() - core / 2, area.width() * share(capacity.used), core);
        p.fillRect(placed(p, area, part), colour(Role::Accent));
    }
}

QBrush hatched(const QColor& ink, const QColor& ground, Hatch direction)
{
    constexpr int side = 8; // of the tile; whole, so that tiles join
    constexpr qreal ratio = 2; // drawn finer than the screen, so that the lines are smooth
    QPixmap tile(QSize(side, side) * ratio);
    tile.setDevicePixelRatio(ratio);
    tile.fill(ground);
    QPainter p(&tile);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(ink, 1.3));
    for (const int shift : { -side, 0, side }) {
        if (direction == Hatch::Rising)
            p.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1));
        else
            p.drawLine(QPointF(shift - 1, -1), QPointF(shift + side + 1, side + 1));
    }
    return QBrush(tile);
}

void paint_progress(QPainter& p, const QRectF& area, double done, double under_way)
{
    paint_box(p, area, colour(Role::Alt), colour(Role::Border), 2);
    const QRectF inside = area.adjusted(1, 1, -1, -1);
    const double middle = inside.width() * share(done);
    const double end = inside.width() * share(std::max(done, under_way));
    if (end > middle)
        p.fillRect(placed(p, inside, QRectF(inside.left() + middle, inside.top(), end - middle, inside.height())),
            hatched(colour(Role::Pending), colour(Role::Base)));
    p.fillRect(placed(p, inside, QRectF(inside.left(), inside.top(), middle, inside.height())), colour(Role::Healthy));
}

void paint_sparkline(QPainter& p, const QRectF& area, std::span<const float> values, float top, const QColor& ink)
{
    if (values.size() < 2)
        return;
    for (const float value : values)
        if (std::isfinite(value))
            top = std::max(top, value);
    top = top > 0 ? top * 1.25F : 1; // air above, so that the highest value is a peak and not an edge
    const QRectF inside = area.adjusted(0, 1, 0, -1);
    const qreal step = inside.width() / static_cast<qreal>(values.size() - 1);
    QPainterPath path;
    bool connected = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) {
            connected = false;
            continue;
        }
        const QPointF at(inside.left() + step * static_cast<qreal>(i),
            inside.bottom() - inside.height() * static_cast<qreal>(std::clamp(values[i] / top, 0.0F, 1.0F)));
        if (connected)
            path.lineTo(at);
        else
            path.moveTo(at);
        connected = true;
    }
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(ink, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.setBrush(Qt::NoBrush);
    p.drawPath(path);
    p.restore();
}

CapacityBar::CapacityBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Theme::get(), &Theme::changed, this, [this] { update(); });
}

void CapacityBar::set_capacity(const Capacity& capacity)
{
    capacity_ = capacity;
    const QString words = tr("%1 reserved, %2 used").arg(percent_text(capacity.reserved), percent_text(capacity.used));
    setToolTip(words);
    setAccessibleName(words);
    update();
}

void CapacityBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint_capacity(painter, QRectF(rect()), capacity_);
}

ProgressBar::ProgressBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Theme::get(), &Theme::changed, this, [this] { update(); });
}

void ProgressBar::set_progress(double done, double under_way, const QString& words)
{
    done_ = done;
    under_way_ = under_way;
    setToolTip(words);
    setAccessibleName(words);
    update();
}

void ProgressBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint_progress(painter, QRectF(rect()), done_, under_way_);
}

Sparkline::Sparkline(Role role, QWidget* parent)
    : QWidget(parent)
    , role_(role)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Theme::get(), &Theme::changed, this, [this] { update(); });
}

void Sparkline::set_values(std::vector<float> values, float top)
{
    values_ = std::move(values);
    top_ = top;
    update();
}

void Sparkline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint_sparkline(painter, QRectF(rect()), values_, top_, colour(role_));
}

} // namespace quayside::ui
