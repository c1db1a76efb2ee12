#include "ui/pages/file_job_strip.h"

#include "ui/look/bars.h"
#include "ui/look/buttons.h"
#include "ui/look/labels.h"
#include "ui/look/states.h"
#include "ui/look/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kHeight = 32;
constexpr int kState = 96;
constexpr int kBar = 120;

StateWord state_of(const FileJobRow& job)
{
    if (job.runs())
        return { StateGlyph::Pending, FileJobLine::tr("Running"), 0 };
    if (job.status == QLatin1String("SUCCEEDED"))
        return { StateGlyph::Healthy, FileJobLine::tr("Done"), 0 };
    if (job.status == QLatin1String("FAILED"))
        return { StateGlyph::Failed, FileJobLine::tr("Failed"), 0 };
    return { StateGlyph::Stopped, FileJobLine::tr("Stopped"), 0 };
}

QString words_of(const FileJobRow& job)
{
    return job.to_container ? FileJobLine::tr("%1 to %2 of %3").arg(job.local, job.path, job.container)
                            : FileJobLine::tr("%1 of %2 to %3").arg(job.path, job.container, job.local);
}

QString amount_of(const FileJobRow& job)
{
    const auto current = byte_quantity(job.current).text();
    return job.total > 0 ? FileJobLine::tr("%1 of %2").arg(current, byte_quantity(job.total).text()) : current;
}

} // namespace

FileJobLine::FileJobLine(QWidget* parent)
    : QWidget(parent)
    , state_(new StatusPill(this))
    , what_(new ElidedLabel({}, Type::Name, Role::Text, this))
    , progress_(new ProgressBar(this))
    , message_(new QLabel(this))
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
    set_small(end_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(state_);
    row->addWidget(what_, 1);
    row->addWidget(progress_);
    row->addWidget(message_, 1);
    row->addWidget(end_);
    connect(end_, &QPushButton::clicked, this, &FileJobLine::end_wanted);
}

void FileJobLine::set_job(const FileJobRow& job)
{
    const QString what = words_of(job);
    setAccessibleName(what);
    state_->set_state(state_of(job));
    what_->set_text(what);
    message_->setText(job.runs() ? amount_of(job) : job.message);
    message_->setToolTip(message_->text().toHtmlEscaped());
    progress_->setVisible(job.runs() && job.total > 0);
    if (job.total > 0)
        progress_->set_progress(job.current / job.total, job.current / job.total, amount_of(job));
    end_->setText(job.runs() ? tr("Stop") : tr("Dismiss"));
    end_->setAccessibleName(end_->text() + u' ' + what);
}

FileJobStrip::FileJobStrip(FileFeed& feed, QWidget* parent)
    : QWidget(parent)
    , feed_(feed)
    , column_(new QVBoxLayout(this))
{
    setAccessibleName(tr("Copies of files"));
    column_->setContentsMargins(0, 4, 0, 5);
    column_->setSpacing(0);
    hide();
    connect(&feed_, &FileFeed::jobs_changed, this, &FileJobStrip::show_jobs);
}

// The newest come first. What ended before anybody looked, or by a wish, is no news.
void FileJobStrip::show_jobs()
{
    const auto& jobs = feed_.jobs();
    const bool first = put_away_.empty() && lines_.empty();
    for (const auto& job : jobs)
        if (job.status == QLatin1String("STOPPED") || (first && !job.runs() && jobs.size() > 1))
            put_away_.insert(job.number);
    std::vector<const FileJobRow*> shown;
    for (auto job = jobs.rbegin(); job != jobs.rend() && shown.size() < kMostLines; ++job)
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

FileJobLine* FileJobStrip::make_line(std::uint64_t number)
{
    auto* line = new FileJobLine(this);
    connect(line, &FileJobLine::end_wanted, this, [this, number] { stop_or_put_away(number); });
    return line;
}

void FileJobStrip::stop_or_put_away(std::uint64_t number)
{
    const auto job = std::ranges::find(feed_.jobs(), number, &FileJobRow::number);
    if (job != feed_.jobs().end() && job->runs())
        return feed_.stop(number);
    put_away_.insert(number);
    show_jobs();
}

void FileJobStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::Base));
    painter.fillRect(QRect(0, 0, width(), 1), colour(Role::Border));
}

} // namespace quayside::ui
