#include "ui/pages/job_columns.h"

#include "ui/look/text.h"

#include <QObject>

namespace quayside::ui {

namespace {

StateWord state_of(const JobRow& job)
{
    switch (job.status) {
    case JobRow::Status::Held:
        return { StateGlyph::Pending, QObject::tr("Held"), 0 };
    case JobRow::Status::Running:
        return { StateGlyph::Pending, QObject::tr("Running"), 1 };
    case JobRow::Status::Succeeded:
        return { StateGlyph::Healthy, QObject::tr("Done"), 4 };
    case JobRow::Status::Failed:
        return { StateGlyph::Failed, QObject::tr("Failed"), 2 };
    case JobRow::Status::Stopped:
        break;
    }
    return { StateGlyph::Stopped, QObject::tr("Stopped"), 3 };
}

} // namespace

std::vector<Column<JobRow>> job_columns()
{
    std::vector<Column<JobRow>> columns;
    columns.push_back({ .info = { .id = "began",
                            .title = QObject::tr("Began"),
                            .style = CellStyle::Mono,
                            .type = ValueType::Time,
                            .width = 88 },
        .text = [](const JobRow& job, const Context&) { return job.begun == kNever ? dash() : local_time(job.begun); },
        .key = [](const JobRow& job, const Context&) { return time_key(job.begun); } });
    columns.push_back(
        { .info = { .id = "state", .title = QObject::tr("State"), .style = CellStyle::State, .width = 96 },
            .state = [](const JobRow& job, const Context&) { return state_of(job); } });
    columns.push_back({ .info = { .id = "what", .title = QObject::tr("Job"), .style = CellStyle::Name, .width = 280 },
        .text = [](const JobRow& job, const Context&) { return job.what; } });
    columns.push_back({ .info = { .id = "progress",
                            .title = QObject::tr("Progress"),
                            .style = CellStyle::Progress,
                            .searchable = false,
                            .width = 168 },
        .text = [](const JobRow& job, const Context&) { return job.progress; },
        .capacity =
            [](const JobRow& job, const Context&) {
                const double done = job.is_over() ? std::numeric_limits<double>::quiet_NaN() : job.done;
                return Capacity{ done, done };
            } });
    columns.push_back({ .info = { .id = "took",
                            .title = QObject::tr("Elapsed"),
                            .style = CellStyle::Muted,
                            .searchable = false,
                            .width = 88 },
        .text = [](const JobRow& job, const Context& context) {
            if (job.begun == kNever)
                return dash();
            const auto took = (job.ended == kNever ? context.now : job.ended) - job.begun;
            return duration_text(std::chrono::floor<std::chrono::seconds>(took));
        } });
    columns.push_back({ .info = { .id = "detail", .title = QObject::tr("Last said"), .stretch = true, .width = 280 },
        .text = [](const JobRow& job, const Context&) { return job.detail; },
        .tone = [](const JobRow& job,
                    const Context&) { return job.status == JobRow::Status::Failed ? Role::Error : Role::Muted; } });
    return columns;
}

} // namespace quayside::ui
