#include "ui/charts/chart_overlay.h"

#include "ui/look/glyphs.h"
#include "ui/look/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace quayside::ui {

namespace {
constexpr double kLabelDistance = 13;
}

ChartOverlay::ChartOverlay(QWidget* parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void ChartOverlay::set_plot_area(const QRect& area)
{
    area_ = area;
    update();
}

void ChartOverlay::set_labels(std::vector<LineLabel> labels)
{
    labels_ = std::move(labels);
    update();
}

void ChartOverlay::set_marks(std::vector<Mark> marks)
{
    marks_ = std::move(marks);
    update();
}

void ChartOverlay::set_crosshair(std::optional<double> x, std::vector<Dot> dots)
{
    crosshair_ = x;
    dots_ = std::move(dots);
    update();
}

void ChartOverlay::set_empty_text(const QString& text)
{
    empty_text_ = text;
    update();
}

void ChartOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(font_of(Type::Tiny));
    paint_marks(painter);
    paint_labels(painter);
    paint_crosshair(painter);
    if (!empty_text_.isEmpty()) {
        painter.setFont(font_of(Type::Small));
        painter.setPen(colour(Role::Muted));
        painter.drawText(area_, Qt::AlignCenter | Qt::TextWordWrap, empty_text_);
    }
}

void ChartOverlay::paint_labels(QPainter& p) const
{
    std::vector<double> places;
    for (const LineLabel& label : labels_)
        places.push_back(label.y - area_.top());
    places = spread_labels(std::move(places), kLabelDistance, area_.height());
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        const double y = area_.top() + places[i];
        p.setPen(labels_[i].colour);
        p.drawText(QRectF(area_.right() + 6, y - 8, width() - area_.right() - 6, 16),
            Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, labels_[i].text);
    }
}

void ChartOverlay::paint_marks(QPainter& p) const
{
    for (const Mark& mark : marks_) {
        const QColor ink = colour(mark.failure ? Role::Error : Role::Pending);
        QPen pen(ink, 1);
        if (!mark.failure)
            pen.setDashPattern({ 2, 2 });
        p.setPen(pen);
        p.drawLine(QPointF(mark.x, area_.top()), QPointF(mark.x, area_.bottom()));
        if (mark.failure) {
            paint_glyph(p, QRectF(mark.x - 4, area_.top() - 6, 8, 8), StateGlyph::Failed);
        } else {
            p.save();
            p.setRenderHint(QPainter::Antialiasing);
            p.setPen(Qt::NoPen);
            p.setBrush(ink);
            const double top = area_.top() - 5;
            p.drawPolygon(QPolygonF({ { mark.x - 4, top }, { mark.x + 4, top }, { mark.x, top + 6 } }));
            p.restore();
        }
        p.setPen(ink);
        const int width = QFontMetrics(p.font()).horizontalAdvance(mark.text);
        const bool left = mark.x + 4 + width > area_.right();
        p.drawText(QPointF(left ? mark.x - 6 - width : mark.x + 6, area_.top() + 9), mark.text);
    }
}

void ChartOverlay::paint_crosshair(QPainter& p) const
{
    if (!crosshair_)
        return;
    p.setPen(QPen(colour(Role::Muted), 1));
    p.drawLine(QPointF(*crosshair_, area_.top()), QPointF(*crosshair_, area_.bottom()));
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    for (const Dot& dot : dots_) {
        p.setPen(QPen(colour(Role::Base), 1.5));
        p.setBrush(dot.colour);
        p.drawEllipse(QPointF(*crosshair_, dot.y), 3.5, 3.5);
    }
    p.restore();
}

} // namespace quayside::ui
