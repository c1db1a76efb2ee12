#include "ui/shell/search_button.h"

#include "ui/look/icons.h"
#include "ui/look/style_paint.h"
#include "ui/look/theme.h"

#include <QAction>
#include <QPainter>

namespace quayside::ui {

namespace {

constexpr int kWidth = 256;
constexpr int kLeastWidth = 120;
constexpr int kHeight = 28;
constexpr int kRadius = 6;

} // namespace

SearchButton::SearchButton(QAction* palette, QWidget* parent)
    : QAbstractButton(parent)
    , keys_(palette->shortcut().toString(QKeySequence::NativeText))
{
    setText(tr("Search or run a command"));
    setAccessibleName(text());
    setToolTip(palette->toolTip());
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, palette, &QAction::trigger);
}

QSize SearchButton::sizeHint() const
{
    return { Theme::get().scaled(kWidth), Theme::get().scaled(kHeight) };
}

QSize SearchButton::minimumSizeHint() const
{
    return { Theme::get().scaled(kLeastWidth), Theme::get().scaled(kHeight) };
}

void SearchButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(hasFocus() ? Role::Accent : Role::FieldBorder), hasFocus() ? 2 : 1));
    painter.setBrush(colour(underMouse() ? Role::Hover : Role::Base));
    const double inset = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), kRadius, kRadius);

    const int side = Theme::get().scaled(16);
    theme_icon("edit-find").paint(&painter, placed(painter, rect(), QRect(8, (height() - side) / 2, side, side)));
    const QFontMetrics tiny(font_of(Type::Tiny));
    const QSize cap(tiny.horizontalAdvance(keys_) + 10, tiny.height() + 4);
    const QRect box(QPoint(width() - 8 - cap.width(), (height() - cap.height()) / 2), cap);
    painter.setPen(colour(Role::Border));
    const QRect place = placed(painter, rect(), box);
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setFont(font_of(Type::Tiny));
    painter.setPen(colour(Role::Muted));
    painter.drawText(place, Qt::AlignCenter, keys_);

    const QRect area(8 + side + 8, 0, box.left() - side - 24, height());
    painter.setFont(font_of(Type::Body));
    painter.drawText(placed(painter, rect(), area), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, area.width()));
}

} // namespace quayside::ui
