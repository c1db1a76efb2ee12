#include "ui/pages/image_job_strip.h"

#include "ui/look/theme.h"
#include "ui/pages/image_job_line.h"
#include "ui/session/session.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

ImageJobStrip::ImageJobStrip(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , column_(new QVBoxLayout(this))
{
    setAccessibleName(tr("Image jobs"));
    column_->setContentsMargins(0, 4, 0, 5);
    column_->setSpacing(0);
    hide();
}

// The newest come first. What ended before anybody looked, or by a wish, is no news.
void ImageJobStrip::show_jobs(const std::vector<ImageJobRow>& jobs)
{
    for (const auto& job : jobs) {
        const bool known = lines_.contains(job.number);
        const bool is_news = job.runs() || known || job.status == QLatin1String("FAILED");
        if (!is_news || job.status == QLatin1String("STOPPED")
            || (job.status == QLatin1String("SUCCEEDED") && job.kind != QLatin1String("BUILD")))
            put_away_.insert(job.number);
    }
    jobs_ = jobs;
    std::vector<const ImageJobRow*> shown;
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
            column_->insertWidget(static_cast<int>(i), line = make_line(*shown[i]));
        line->set_job(*shown[i]);
    }
    setVisible(!shown.empty());
}

ImageJobLine* ImageJobStrip::make_line(const ImageJobRow& job)
{
    auto* line = new ImageJobLine(this);
    connect(line, &ImageJobLine::output_wanted, this, [this, number = job.number] { emit output_wanted(number); });
    connect(line, &ImageJobLine::end_wanted, this, [this, number = job.number] { stop_or_put_away(number); });
    return line;
}

void ImageJobStrip::stop_or_put_away(std::uint64_t number)
{
    const auto job = std::ranges::find(jobs_, number, &ImageJobRow::number);
    if (job != jobs_.end() && job->runs()) {
        session_.call("StopImageJob", { { "jobId", number } }, this, [](Result<Json>) {});
        return;
    }
    put_away_.insert(number);
    show_jobs(std::vector<ImageJobRow>(jobs_));
}

void ImageJobStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::Base));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Role::Border));
}

} // namespace quayside::ui
