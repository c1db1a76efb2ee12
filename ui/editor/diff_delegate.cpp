#include "ui/editor/diff_delegate.h"

#include "ui/editor/semantic_diff.h"
#include "ui/look/glyphs.h"
#include "ui/look/icons.h"
#include "ui/look/style_paint.h"
#include "ui/look/theme.h"

#include <QPainter>

#include <optional>
#include <utility>

namespace quayside::ui {

namespace {

using Sign = SemanticDiff::Sign;

StateGlyph glyph_of(Sign sign)
{
    constexpr StateGlyph glyphs[] = { StateGlyph::Changed, StateGlyph::Added, StateGlyph::Removed, StateGlyph::Same };
    return glyphs[static_cast<int>(sign)];
}

// The tint of a value, and the bar that stands for it in high contrast.
std::optional<std::pair<Role, Role>> tint_of(Sign sign, int column)
{
    if (sign == Sign::Changed && (column == DiffDelegate::Left || column == DiffDelegate::Right))
        return std::pair(Role::AccentBg, Role::Accent);
    if (sign == Sign::Added && column == DiffDelegate::Right)
        return std::pair(Role::HealthyBg, Role::Healthy);
    if (sign == Sign::Removed && column == DiffDelegate::Left)
        return std::pair(Role::ErrorBg, Role::Error);
    return std::nullopt;
}

void paint_value(QPainter& painter, const QRect& area, Sign sign, int column, const QString& text)
{
    const bool missing = text.isEmpty();
    auto font = font_of(missing ? Type::Body : Type::Mono);
    font.setStrikeOut(sign == Sign::Removed && column == DiffDelegate::Left);
    painter.setFont(font);
    painter.setPen(colour(missing ? Role::Muted : Role::Text));
    const auto words = !missing ? text
        : sign == Sign::Removed ? DiffDelegate::tr("removed")
                                : DiffDelegate::tr("not set");
    painter.drawText(area, Qt::AlignVCenter, QFontMetrics(font).elidedText(words, Qt::ElideRight, area.width()));
}

void paint_take(QPainter& painter, const QRect& area)
{
    const QRectF button(area.center().x() - 11, area.center().y() - 9, 24, 20);
    painter.setRenderHint(QPainter::Antialiasing);
    paint_box(painter, button, colour(Role::Button), colour(Role::Border), 4);
    painter.save();
    if (painter.layoutDirection() == Qt::RightToLeft) { // towards the draft
        painter.translate(2 * button.center().x(), 0);
        painter.scale(-1, 1);
    }
    icon(Glyph::TakeArrow).paint(&painter, button.adjusted(5, 3, -5, -3).toAlignedRect());
    painter.restore();
}

} // namespace

void DiffDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto sign_data = index.siblingAtColumn(Field).data(kSignRole);
    const auto sign = static_cast<Sign>(sign_data.toInt());
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool active = option.state.testFlag(QStyle::State_Active);
    painter->save();
    painter->fillRect(option.rect, colour(!selected ? Role::Base : active ? Role::Selection : Role::SelectionInactive));
    if (const auto tint = tint_of(sign, index.column()); tint && sign_data.isValid() && !selected) {
        const QRect cell = option.rect.adjusted(0, 0, 0, -1);
        if (colours().is_high_contrast())
            painter->fillRect(
                placed(*painter, cell, QRect(cell.left(), cell.top(), 4, cell.height())), colour(tint->second));
        else
            painter->fillRect(cell, colour(tint->first));
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour(Role::RowLine));
    const QRect area = option.rect.adjusted(8, 0, -8, -1);
    if (!sign_data.isValid() || index.column() == Effect) {
        painter->setFont(font_of(index.column() == Field ? Type::Name : Type::Body));
        painter->setPen(colour(index.column() == Field ? Role::Text : Role::Muted));
        const auto text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width());
        painter->drawText(area, Qt::AlignVCenter, text);
    } else if (index.column() == Field) {
        const QRect glyph(area.left(), area.center().y() - 6, 12, 12);
        paint_glyph(*painter, placed(*painter, area, glyph), glyph_of(sign));
        painter->setFont(font_of(Type::Body));
        painter->setPen(colour(sign == Sign::Same ? Role::Muted : Role::Text));
        const QRect words = placed(*painter, area, area.adjusted(20, 0, 0, 0));
        painter->drawText(words, Qt::AlignVCenter,
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    } else if (index.column() == Take) {
        if (!index.data(Qt::AccessibleTextRole).toString().isEmpty())
            paint_take(*painter, option.rect);
    } else {
        paint_value(*painter, area, sign, index.column(), index.data().toString());
    }
    if (option.state.testFlag(QStyle::State_HasFocus))
        paint_ring(*painter, option.rect.adjusted(0, 0, 0, -1), 0);
    painter->restore();
}

QSize DiffDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return { QStyledItemDelegate::sizeHint(option, index).width(), Theme::get().row_height() };
}

} // namespace quayside::ui
