#include "ui/shell/navigator_delegate.h"

#include "ui/look/digits.h"
#include "ui/look/glyphs.h"
#include "ui/look/style_paint.h"
#include "ui/look/theme.h"
#include "ui/shell/navigator.h"

#include <QPainter>

namespace quayside::ui {

namespace {

// Returns what is left of the area. Places are told from left to right and mirrored where they are painted.
QRectF paint_badge(QPainter& painter, const QRectF& whole, const QModelIndex& index)
{
    QRectF area = whole;
    const QString badge = index.data(Navigator::BadgeRole).toString();
    const auto glyph = static_cast<StateGlyph>(index.data(Navigator::GlyphRole).toInt());
    area.setRight(area.right() - 8);
    const bool warns = glyph == StateGlyph::Warning || glyph == StateGlyph::Failed;
    painter.setPen(colour(warns ? role_of(glyph) : Role::Muted));
    if (!badge.isEmpty()) {
        const qreal width = digits_width(font_of(Type::Body), badge);
        draw_digits(painter, placed(painter, whole, area.adjusted(area.width() - width, 0, 0, 0)), Qt::AlignLeft,
            font_of(Type::Body), badge);
        area.setRight(area.right() - width - 6);
    }
    if (glyph == StateGlyph::None)
        return area;
    const QRectF place(area.right() - 12, area.center().y() - 6, 12, 12);
    paint_glyph(painter, placed(painter, whole, place), glyph);
    area.setRight(place.left() - 6);
    return area;
}

} // namespace

void NavigatorDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    if (index.data(Navigator::SectionRole).toBool()) {
        painter->setFont(font_of(Type::Small));
        painter->setPen(colour(Role::Muted));
        const int width = option.widget ? option.widget->width() : option.rect.right();
        painter->drawText(QRect(12, option.rect.top(), width - 24, option.rect.height()),
            Qt::AlignLeft | Qt::AlignBottom, index.data().toString());
        painter->restore();
        return;
    }
    const QRectF whole(option.rect);
    QRectF area = paint_badge(*painter, whole, index);
    const QIcon icon = index.data(Qt::DecorationRole).value<QIcon>();
    const int side = Theme::get().scaled(16);
    const QRect place(static_cast<int>(area.left()) + 2, static_cast<int>(area.center().y()) - side / 2, side, side);
    icon.paint(painter, placed(*painter, option.rect, place));
    area.setLeft(area.left() + side + 10);
    const QFont font = index.data(Qt::FontRole).isValid() ? font_of(Type::Section) : font_of(Type::Body);
    painter->setFont(font);
    painter->setPen(colour(Role::Text));
    painter->drawText(placed(*painter, whole, area), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, static_cast<int>(area.width())));
    painter->restore();
}

QSize NavigatorDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return { QStyledItemDelegate::sizeHint(option, index).width(), Theme::get().row_height() };
}

} // namespace quayside::ui
