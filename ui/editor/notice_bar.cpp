#include "ui/editor/notice_bar.h"

#include "ui/look/buttons.h"
#include "ui/look/glyphs.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/style_paint.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace quayside::ui {

NoticeBar::NoticeBar(QWidget* parent)
    : QWidget(parent)
    , sentence_(new ElidedLabel({}, Type::Body, Role::Text, this))
    , buttons_(new QHBoxLayout)
{
    setAccessibleName(tr("Notice"));
    setFixedHeight(Theme::get().scaled(40));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(36, 0, 8, 0);
    row->setSpacing(8);
    row->addWidget(sentence_, 1);
    row->addLayout(buttons_);
    auto* close = icon_button(icon(Glyph::Close), tr("Dismiss"), this);
    close->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void NoticeBar::show_notice(const QString& sentence, std::vector<Offer> offers, bool failed)
{
    failed_ = failed;
    sentence_->set_text(sentence);
    setAccessibleDescription(sentence);
    while (auto* item = buttons_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was pressed
        delete item;
    }
    for (auto& offer : offers) {
        auto* button = new QPushButton(offer.text, this);
        set_small(button);
        buttons_->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, run = std::move(offer.run)] {
            hide();
            run();
        });
    }
    show();
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString NoticeBar::sentence() const
{
    return isHidden() ? QString() : sentence_->text();
}

void NoticeBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint_tint(painter, rect(), failed_ ? Role::ErrorBg : Role::AccentBg, failed_ ? Role::Error : Role::Accent, 0);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Role::Border));
    paint_glyph(painter, QRectF(14, height() / 2.0 - 6, 12, 12), failed_ ? StateGlyph::Failed : StateGlyph::Info);
}

} // namespace quayside::ui
