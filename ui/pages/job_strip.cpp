#include "ui/pages/job_strip.h"

#include "ui/look/bars.h"
#include "ui/look/buttons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kHeight = 32;
constexpr int kState = 96;
constexpr int kBar = 120;

StateWord state_of(const JobLineText& job)
{
    if (job.runs())
        return { StateGlyph::Pending, JobLine::tr("Running"), 0 };
    if (job.status == QLatin1String("SUCCEEDED"))
        return { StateGlyph::Healthy, JobLine::tr("Done"), 0 };
    if (job.status == QLatin1String("FAILED"))
        return { StateGlyph::Failed, JobLine::tr("Failed"), 0 };
    return { StateGlyph::Stopped, JobLine::tr("Stopped"), 0 };
}

QString message_of(const JobLineText& job)
{
    QStringList parts;
    const auto current = byte_quantity(job.current).text();
    if (job.runs() && job.total > 0)
        parts << JobLine::tr("%1 of %2").arg(current, byte_quantity(job.total).text());
    else if (job.runs() && job.current > 0)
        parts << current;
    if (!job.message.isEmpty())
        parts << job.message;
    return parts.join(QStringLiteral(" · "));
}

} // namespace

JobLine::JobLine(QWidget* parent)
    : QWidget(parent)
    , state_(new StatusPill(this))
    , what_(new ElidedLabel({}, Type::Name, Role::Text, this))
    , progress_(new ProgressBar(this))
    , message_(new QLabel(this))
    , output_(new QPushButton(tr("Output"), this))
    , end_(new QPushButton(this))
{
    const auto scaled = [](int pixels) { return Theme::get().scaled(pixels); };
    setFixedHeight(scaled(kHeight));
    state_->setFixedWidth(scaled(kState));
    what_->setMinimumWidth(scaled(kBar));
    what_->set_elide_mode(Qt::ElideMiddle);
    progress_->setFixedWidth(scaled(kBar));
    message_->setObjectName(QStringLiteral("message"));
    message_->setTextFormat(Qt::PlainText);
    message_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    message_->setAccessibleName(tr("What became of it"));
    message_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
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
    connect(output_, &QPushButton::clicked, this, &JobLine::output_wanted);
    connect(end_, &QPushButton::clicked, this, &JobLine::end_wanted);
}

void JobLine::set_job(const JobLineText& job)
{
    setAccessibleName(job.what);
    state_->set_state(state_of(job));
    what_->set_text(job.what);
    message_->setText(message_of(job));
    message_->setToolTip(message_->text().toHtmlEscaped());
    progress_->setVisible(job.runs() && job.total > 0);
    if (job.total > 0)
        progress_->set_progress(job.current / job.total, job.current / job.total, message_of(job));
    output_->setVisible(job.has_output);
    output_->setAccessibleName(tr("Output of %1").arg(job.what));
    end_->setText(job.runs() ? tr("Stop") : tr("Dismiss"));
    end_->setAccessibleName(end_->text() + u' ' + job.what);
}

JobStrip::JobStrip(const QString& name, QWidget* parent)
    : QWidget(parent)
    , column_(new QVBoxLayout(this))
{
    setAccessibleName(name);
    column_->setContentsMargins(0, 4, 0, 5);
    column_->setSpacing(0);
    hide();
}

// What ended before anybody looked, or by a wish, is none, unless it failed.
bool JobStrip::is_news(const JobLineText& job) const
{
    if (job.runs() || job.status == QLatin1String("FAILED"))
        return true;
    return job.status == QLatin1String("SUCCEEDED") && job.stays && (looked_ || lines_.contains(job.number));
}

void JobStrip::show_jobs(std::vector<JobLineText> jobs)
{
    for (const auto& job : jobs)
        if (!is_news(job))
            put_away_.insert(job.number);
    looked_ = true;
    jobs_ = std::move(jobs);
    show_lines();
}

// The newest come first.
void JobStrip::show_lines()
{
    std::vector<const JobLineText*> shown;
    for (auto job = jobs_.rbegin(); job != jobs_.rend() && shown.size() < kMostLines; ++job)
        if (!put_away_.contains(job->number))
            shown.push_back(&*job);
    std::erase_if(lines_, [&shown](const auto& entry) {
        const bool stays = std::ranges::any_of(shown, [&](const auto* job) { return job->number == entry.first; });
        if (!stays)
            entry.second->deleteLater();
        return !stays;
    });
    for (std::size_t i = 0; i < shown.size(); ++i) {
        auto& line = lines_[shown[i]->number];
        if (!line)
            column_->insertWidget(static_cast<int>(i), line = make_line(shown[i]->number));
        line->set_job(*shown[i]);
    }
    setVisible(!shown.empty());
}

JobLine* JobStrip::make_line(std::uint64_t number)
{
    auto* line = new JobLine(this);
    connect(line, &JobLine::output_wanted, this, [this, number] { emit output_wanted(number); });
    connect(line, &JobLine::end_wanted, this, [this, number] { stop_or_put_away(number); });
    return line;
}

void JobStrip::stop_or_put_away(std::uint64_t number)
{
    const auto job = std::ranges::find(jobs_, number, &JobLineText::number);
    if (job != jobs_.end() && job->runs())
        return emit stop_wanted(number);
    put_away_.insert(number);
    show_lines();
}

void JobStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::Base));
    painter.fillRect(QRect(0, 0, width(), 1), colour(Role::Border));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Role::Border));
}

} // namespace quayside::ui
