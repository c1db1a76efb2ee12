#include "ui/pages/job_list.h"

#include "ui/look/text.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/remedies.h"
#include "ui/pages/service_state.h"
#include "ui/session/change_gate.h"
#include "ui/session/file_jobs.h"
#include "ui/session/image_jobs.h"
#include "ui/session/session.h"

#include <QSet>

#include <algorithm>
#include <chrono>
#include <utility>

namespace quayside::ui {

namespace {

using Status = JobRow::Status;

constexpr std::chrono::seconds kLong{ 1 };
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

double share(double part, double whole)
{
    return whole > 0 ? std::clamp(part / whole, 0.0, 1.0) : kUnknown;
}

Status status_of(Batch::State state)
{
    switch (state) {
    case Batch::State::Held:
        return Status::Held;
    case Batch::State::Running:
        return Status::Running;
    case Batch::State::Succeeded:
        return Status::Succeeded;
    case Batch::State::Failed:
        return Status::Failed;
    case Batch::State::Cancelled:
        return Status::Stopped;
    }
    return Status::Failed;
}

Status status_of(const model::Deployment& deployment, const StateWord& word)
{
    if (!is_over(deployment))
        return Status::Running;
    if (word.glyph == StateGlyph::Failed)
        return Status::Failed;
    return word.glyph == StateGlyph::Healthy ? Status::Succeeded : Status::Stopped;
}

std::pair<std::string, std::string> split(const std::string& id)
{
    const auto slash = id.find('/');
    return { id.substr(0, slash), id.substr(slash + 1) };
}

std::uint64_t number_in(const std::string& text)
{
    return std::strtoull(text.c_str(), nullptr, 10);
}

bool matters(const Command& command)
{
    const auto took = command.status == Command::Status::Running ? now() - command.at : command.took;
    return took > kLong;
}

} // namespace

JobList::JobList(Session& session, ObjectActions& actions)
    : QObject(&actions)
    , session_(session)
    , actions_(actions)
{
    soon_.setSingleShot(true);
    soon_.setInterval(std::chrono::milliseconds(100));
    second_.setInterval(kLong);
    const auto later = [this] {
        if (!soon_.isActive())
            soon_.start();
    };
    connect(&soon_, &QTimer::timeout, this, &JobList::refresh);
    connect(&second_, &QTimer::timeout, this, &JobList::refresh);
    connect(&session_, &Session::changed, this, &JobList::take);
    connect(&Batches::of(session_), &Batches::changed, this, later);
    connect(&session_.command_log(), &CommandLog::changed, this, later);
    connect(&session_.command_log(), &CommandLog::changed, this, &JobList::look);
    look_timer_.setInterval(std::chrono::milliseconds(500));
    connect(&look_timer_, &QTimer::timeout, this, &JobList::ask_for_images);
    connect(&look_timer_, &QTimer::timeout, this, &JobList::ask_for_files);
    connect(&ChangeGate::of(session_), &ChangeGate::changed, this, later);
}

void JobList::set_wanted(bool wanted)
{
    wanted_ = wanted;
    look();
}

// A job that this window has just started is one to look at.
void JobList::look()
{
    static const QSet<QString> begin{ "PullImage", "PushImage", "BuildImage", "CopyFromContainer", "CopyToContainer" };
    const bool runs
        = std::ranges::any_of(images_, &ImageJobRow::runs) || std::ranges::any_of(files_, &FileJobRow::runs);
    const auto& commands = session_.command_log().commands();
    const bool asked = std::ranges::any_of(commands,
        [](const Command& command) { return begin.contains(command.operation) && now() - command.at < kLong * 2; });
    const bool wanted = wanted_ || runs || asked;
    if (wanted == look_timer_.isActive())
        return;
    if (!wanted)
        return look_timer_.stop();
    look_timer_.start();
    ask_for_images();
    ask_for_files();
}

void JobList::ask_for_images()
{
    if (std::exchange(asking_images_, true))
        return;
    session_.query("ListImageJobs", Json::object(), this, [this](const Result<Json>& reply) {
        asking_images_ = false;
        if (!reply)
            return;
        auto jobs = read_image_jobs(*reply);
        const bool news = jobs != images_;
        images_ = std::move(jobs);
        look();
        if (news)
            refresh();
    });
}

void JobList::ask_for_files()
{
    if (std::exchange(asking_files_, true))
        return;
    session_.query("ListFileJobs", Json::object(), this, [this](const Result<Json>& reply) {
        asking_files_ = false;
        if (!reply)
            return;
        auto jobs = read_file_jobs(*reply);
        const bool news = jobs != files_;
        files_ = std::move(jobs);
        look();
        if (news)
            refresh();
    });
}

void JobList::take(const model::ChangeSet& changes)
{
    if (changes.full) {
        for (const auto& [number, deployment] : session_.state().deployments())
            follow(*deployment);
        for (const auto& [id, instance] : session_.state().container_instances())
            follow(*instance);
    }
    for (const auto& change : changes.of<model::Deployment>())
        if (change.after)
            follow(*change.after);
    for (const auto& change : changes.of<model::ContainerInstance>())
        if (change.after)
            follow(*change.after);
    const bool counts = !drains_.empty() || !deployments_.empty();
    if (counts && !soon_.isActive())
        soon_.start();
}

void JobList::follow(const model::Deployment& deployment)
{
    if (!is_over(deployment))
        deployments_.insert(deployment.number);
}

void JobList::follow(const model::ContainerInstance& instance)
{
    const bool drains = instance.status == model::ContainerInstanceStatus::Draining;
    const auto known = drains_.find(instance.id);
    if (drains && (known == drains_.end() || known->second.taken_back))
        drains_[instance.id] = { now(), kNever, session_.state().usage_of(instance.id).tasks, false };
    if (!drains && known != drains_.end() && known->second.ended == kNever) {
        known->second.ended = now();
        known->second.taken_back = instance.status == model::ContainerInstanceStatus::Active;
    }
}

void JobList::add_batch(const Batch& batch)
{
    JobRow row;
    row.id = "batch/" + std::to_string(batch.number);
    row.status = status_of(batch.state);
    row.what = batch.title;
    row.done = share(static_cast<double>(batch.answered), static_cast<double>(batch.calls.size()));
    row.progress = tr("%1 of %2").arg(batch.answered).arg(batch.calls.size());
    row.begun = batch.begun;
    row.ended = batch.ended;
    if (batch.state == Batch::State::Held)
        row.detail = tr("Nothing has been sent yet");
    else if (!batch.errors.isEmpty())
        row.detail = batch.errors.size() == 1 ? batch.errors.front()
                                              : tr("%1 failed: %2").arg(batch.errors.size()).arg(batch.errors.front());
    row.log = batch.errors.join(u'\n');
    row.why_no_stop = batch.is_over() ? tr("It is over") : QString();
    const bool rest = !batch.failed.empty() || batch.sent < batch.calls.size();
    row.why_no_retry = !batch.is_over() ? tr("It is not over yet") : rest ? QString() : tr("Nothing of it failed");
    add(std::move(row));
}

void JobList::add_command(const Command& command)
{
    JobRow row;
    row.id = "call/" + std::to_string(command.number);
    row.status = command.status == Command::Status::Running ? Status::Running
        : command.status == Command::Status::Failed         ? Status::Failed
                                                            : Status::Succeeded;
    row.what = command.operation;
    row.detail = command.error;
    row.begun = command.at;
    row.ended = command.status == Command::Status::Running ? kNever : command.at + command.took;
    row.log = command.call + u'\n' + command.line;
    row.why_no_stop = row.is_over() ? tr("It is over") : tr("One call cannot be taken back while it is answered");
    row.why_no_retry = row.status == Status::Failed ? QString() : tr("It did not fail");
    add(std::move(row));
}

void JobList::add_transfer(JobRow row, const QString& status, double current, double total, TimePoint ended)
{
    row.status = status == QLatin1String("RUNNING") ? Status::Running
        : status == QLatin1String("SUCCEEDED")      ? Status::Succeeded
        : status == QLatin1String("FAILED")         ? Status::Failed
                                                    : Status::Stopped;
    row.done = share(current, total);
    if (total > 0)
        row.progress = tr("%1 of %2").arg(byte_quantity(current).text(), byte_quantity(total).text());
    if (!row.is_over())
        seen_.try_emplace(row.id, now());
    else if (seen_.contains(row.id))
        over_.try_emplace(row.id, now());
    const auto seen = seen_.find(row.id);
    const auto over = over_.find(row.id);
    row.ended = ended != kNever || over == over_.end() ? ended : over->second;
    row.begun = seen == seen_.end() ? row.ended : seen->second;
    row.why_no_stop = row.is_over() ? tr("It is over") : QString();
    if (!row.is_over())
        row.why_no_retry = tr("It is not over yet");
    add(std::move(row));
}

void JobList::add_image_job(const ImageJobRow& job)
{
    JobRow row;
    row.id = "image/" + std::to_string(job.number);
    row.what = title_of(job);
    row.detail = job.message;
    row.log = job.output.isEmpty() ? job.message : job.output;
    row.why_no_retry = job.kind == QLatin1String("BUILD") ? tr("Build it again on the page of images")
        : job.status == QLatin1String("SUCCEEDED")        ? tr("It did not fail")
                                                          : QString();
    add_transfer(std::move(row), job.status, job.current, job.total, job.ended_at);
}

void JobList::add_file_job(const FileJobRow& job)
{
    JobRow row;
    row.id = "file/" + std::to_string(job.number);
    row.what = tr("Copy %1").arg(title_of(job));
    row.detail = job.message;
    row.log = job.message;
    const auto id = Id::parse(job.task.toStdString());
    if (const auto task = id ? session_.state().tasks().find(*id) : nullptr)
        row.object = ObjectRef::to(*task);
    row.why_no_retry = job.status == QLatin1String("SUCCEEDED") ? tr("It did not fail")
        : row.object                                            ? QString()
                                                                : tr("Its task is gone");
    add_transfer(std::move(row), job.status, job.current, job.total, kNever);
}

void JobList::add_deployment(const model::Deployment& deployment)
{
    const auto word = state_of(session_.state(), deployment);
    const auto counts = counts_of_rollout(session_.state(), deployment);
    JobRow row;
    row.id = "deployment/" + std::to_string(deployment.number);
    row.status = status_of(deployment, word);
    row.what = tr("Deploy %1").arg(rollout_title(session_.state(), deployment));
    if (!is_over(deployment)) {
        row.done = share(static_cast<double>(counts.healthy), static_cast<double>(counts.desired));
        row.progress = tr("%1 of %2").arg(counts.healthy).arg(counts.desired);
    }
    row.detail = from_utf8(deployment.rollout_state_reason);
    row.begun = deployment.created_at;
    row.ended = deployment.finished_at != kNever ? deployment.finished_at : deployment.stopped_at;
    row.object = ObjectRef::to(deployment);
    row.log = from_utf8(deployment.status_reason);
    row.why_no_stop = row.is_over()          ? tr("It is over")
        : is_daemon_name(deployment.service) ? tr("The deployment of a daemon ends by itself, or with the next one")
                                             : QString();
    row.why_no_retry = row.status == Status::Failed || row.status == Status::Stopped ? QString()
        : row.is_over()                                                              ? tr("It did not fail")
                                                                                     : tr("It is not over yet");
    add(std::move(row));
}

void JobList::add_drain(const Id& id, const Drain& drain)
{
    const auto instance = session_.state().container_instances().find(id);
    if (!instance)
        return;
    const auto left = session_.state().usage_of(id).tasks;
    JobRow row;
    row.id = "drain/" + id.hex();
    row.status = drain.taken_back ? Status::Stopped : left == 0 ? Status::Succeeded : Status::Running;
    row.what = tr("Drain %1").arg(from_utf8(instance->name));
    row.done = drain.most == 0 ? 1 : share(static_cast<double>(drain.most - std::min(left, drain.most)), drain.most);
    row.progress = tr("%1 left").arg(counted(left, tr("task"), tr("tasks")));
    row.begun = drain.begun;
    row.ended = drain.ended;
    row.object = ObjectRef::to(*instance);
    row.why_no_stop = drain.taken_back ? tr("It is over") : QString();
    row.why_no_retry = drain.taken_back ? QString() : tr("It did not fail");
    add(std::move(row));
}

// What is as it was keeps its place in memory, so that tables see what changed.
void JobList::add(JobRow row)
{
    const auto before
        = std::ranges::find_if(before_, [&row](const auto& known) { return known->id == row.id && *known == row; });
    rows_.push_back(before != before_.end() ? *before : std::make_shared<const JobRow>(std::move(row)));
}

void JobList::refresh()
{
    before_ = std::exchange(rows_, {});
    for (const auto& batch : Batches::of(session_).all())
        add_batch(batch);
    for (const auto& command : session_.command_log().commands())
        if (matters(command) && Batches::of(session_).single(command.number))
            add_command(command);
    for (const auto& job : images_)
        add_image_job(job);
    for (const auto& job : files_)
        add_file_job(job);
    for (const auto number : deployments_)
        if (const auto deployment = session_.state().deployments().find(number))
            add_deployment(*deployment);
    for (auto& [id, drain] : drains_) {
        const bool empty = session_.state().usage_of(id).tasks == 0;
        drain.most = std::max(drain.most, session_.state().usage_of(id).tasks);
        if (empty && drain.ended == kNever)
            drain.ended = now();
        add_drain(id, drain);
    }
    std::ranges::stable_sort(rows_, [](const auto& a, const auto& b) { return a->begun > b->begun; });
    if (rows_.size() > kCapacity)
        rows_.resize(kCapacity);
    const auto& commands = session_.command_log().commands();
    const bool waits = std::ranges::any_of(
        commands, [](const Command& command) { return command.status == Command::Status::Running; });
    if (running() > 0 || waits)
        second_.start();
    else
        second_.stop();
    if (rows_ != before_)
        emit changed();
    else if (running() > 0 && wanted_)
        emit changed(); // how long it has taken
}

int JobList::running() const
{
    return static_cast<int>(std::ranges::count_if(rows_, [](const auto& row) { return !row->is_over(); }));
}

void JobList::stop(const std::string& id)
{
    const auto [kind, rest] = split(id);
    if (kind == "batch")
        Batches::of(session_).cancel(number_in(rest));
    else if (kind == "image")
        session_.call("StopImageJob", { { "jobId", number_in(rest) } }, this, [](Result<Json>) {});
    else if (kind == "file")
        session_.call("StopFileJob", { { "jobId", number_in(rest) } }, this, [](Result<Json>) {});
    else if (kind == "deployment")
        run_for(actions_, ObjectActions::Id::StopDeployment, { ObjectRef::Kind::Deployment, rest, {} });
    else if (const auto instance = Id::parse(rest); kind == "drain" && instance)
        run_for(actions_, ObjectActions::Id::Activate, { ObjectRef::Kind::Instance, {}, *instance });
}

void JobList::retry(const std::string& id)
{
    const auto [kind, rest] = split(id);
    if (kind == "batch") {
        Batches::of(session_).retry(number_in(rest));
    } else if (kind == "call") {
        if (const auto* call = Batches::of(session_).single(number_in(rest))) {
            const Call again = *call;
            session_.call(again.operation, again.input, this, [](Result<Json>) {});
        }
    } else if (kind == "image") {
        const auto job = std::ranges::find(images_, number_in(rest), &ImageJobRow::number);
        if (job != images_.end())
            session_.call(job->kind == QLatin1String("PUSH") ? "PushImage" : "PullImage",
                { { "engine", job->engine.toStdString() }, { "image", job->image.toStdString() } }, this,
                [](Result<Json>) {});
    } else if (kind == "file") {
        retry_file_job(number_in(rest));
    } else if (kind == "deployment") {
        if (const auto deployment = session_.state().deployments().find(number_in(rest)))
            run_for(actions_, ObjectActions::Id::ForceDeployment,
                ObjectRef::to(model::Service::Key{ deployment->cluster, deployment->service }));
    } else if (const auto instance = Id::parse(rest)) {
        run_for(actions_, ObjectActions::Id::Drain, { ObjectRef::Kind::Instance, {}, *instance });
    }
}

void JobList::retry_file_job(std::uint64_t number)
{
    const auto job = std::ranges::find(files_, number, &FileJobRow::number);
    const auto id = job == files_.end() ? std::nullopt : Id::parse(job->task.toStdString());
    const auto task = id ? session_.state().tasks().find(*id) : nullptr;
    if (!task)
        return;
    Json copy = { { "cluster", task->spec->cluster }, { "task", job->task.toStdString() },
        { "container", job->container.toStdString() }, { "path", job->path.toStdString() } };
    copy[job->to_container ? "source" : "directory"] = job->local.toStdString();
    session_.call(
        job->to_container ? "CopyToContainer" : "CopyFromContainer", std::move(copy), this, [](Result<Json>) {});
}

QString diagnostics_of(const JobRow& job, const Session& session)
{
    const auto& installation = session.installation();
    QStringList lines{ job.what,
        JobList::tr("Began: %1").arg(job.begun == kNever ? dash() : local_date_time(job.begun)) };
    if (job.ended != kNever)
        lines << JobList::tr("Ended: %1").arg(local_date_time(job.ended));
    if (!job.progress.isEmpty())
        lines << JobList::tr("Progress: %1").arg(job.progress);
    if (!job.detail.isEmpty())
        lines << job.detail;
    if (!job.log.isEmpty() && job.log != job.detail)
        lines << job.log;
    lines << JobList::tr("Quayside %1, %2").arg(from_utf8(installation.version), from_utf8(installation.endpoint));
    return lines.join(u'\n');
}

} // namespace quayside::ui
