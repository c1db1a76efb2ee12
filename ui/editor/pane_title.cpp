#include "ui/editor/pane_title.h"

#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace quayside::ui {

PaneTitle::PaneTitle(const QString& title, QWidget* parent)
    : QWidget(parent)
    , row_(new QHBoxLayout(this))
    , info_(new ElidedLabel({}, Type::Small, Role::Muted, this))
{
    setFixedHeight(Theme::get().scaled(28));
    row_->setContentsMargins(12, 0, 4, 1);
    row_->setSpacing(8);
    row_->addWidget(new TextLabel(title, Type::DockHeading, Role::Text, this));
    row_->addWidget(info_, 1);
    auto* close = icon_button(icon(Glyph::Close), tr("Hide %1").arg(title), this);
    row_->addWidget(close);
    connect(close, &QToolButton::clicked, this, &PaneTitle::close_wanted);
}

void PaneTitle::set_info(const QString& info)
{
    info_->set_text(info);
}

QString PaneTitle::info() const
{
    return info_->text();
}

void PaneTitle::add(QWidget* widget)
{
    row_->insertWidget(row_->count() - 1, widget);
}

void PaneTitle::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::Window));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Role::Border));
}

} // namespace quayside::ui
