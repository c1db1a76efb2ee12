#include "ui/pages/hook_strip.h"

#include "ui/look/buttons.h"
#include "ui/look/glyphs.h"
#include "ui/look/labels.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace quayside::ui {

HookStrip::HookStrip(QWidget* parent)
    : QWidget(parent)
    , sentence_(new ElidedLabel({}, Type::Body, Role::Text, this))
    , continue_(primary_button(tr("Co&ntinue"), this))
    , roll_back_(destructive_button(tr("Roll &back"), this))
{
    setAccessibleName(tr("A hook waits"));
    setFixedHeight(Theme::get().scaled(40));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(36, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(sentence_, 1);
    row->addWidget(continue_);
    row->addWidget(roll_back_);
}

void HookStrip::set_sentence(const QString& sentence)
{
    sentence_->set_text(sentence);
    setAccessibleDescription(sentence);
}

void HookStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::WarningBg));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Role::Border));
    paint_glyph(painter, QRectF(14, height() / 2.0 - 6, 12, 12), StateGlyph::Warning);
}

} // namespace quayside::ui
