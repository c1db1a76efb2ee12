#include "ui/look/glyphs.h"

#include "ui/look/theme.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace quayside::ui {

namespace {

// Shapes stand in a box of 12 by 12 around the origin.
void paint_shape(QPainter& p, StateGlyph glyph, const QColor& ink)
{
    const auto pen = [&ink](double width) { return QPen(ink, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin); };
    p.setPen(Qt::NoPen);
    p.setBrush(ink);
    switch (glyph) {
    case StateGlyph::None:
        return;
    case StateGlyph::Healthy:
        p.drawEllipse(QPointF(0, 0), 4, 4);
        return;
    case StateGlyph::Pending:
        p.drawPie(QRectF(-3.6, -3.6, 7.2, 7.2), 90 * 16, 180 * 16);
        [[fallthrough]];
    case StateGlyph::Stopped:
        p.setBrush(Qt::NoBrush);
        p.setPen(pen(1.4));
        p.drawEllipse(QPointF(0, 0), 3.6, 3.6);
        return;
    case StateGlyph::Warning:
        p.drawPolygon(QPolygonF({ { 0, -4.8 }, { 5, 4.2 }, { -5, 4.2 } }));
        return;
    case StateGlyph::Draining:
        p.drawPolygon(QPolygonF({ { 0, -4.6 }, { 4.6, 0 }, { 0, 4.6 }, { -4.6, 0 } }));
        return;
    case StateGlyph::Failed:
    case StateGlyph::Fail:
        p.setPen(pen(2));
        p.drawLine(QPointF(-3.4, -3.4), QPointF(3.4, 3.4));
        p.drawLine(QPointF(-3.4, 3.4), QPointF(3.4, -3.4));
        return;
    case StateGlyph::Info:
        p.drawEllipse(QPointF(0, -3.2), 1, 1);
        p.setPen(pen(1.6));
        p.drawLine(QPointF(0, -0.4), QPointF(0, 4));
        return;
    case StateGlyph::Pass:
        p.setPen(pen(2));
        p.setBrush(Qt::NoBrush);
        p.drawPolyline(QPolygonF({ { -4, 0.4 }, { -1.2, 3.2 }, { 4, -3 } }));
        return;
    case StateGlyph::Changed: {
        p.setPen(pen(1.6));
        p.setBrush(Qt::NoBrush);
        QPainterPath wave(QPointF(-4, 1));
        wave.cubicTo(QPointF(-2, -3.5), QPointF(2, 3.5), QPointF(4, -1));
        p.drawPath(wave);
        return;
    }
    case StateGlyph::Added:
        p.setPen(pen(1.6));
        p.drawLine(QPointF(0, -4), QPointF(0, 4));
        p.drawLine(QPointF(-4, 0), QPointF(4, 0));
        return;
    case StateGlyph::Removed:
        p.setPen(pen(1.6));
        p.drawLine(QPointF(-4, 0), QPointF(4, 0));
        return;
    case StateGlyph::Same:
        p.setPen(pen(1.6));
        p.drawLine(QPointF(-4, -1.8), QPointF(4, -1.8));
        p.drawLine(QPointF(-4, 1.8), QPointF(4, 1.8));
        return;
    }
}

class GlyphEngine : public QIconEngine {
public:
    explicit GlyphEngine(StateGlyph glyph)
        : glyph_(glyph)
    {
    }
    void paint(QPainter* painter, const QRect& area, QIcon::Mode mode, QIcon::State) override
    {
        paint_glyph(*painter, area, glyph_, colour(mode == QIcon::Disabled ? Role::Disabled : role_of(glyph_)));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }
    QIconEngine* clone() const override { return new GlyphEngine(glyph_); }
    bool isNull() override { return glyph_ == StateGlyph::None; }

private:
    StateGlyph glyph_;
};

} // namespace

Role role_of(StateGlyph glyph)
{
    switch (glyph) {
    case StateGlyph::Healthy:
    case StateGlyph::Pass:
    case StateGlyph::Added:
        return Role::Healthy;
    case StateGlyph::Pending:
        return Role::Pending;
    case StateGlyph::Warning:
        return Role::Warning;
    case StateGlyph::Failed:
    case StateGlyph::Fail:
    case StateGlyph::Removed:
        return Role::Error;
    case StateGlyph::Changed:
        return Role::Accent;
    case StateGlyph::None:
    case StateGlyph::Stopped:
    case StateGlyph::Draining:
    case StateGlyph::Info:
    case StateGlyph::Same:
        break;
    }
    return Role::Muted;
}

void paint_glyph(QPainter& painter, const QRectF& area, StateGlyph glyph)
{
    paint_glyph(painter, area, glyph, colour(role_of(glyph)));
}

void paint_glyph(QPainter& painter, const QRectF& area, StateGlyph glyph, const QColor& ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.center());
    const double scale = std::min(area.width(), area.height()) / 12;
    painter.scale(scale, scale);
    paint_shape(painter, glyph, ink);
    painter.restore();
}

QIcon glyph_icon(StateGlyph glyph)
{
    return QIcon(new GlyphEngine(glyph));
}

} // namespace quayside::ui
