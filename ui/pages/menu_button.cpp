#include "ui/pages/menu_button.h"

#include "ui/look/style_paint.h"
#include "ui/look/theme.h"

#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace quayside::ui {

namespace {

constexpr int kChevron = 16;

} // namespace

MenuButton::MenuButton(const QString& name, const QString& tip, QWidget* parent)
    : QToolButton(parent)
{
    setAccessibleName(name);
    setToolTip(tip);
    setPopupMode(QToolButton::InstantPopup);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setIconSize(QSize(16, 16));
}

bool MenuButton::has_text() const
{
    return toolButtonStyle() != Qt::ToolButtonIconOnly && !text().isEmpty();
}

QSize MenuButton::sizeHint() const
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.features = QStyleOptionToolButton::None;
    const int side = Theme::get().scaled(28);
    if (!has_text())
        return { side, side };
    const int width = 8 + 16 + 6 + fontMetrics().horizontalAdvance(QString(text()).remove(u'&')) + kChevron + 8;
    return { width, side };
}

void MenuButton::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.features = QStyleOptionToolButton::None;
    const QRect whole = option.rect;
    if (!has_text())
        return painter.drawComplexControl(QStyle::CC_ToolButton, option);
    option.text.clear();
    option.icon = {};
    painter.drawComplexControl(QStyle::CC_ToolButton, option);
    const Role ink = isEnabled() ? Role::Text : Role::Disabled;
    icon().paint(&painter, placed(painter, whole, QRect(8, (height() - 16) / 2, 16, 16)));
    painter.setFont(font());
    painter.setPen(colour(ink));
    painter.drawText(placed(painter, whole, whole.adjusted(30, 0, -kChevron, 0)),
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic, text());
    paint_chevron(painter, placed(painter, whole, QRect(width() - kChevron - 6, 0, kChevron, height())), Arrow::Down,
        colour(ink), 8);
}

} // namespace quayside::ui
