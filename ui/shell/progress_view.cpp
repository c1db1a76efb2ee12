#include "ui/shell/progress_view.h"

#include "ui/look/labels.h"

#include <QLocale>
#include <QProgressBar>
#include <QVBoxLayout>

namespace quayside::ui {

ProgressView::ProgressView(QWidget* parent)
    : QWidget(parent)
    , sentence_(new TextLabel(tr("Reading the state")))
    , bar_(new QProgressBar)
{
    setAccessibleName(tr("Progress"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(sentence_, 0, Qt::AlignHCenter);
    column->addWidget(bar_, 0, Qt::AlignHCenter);
    column->addStretch(3);
    bar_->setFixedWidth(Theme::get().scaled(320));
    bar_->setTextVisible(false);
    bar_->setAccessibleName(tr("How much of the state has been read"));
    bar_->setRange(0, 0);
}

void ProgressView::set_progress(const client::Progress& progress)
{
    if (progress.total == 0)
        return;
    const QLocale locale;
    bar_->setRange(0, static_cast<int>(progress.total));
    bar_->setValue(static_cast<int>(progress.restored));
    sentence_->setText(tr("Reading the state: %1 of %2 records")
                           .arg(locale.toString(static_cast<qulonglong>(progress.restored)),
                               locale.toString(static_cast<qulonglong>(progress.total))));
}

} // namespace quayside::ui
