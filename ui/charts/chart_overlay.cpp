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

void ChartOverlay::set_held(std::optional<double> x)
{
    held_ = x;
    update();
}

void ChartOverlay::set_brush(const QRectF& area)
{
    brush_ = area;
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
    painter.setLayoutDirection(Qt::LeftToRight);
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

std::vector<double> ChartOverlay::label_places() const
{
    std::vector<double> places;
    for (const LineLabel& label : labels_)
        places.push_back(label.y - area_.top());
    return spread_labels(std::move(places), kLabelDistance, area_.height());
}

QRectF ChartOverlay::label_area(double place) const
{
    return { area_.right() + 6.0, area_.top() + place - 8, width() - area_.right() - 6.0, 16 };
}

QString ChartOverlay::label_at(const QPointF& at) const
{
    const auto places = label_places();
    for (std::size_t i = 0; i < labels_.size(); ++i)
        if (label_area(places[i]).contains(at))
            return labels_[i].text;
    return {};
}

void ChartOverlay::paint_labels(QPainter& p) const
{
    const auto places = label_places();
    const QFont plain = p.font();
    QFont struck = plain;
    struck.setStrikeOut(true);
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        p.setFont(labels_[i].hidden ? struck : plain);
        p.setPen(labels_[i].hidden ? colour(Role::Muted) : labels_[i].colour);
        p.drawText(label_area(places[i]), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, labels_[i].text);
    }
    p.setFont(plain);
}

void ChartOverlay::paint_marks(QPainter& p) const
{
    double free_from = area_.left(); // where the next label may stand
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
        const double at = mark.x + 4 + width > area_.right() ? mark.x - 6 - width : mark.x + 6;
        if (at < free_from)
            continue; // the crosshair tells it
        p.drawText(QPointF(at, area_.top() + 9), mark.text);
        free_from = at + width + 6;
    }
}

void ChartOverlay::paint_crosshair(QPainter& p) const
{
    if (!brush_.isEmpty()) {
        QColor ground = colour(Role::Accent);
        ground.setAlphaF(0.25F);
        p.fillRect(brush_, ground);
    }
    if (held_) {
        p.setPen(QPen(colour(Role::Accent), 2));
        p.drawLine(QPointF(*held_, area_.top()), QPointF(*held_, area_.bottom()));
    }
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
