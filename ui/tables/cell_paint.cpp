#include "ui/tables/cell_paint.h"

#include "ui/look/digits.h"
#include "ui/look/style_paint.h"
#include "ui/look/theme.h"

#include <QFontMetricsF>
#include <QPainter>

namespace quayside::ui {

namespace {

QFont weighted(QFont font, const CellInk& ink)
{
    if (ink.bold)
        font.setWeight(QFont::Bold);
    return font;
}

// Ink that is not the usual text colour says something: such a number is heavier, and its unit has the same colour.
bool is_emphatic(const CellInk& ink)
{
    return ink.text != colour(Role::Text) && ink.text != colour(Role::Muted);
}

} // namespace

void paint_text_cell(QPainter& p, const QRectF& area, const QString& text, const QFont& font, const QColor& ink)
{
    p.setFont(font);
    p.setPen(ink);
    const QFontMetricsF metrics(font);
    const bool fits = metrics.horizontalAdvance(text) <= area.width();
    const QString shown = fits ? text : metrics.elidedText(text, Qt::ElideRight, area.width());
    p.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
}

void paint_state_cell(QPainter& p, const QRectF& area, StateGlyph glyph, const QString& word, const CellInk& ink)
{
    QRectF rest = area;
    if (glyph != StateGlyph::None) {
        const qreal side = Theme::get().scaled(12);
        const QRectF place(area.left(), area.center().y() - side / 2, side, side);
        paint_glyph(p, placed(p, area, place), glyph, ink.text);
        rest = placed(p, area, area.adjusted(side + 6, 0, 0, 0));
    }
    paint_text_cell(p, rest, word, weighted(font_of(Type::Body), ink), ink.text);
}

void paint_number_cell(QPainter& p, const QRectF& area, const QString& text, const CellInk& ink)
{
    QFont font = weighted(font_of(Type::Body), ink);
    const bool emphatic = is_emphatic(ink);
    if (emphatic)
        font.setWeight(QFont::DemiBold);
    const auto space = text.lastIndexOf(QLatin1Char(' '));
    QRectF rest = area;
    if (space > 0) {
        p.setPen(emphatic ? ink.text : ink.muted);
        const qreal width = draw_digits(p, area, Qt::AlignRight, weighted(font_of(Type::Body), ink), text.mid(space));
        rest.setRight(area.right() - width);
    }
    p.setPen(text == QLatin1String("0") && !emphatic ? ink.muted : ink.text);
    draw_digits(p, rest, Qt::AlignRight, font, space > 0 ? text.left(space) : text);
}

void paint_edited_cell(
    QPainter& p, const QRectF& area, const QString& before, const QString& after, bool right, const CellInk& ink)
{
    const QFont old_font = font_of(Type::Body);
    const QFont new_font = font_of(Type::Section);
    const qreal new_width = digits_width(new_font, after);
    const qreal old_width = QFontMetricsF(old_font).horizontalAdvance(before);
    const bool at_right = right || p.layoutDirection() == Qt::RightToLeft;
    const qreal left = at_right ? std::max(area.left(), area.right() - new_width - 4 - old_width) : area.left();
    p.save();
    p.setClipRect(area);
    p.setPen(ink.muted);
    p.setFont(old_font);
    p.drawText(QRectF(left, area.top(), old_width + 1, area.height()),
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, before);
    const qreal middle = std::round(area.center().y()) + 0.5; // a struck-out font is not drawn by every paint engine
    p.drawLine(QPointF(left - 1, middle), QPointF(left + old_width + 1, middle));
    p.setPen(colour(Role::Accent));
    draw_digits(
        p, QRectF(left + old_width + 4, area.top(), new_width + 1, area.height()), Qt::AlignLeft, new_font, after);
    p.restore();
}

} // namespace quayside::ui
