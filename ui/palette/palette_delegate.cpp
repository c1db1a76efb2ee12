#include "ui/palette/palette_delegate.h"

#include "ui/look/style_paint.h"
#include "ui/look/theme.h"
#include "ui/palette/palette_model.h"

#include <QPainter>
#include <QScopeGuard>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kRow = 32;
constexpr int kHeading = 24;
constexpr int kEdge = 12;
constexpr int kIcon = 16;
constexpr int kGap = 8;
constexpr int kBar = 3;

void paint_heading(QPainter& painter, const QRect& area, const QModelIndex& index)
{
    if (index.row() > 0)
        painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), colour(Role::Border));
    painter.setFont(font_of(Type::Small));
    painter.setPen(colour(Role::Muted));
    painter.drawText(area.adjusted(kEdge, 0, -kEdge, 0), Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
}

// Returns where it ends.
int paint_keys(QPainter& painter, const QRect& area, const QString& keys)
{
    if (keys.isEmpty())
        return area.right() - kEdge;
    const QFontMetrics metrics(font_of(Type::Tiny));
    const QSize size(metrics.horizontalAdvance(keys) + 10, metrics.height() + 4);
    const QRect box(QPoint(area.right() - kEdge - size.width(), area.center().y() - size.height() / 2), size);
    const QRect place = placed(painter, area, box);
    painter.setPen(colour(Role::Border));
    painter.setBrush(colour(Role::Base));
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setFont(font_of(Type::Tiny));
    painter.setPen(colour(Role::Muted));
    painter.drawText(place, Qt::AlignCenter, keys);
    return box.left() - kGap;
}

// Letter by letter where some are set off, in the direction of the title itself; returns where it ends.
int paint_title(QPainter& painter, const QRect& whole, const QRect& area, const QString& title,
    const std::vector<qsizetype>& places, const QColor& colour_of_rest)
{
    const QFont plain = font_of(Type::Body);
    QFont strong = plain;
    strong.setWeight(QFont::DemiBold);
    struct Part {
        QString text;
        bool hit;
        int width;
    };
    std::vector<Part> parts;
    int taken = 0;
    for (qsizetype i = 0; i < title.size() && taken < area.width();) {
        const bool hit = std::ranges::binary_search(places, i);
        auto end = i + 1;
        while (end < title.size() && std::ranges::binary_search(places, end) == hit)
            ++end;
        const QFontMetrics metrics(hit ? strong : plain);
        const auto text = metrics.elidedText(title.mid(i, end - i), Qt::ElideRight, area.width() - taken);
        parts.push_back({ text, hit, metrics.horizontalAdvance(text) });
        taken += parts.back().width;
        i = end;
    }
    if (title.isRightToLeft())
        std::ranges::reverse(parts);
    int x = placed(painter, whole, QRect(area.left(), area.top(), taken, area.height())).left();
    for (const auto& part : parts) {
        painter.setFont(part.hit ? strong : plain);
        painter.setPen(part.hit ? colour(Role::Accent) : colour_of_rest);
        painter.drawText(
            QRect(x, area.top(), part.width, area.height()), Qt::AlignCenter | Qt::TextDontClip, part.text);
        x += part.width;
    }
    return area.left() + taken;
}

void paint_note(QPainter& painter, QRect area, const QString& note)
{
    if (area.width() <= 0)
        return;
    painter.setFont(font_of(Type::Body));
    painter.setPen(colour(Role::Muted));
    painter.drawText(
        area, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(note, Qt::ElideRight, area.width()));
}

} // namespace

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = qobject_cast<const PaletteModel*>(index.model());
    const auto* entry = model->entry(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto end = qScopeGuard([painter] { painter->restore(); });
    if (!entry)
        return paint_heading(*painter, option.rect, index);
    const auto& scale = Theme::get();
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, colour(Role::Selection));
        painter->fillRect(
            placed(*painter, option.rect, QRect(option.rect.topLeft(), QSize(kBar, option.rect.height()))),
            colour(Role::Accent));
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, colour(Role::Hover));
    }
    const int side = scale.scaled(kIcon);
    const bool runs = entry->reason.isEmpty();
    const QRect place(option.rect.left() + kEdge, option.rect.center().y() - side / 2, side, side);
    entry->icon.paint(
        painter, placed(*painter, option.rect, place), Qt::AlignCenter, runs ? QIcon::Normal : QIcon::Disabled);
    QRect area = option.rect;
    area.setLeft(area.left() + kEdge + side + kGap);
    area.setRight(paint_keys(*painter, option.rect, entry->keys));
    area.setLeft(paint_title(*painter, option.rect, area, entry->title, model->places(index.row()),
        colour(runs ? Role::Text : Role::Disabled)));
    area.setLeft(area.left() + kGap);
    paint_note(*painter, placed(*painter, option.rect, area), runs ? entry->note : entry->reason);
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool heading = index.data(PaletteModel::HeadingRole).toBool();
    return { option.rect.width(), Theme::get().scaled(heading ? kHeading : kRow) };
}

} // namespace quayside::ui
