#include "ui/session/file_feed.h"

#include "ui/look/text.h"
#include "ui/session/file_jobs.h"
#include "ui/session/session.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kJobInterval{ 500 };

QString text(const Json& json, const char* member)
{
    return from_utf8(json.value(member, std::string()));
}

FileRow::Kind kind_of(const std::string& word)
{
    if (word == "FOLDER")
        return FileRow::Kind::Folder;
    if (word == "LINK")
        return FileRow::Kind::Link;
    return word == "FILE" ? FileRow::Kind::File : FileRow::Kind::Other;
}

std::shared_ptr<const FileRow> read_file(const Json& json)
{
    auto row = std::make_shared<FileRow>();
    row->name = json.value("name", std::string());
    row->kind = kind_of(json.value("kind", std::string()));
    row->size = json.value("size", 0.0);
    const std::chrono::duration<double> since_epoch(json.value("modifiedAt", 0.0));
    row->modified_at = TimePoint(std::chrono::duration_cast<Duration>(since_epoch));
    row->link_target = text(json, "linkTarget");
    return row;
}

} // namespace

QString path_in(const QString& folder, const QString& name)
{
    return folder.endsWith(u'/') ? folder + name : folder + u'/' + name;
}

FileFeed::FileFeed(Session& session, QObject* parent)
    : QObject(parent)
    , session_(session)
{
    job_timer_.setInterval(kJobInterval);
    connect(&job_timer_, &QTimer::timeout, this, &FileFeed::ask_for_jobs);
}

void FileFeed::set_place(const Place& place)
{
    if (place == place_)
        return;
    place_ = place;
    files_.clear();
    look(QStringLiteral("/"));
}

Json FileFeed::input() const
{
    return { { "cluster", place_.cluster }, { "task", place_.task }, { "container", place_.container } };
}

void FileFeed::look(const QString& path)
{
    path_ = path;
    looking_ = true;
    problem_.clear();
    Json question = input();
    question["path"] = path.toStdString();
    session_.query("ListContainerFiles", std::move(question), this, [this, number = ++question_](Result<Json> reply) {
        if (number == question_)
            take_files(reply);
    });
    emit files_changed();
}

void FileFeed::take_files(const Result<Json>& reply)
{
    looking_ = false;
    files_.clear();
    if (reply) {
        const Json list = reply->value("files", Json::array());
        for (const auto& file : list)
            files_.push_back(read_file(file));
        whole_ = reply->value("whole", true);
    } else {
        problem_ = from_utf8(reply.error().message);
    }
    emit files_changed();
}

void FileFeed::set_wanted(bool wanted)
{
    if (wanted == job_timer_.isActive())
        return;
    wanted ? job_timer_.start() : job_timer_.stop();
    if (wanted)
        ask_for_jobs();
}

void FileFeed::ask_for_jobs()
{
    if (std::exchange(asking_, true))
        return;
    session_.query("ListFileJobs", Json::object(), this, [this](Result<Json> reply) { take_jobs(reply); });
}

void FileFeed::take_jobs(const Result<Json>& reply)
{
    asking_ = false;
    if (!reply)
        return;
    auto jobs = read_file_jobs(*reply);
    if (jobs == jobs_)
        return;
    const auto ran = [this](std::uint64_t number) {
        return std::ranges::any_of(
            jobs_, [number](const FileJobRow& job) { return job.number == number && job.runs(); });
    };
    const bool arrived = std::ranges::any_of(jobs, [&](const FileJobRow& job) {
        return !job.runs() && job.to_container && job.task.toStdString() == place_.task && ran(job.number);
    });
    jobs_ = std::move(jobs);
    emit jobs_changed();
    if (arrived)
        look(path_);
}

Json FileFeed::copy_of(const std::string& name, const QString& directory) const
{
    Json copy = input();
    copy["path"] = path_in(path_, QString()).toStdString() + name;
    copy["directory"] = directory.toStdString();
    return copy;
}

void FileFeed::fetch(const std::vector<std::string>& names, const QString& directory)
{
    for (const auto& name : names)
        begin("CopyFromContainer", copy_of(name, directory));
}

void FileFeed::put(const QStringList& paths)
{
    for (const auto& path : paths)
        begin("CopyToContainer", { { "source", path.toStdString() }, { "path", path_.toStdString() } });
}

void FileFeed::begin(const char* operation, const Json& copy)
{
    Json whole = input();
    whole.update(copy);
    session_.call(operation, std::move(whole), this, [this](const Result<Json>& reply) {
        if (!reply)
            emit refused(from_utf8(reply.error().message));
        ask_for_jobs();
    });
}

void FileFeed::stop(std::uint64_t job)
{
    session_.call("StopFileJob", { { "jobId", job } }, this, [this](const Result<Json>&) { ask_for_jobs(); });
}

} // namespace quayside::ui
