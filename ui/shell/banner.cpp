#include "ui/shell/banner.h"

#include "ui/look/buttons.h"
#include "ui/look/glyphs.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/style_paint.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace quayside::ui {

Banner::Banner(QWidget* parent)
    : QWidget(parent)
    , sentence_(new ElidedLabel)
{
    setAccessibleName(tr("Problem"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(32, 0, 8, 0);
    auto* close = icon_button(icon(Glyph::Close), tr("Dismiss"));
    row->addWidget(sentence_, 1);
    row->addWidget(close);
    setFixedHeight(Theme::get().scaled(36));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void Banner::show_problem(const QString& sentence)
{
    sentence_->set_text(sentence);
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString Banner::sentence() const
{
    return isVisible() ? sentence_->text() : QString();
}

void Banner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint_tint(painter, rect(), Role::ErrorBg, Role::Error, 0);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Role::Border));
    paint_glyph(painter, QRectF(12, height() / 2.0 - 6, 12, 12), StateGlyph::Failed);
}

} // namespace quayside::ui
