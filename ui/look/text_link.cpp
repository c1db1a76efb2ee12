#include "ui/look/text_link.h"

#include "ui/look/theme.h"
#include "ui/look/tool_tip.h"

#include <QKeyEvent>
#include <QPainter>

namespace quayside::ui {

TextLink::TextLink(const QString& text, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(text);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QSize TextLink::sizeHint() const
{
    const QFontMetrics metrics(font_of(Type::Body));
    return { metrics.horizontalAdvance(text()) + 2, std::max(metrics.height(), Theme::get().scaled(20)) };
}

void TextLink::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QFont font = font_of(Type::Body);
    font.setUnderline(underMouse() && isEnabled());
    painter.setFont(font);
    painter.setPen(colour(isEnabled() ? Role::Accent : Role::Muted));
    painter.drawText(
        rect(), Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colour(Role::Accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    }
}

void TextLink::resizeEvent(QResizeEvent* event)
{
    QAbstractButton::resizeEvent(event);
    if (toolTip().isEmpty() && width() < sizeHint().width() - 2)
        setToolTip(plain_tip(text()));
}

void TextLink::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QAbstractButton::keyPressEvent(event);
}

} // namespace quayside::ui
