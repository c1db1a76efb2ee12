#include "ui/pages/link_label.h"

#include "ui/look/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace quayside::ui {

LinkLabel::LinkLabel(QWidget* parent)
    : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] { emit opened(target_); });
}

void LinkLabel::set_target(const QString& text, const ObjectRef& target)
{
    target_ = target;
    setText(text);
    setAccessibleName(tr("Open %1").arg(text));
    setToolTip(tr("Show %1").arg(text));
    updateGeometry();
    update();
}

QSize LinkLabel::sizeHint() const
{
    const QFontMetrics metrics(font_of(Type::Body));
    return { metrics.horizontalAdvance(text()) + 2, std::max(metrics.height(), Theme::get().scaled(20)) };
}

void LinkLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QFont font = font_of(Type::Body);
    font.setUnderline(underMouse());
    painter.setFont(font);
    painter.setPen(colour(Role::Accent));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, text());
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colour(Role::Accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    }
}

void LinkLabel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QAbstractButton::keyPressEvent(event);
}

} // namespace quayside::ui
