#include "ui/session/file_jobs.h"

#include "ui/look/text.h"

#include <nlohmann/json.hpp>

namespace quayside::ui {

namespace {

FileJobRow read_job(const Json& json)
{
    const auto text = [&json](const char* member) { return from_utf8(json.value(member, std::string())); };
    return { json.value("jobId", std::uint64_t{ 0 }), json.value("kind", std::string()) == "TO_CONTAINER",
        text("status"), text("taskArn").section(u'/', -1), text("container"), text("path"), text("localPath"),
        text("message"), json.value("current", 0.0), json.value("total", 0.0) };
}

} // namespace

std::vector<FileJobRow> read_file_jobs(const Json& reply)
{
    std::vector<FileJobRow> jobs;
    const Json list = reply.value("jobs", Json::array());
    for (const auto& job : list)
        jobs.push_back(read_job(job));
    return jobs;
}

QString title_of(const FileJobRow& job)
{
    return job.to_container ? FileFeed::tr("%1 to %2 of %3").arg(job.local, job.path, job.container)
                            : FileFeed::tr("%1 of %2 to %3").arg(job.path, job.container, job.local);
}

} // namespace quayside::ui
