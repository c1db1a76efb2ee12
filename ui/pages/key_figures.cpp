#include "ui/pages/key_figures.h"

#include "ui/look/digits.h"
#include "ui/look/style_paint.h"
#include "ui/look/theme.h"

#include <QPainter>
#include <QStringList>

namespace quayside::ui {

namespace {

void paint_figure(QPainter& painter, const QRect& area, const KeyFigure& figure)
{
    const auto scaled = [](int pixels) { return Theme::get().scaled(pixels); };
    painter.setFont(font_of(Type::Small));
    painter.setPen(colour(Role::Muted));
    painter.drawText(area.adjusted(0, scaled(8), 0, 0), Qt::AlignLeft | Qt::AlignTop, figure.label);
    // Places are told from left to right and mirrored where they are painted.
    const QRectF line(area.left(), area.top() + scaled(26), area.width(), scaled(28));
    painter.setPen(colour(Role::Text));
    const qreal width = digits_width(font_of(Type::Figure), figure.figure);
    draw_digits(painter, placed(painter, line, QRectF(line.topLeft(), QSizeF(width, line.height()))),
        Qt::AlignLeft | Qt::AlignVCenter, font_of(Type::Figure), figure.figure);
    qreal x = line.left() + width + scaled(8);
    if (figure.glyph != StateGlyph::None) {
        const QRectF place(x, line.center().y() - scaled(5), scaled(12), scaled(12));
        paint_glyph(painter, placed(painter, line, place), figure.glyph);
        x += scaled(18);
    }
    painter.setPen(colour(figure.glyph == StateGlyph::None ? Role::Muted : role_of(figure.glyph)));
    const QFont small = font_of(Type::Small);
    painter.setFont(small);
    const QRectF rest(x, line.top() + scaled(1), line.right() - x, line.height());
    painter.drawText(placed(painter, line, rest), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(small).elidedText(figure.note, Qt::ElideRight, static_cast<int>(rest.width())));
}

} // namespace

KeyFigures::KeyFigures(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::get(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void KeyFigures::set_figures(std::vector<KeyFigure> figures)
{
    if (figures == figures_)
        return;
    figures_ = std::move(figures);
    QStringList words;
    for (const auto& figure : figures_)
        words << figure.label + u' ' + figure.figure + u' ' + figure.note;
    setAccessibleName(words.join(QStringLiteral(", ")));
    update();
}

QSize KeyFigures::sizeHint() const
{
    return { 0, Theme::get().scaled(60) };
}

void KeyFigures::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::Base));
    painter.setPen(colour(Role::Border));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    const int count = static_cast<int>(figures_.size());
    for (int i = 0; i < count; ++i) {
        const int left = width() * i / count;
        const int right = width() * (i + 1) / count;
        const QRect area(left + 12, 0, right - left - 20, height());
        paint_figure(painter, placed(painter, rect(), area), figures_[static_cast<std::size_t>(i)]);
        if (i > 0)
            painter.fillRect(placed(painter, rect(), QRect(left, 0, 1, height())), colour(Role::Border));
    }
}

} // namespace quayside::ui
