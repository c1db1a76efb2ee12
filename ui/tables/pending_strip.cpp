#include "ui/tables/pending_strip.h"

#include "ui/look/buttons.h"
#include "ui/look/labels.h"
#include "ui/look/style_paint.h"
#include "ui/tables/row_model.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace quayside::ui {

PendingStrip::PendingStrip(QWidget* parent)
    : QWidget(parent)
    , count_(new TextLabel({}, Type::Name))
{
    setAccessibleName(tr("Pending changes"));
    auto* preview = new QPushButton(tr("&Preview plan"));
    auto* apply = primary_button(tr("&Apply"));
    apply->setToolTip(tr("Ask for all of them (Ctrl+Enter)"));
    auto* discard = new QPushButton(tr("&Discard"));
    for (auto* button : { preview, apply, discard })
        set_small(button);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(12, 4, 8, 4);
    line->setSpacing(8);
    line->addWidget(count_);
    line->addStretch();
    line->addWidget(preview);
    line->addWidget(discard);
    line->addWidget(apply);
    hide();
    connect(preview, &QPushButton::clicked, this, &PendingStrip::preview_wanted);
    connect(apply, &QPushButton::clicked, this, [this] {
        if (rows_)
            rows_->apply_staged();
    });
    connect(discard, &QPushButton::clicked, this, [this] {
        if (rows_)
            rows_->discard_staged();
    });
}

void PendingStrip::set_rows(RowModel* rows)
{
    rows_ = rows;
    connect(rows, &RowModel::staged_changed, this, &PendingStrip::show_count);
    connect(rows, &QObject::destroyed, this, [this] { rows_ = nullptr; });
    show_count(rows->staged());
}

void PendingStrip::show_count(int edits)
{
    count_->setText(edits == 1 ? tr("1 pending change") : tr("%1 pending changes").arg(edits));
    setVisible(edits > 0);
}

void PendingStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::AccentBg));
    painter.fillRect(QRect(0, 0, width(), 1), colour(Role::Border));
}

} // namespace quayside::ui
