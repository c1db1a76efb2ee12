#pragma once

#include "core/model/change_set.h"
#include "ui/pages/object_ref.h"
#include "ui/session/batches.h"
#include "ui/session/file_feed.h"
#include "ui/session/image_feed.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace quayside::ui {

class ObjectActions;
class Session;
struct Command;

// Something that takes its time, or did.
struct JobRow {
    using Key = std::string;
    enum class Status : std::uint8_t { Held, Running, Succeeded, Failed, Stopped };

    std::string id; // what it is of and its number there: "image/3"
    Status status = Status::Running;
    QString what; // "Stop 12 tasks"
    double done = std::numeric_limits<double>::quiet_NaN(); // a share; NaN: not known
    QString progress; // "3 of 12"
    QString detail; // the last that was said of it
    TimePoint begun; // kNever: before this window
    TimePoint ended;
    ObjectRef object{}; // that it is about
    QString why_no_stop; // empty: it can be stopped
    QString why_no_retry; // empty: it can be done again
    QString log; // all that is known, as lines

    const Key& key() const { return id; }
    bool operator==(const JobRow&) const = default;
    bool is_over() const { return status > Status::Running; }
};

// All that takes longer than a second, whoever does it: what this window asked for, pulls, pushes and builds of images,
// copies of files, deployments, and container instances that drain. The last 200, newest first. GUI thread.
class JobList : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kCapacity = 200;
    using Rows = std::vector<std::shared_ptr<const JobRow>>;

    JobList(Session& session, ObjectActions& actions);

    const Rows& rows() const { return rows_; }
    int running() const; // those that are held included

    void stop(const std::string& id);
    void retry(const std::string& id);
    // What is done to images and files is asked for while somebody looks, and while one such job runs.
    void set_wanted(bool wanted);

signals:
    void changed();

private:
    struct Drain {
        TimePoint begun;
        TimePoint ended;
        std::uint32_t most = 0; // tasks that were on it
        bool taken_back = false; // it is active again
    };

    void take(const model::ChangeSet& changes);
    void follow(const model::Deployment& deployment);
    void follow(const model::ContainerInstance& instance);
    void refresh();
    void look();
    void ask_for_images();
    void ask_for_files();
    void add(JobRow row);
    void add_batch(const Batch& batch);
    void add_command(const Command& command);
    void add_image_job(const ImageJobRow& job);
    void add_file_job(const FileJobRow& job);
    void add_transfer(JobRow row, const QString& status, double current, double total, TimePoint ended);
    void retry_file_job(std::uint64_t number);
    void add_deployment(const model::Deployment& deployment);
    void add_drain(const Id& id, const Drain& drain);

    Session& session_;
    ObjectActions& actions_;
    Rows rows_;
    Rows before_; // those of the last time
    std::set<std::uint64_t> deployments_;
    std::map<Id, Drain> drains_;
    std::map<std::string, TimePoint> seen_; // when jobs of images and files were first seen to run, by row
    std::map<std::string, TimePoint> over_; // and no more
    std::vector<ImageJobRow> images_;
    std::vector<FileJobRow> files_;
    bool wanted_ = false;
    bool asking_images_ = false;
    bool asking_files_ = false;
    QTimer look_timer_;
    QTimer soon_;
    QTimer second_;
};

// How it went, for somebody who is to help.
QString diagnostics_of(const JobRow& job, const Session& session);

} // namespace quayside::ui
