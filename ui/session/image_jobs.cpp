#include "ui/session/image_jobs.h"

#include "ui/look/text.h"

#include <nlohmann/json.hpp>

#include <chrono>

namespace quayside::ui {

namespace {

ImageJobRow read_job(const Json& json)
{
    const auto text = [&json](const char* member) { return from_utf8(json.value(member, std::string())); };
    const std::chrono::duration<double> ended(json.value("endedAt", 0.0));
    return { json.value("jobId", std::uint64_t{ 0 }), text("kind"), text("status"), text("engine"), text("image"),
        text("message"), text("output"), json.value("current", 0.0), json.value("total", 0.0),
        TimePoint(std::chrono::duration_cast<Duration>(ended)) };
}

} // namespace

std::vector<ImageJobRow> read_image_jobs(const Json& reply)
{
    std::vector<ImageJobRow> jobs;
    const Json list = reply.value("jobs", Json::array());
    for (const auto& job : list)
        jobs.push_back(read_job(job));
    return jobs;
}

QString title_of(const ImageJobRow& job)
{
    return ImageFeed::tr("%1 %2 on %3").arg(sentence_case(job.kind), job.image, job.engine);
}

} // namespace quayside::ui
