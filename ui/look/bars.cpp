#include "ui/look/bars.h"

#include "ui/look/style_paint.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"

#include <QPainter>
#include <QPainterPath>

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
        if (!high_contrast)
            paint_box(p, part, blend(reserved, colour(Role::Alt), 0.38), {}, 2);
        p.fillRect(QRectF(std::max(part.left(), part.right() - 1.5), part.top(), 1.5, part.height()), reserved);
    }
    if (std::isfinite(capacity.used)) {
        const qreal core = std::min<qreal>(6, area.height());
        p.fillRect(QRectF(area.left(), area.center().y() - core / 2, area.width() * share(capacity.used), core),
            colour(Role::Accent));
    }
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
