#include "ui/pages/image_job_line.h"

#include "ui/look/bars.h"
#include "ui/look/buttons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace quayside::ui {

namespace {

constexpr int kHeight = 32;
constexpr int kState = 96;
constexpr int kWhat = 320;
constexpr int kBar = 120;

StateWord state_of(const ImageJobRow& job)
{
    if (job.runs())
        return { StateGlyph::Pending, ImageJobLine::tr("Running"), 0 };
    if (job.status == QLatin1String("SUCCEEDED"))
        return { StateGlyph::Healthy, ImageJobLine::tr("Done"), 0 };
    if (job.status == QLatin1String("FAILED"))
        return { StateGlyph::Failed, ImageJobLine::tr("Failed"), 0 };
    return { StateGlyph::Stopped, ImageJobLine::tr("Stopped"), 0 };
}

QString words_of(const ImageJobRow& job)
{
    return ImageJobLine::tr("%1 %2 on %3").arg(sentence_case(job.kind), job.image, job.engine);
}

QString message_of(const ImageJobRow& job)
{
    if (!job.runs() || job.total <= 0)
        return job.message;
    return ImageJobLine::tr("%1 of %2 · %3")
        .arg(byte_quantity(job.current).text(), byte_quantity(job.total).text(), job.message);
}

} // namespace

ImageJobLine::ImageJobLine(QWidget* parent)
    : QWidget(parent)
    , state_(new StatusPill(this))
    , what_(new ElidedLabel({}, Type::Name, Role::Text, this))
    , progress_(new ProgressBar(this))
    , message_(new ElidedLabel({}, Type::Body, Role::Muted, this))
    , output_(new QPushButton(tr("Output"), this))
    , end_(new QPushButton(this))
{
    const auto scaled = [](int pixels) { return Theme::get().scaled(pixels); };
    setFixedHeight(scaled(kHeight));
    state_->setFixedWidth(scaled(kState));
    what_->setMinimumWidth(scaled(kBar));
    what_->setMaximumWidth(scaled(kWhat));
    progress_->setFixedWidth(scaled(kBar));
    for (auto* button : { output_, end_ })
        set_small(button);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(state_);
    row->addWidget(what_, 1);
    row->addWidget(progress_);
    row->addWidget(message_, 1);
    row->addWidget(output_);
    row->addWidget(end_);
    connect(output_, &QPushButton::clicked, this, &ImageJobLine::output_wanted);
    connect(end_, &QPushButton::clicked, this, &ImageJobLine::end_wanted);
}

void ImageJobLine::set_job(const ImageJobRow& job)
{
    const QString what = words_of(job);
    setAccessibleName(what);
    state_->set_state(state_of(job));
    what_->set_text(what);
    message_->set_text(message_of(job));
    message_->set_role(job.status == QLatin1String("FAILED") ? Role::Error : Role::Muted);
    progress_->setVisible(job.runs() && job.total > 0);
    if (job.total > 0)
        progress_->set_progress(job.current / job.total, job.current / job.total, message_of(job));
    output_->setVisible(job.kind == QLatin1String("BUILD"));
    output_->setAccessibleName(tr("Output of %1").arg(what));
    end_->setText(job.runs() ? tr("Stop") : tr("Dismiss"));
    end_->setAccessibleName(end_->text() + u' ' + what);
}

} // namespace quayside::ui
