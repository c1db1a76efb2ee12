#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace quayside::ui {

class Session;

// What is in a folder of a container.
struct FileRow {
    using Key = std::string;
    enum class Kind : std::uint8_t { File, Folder, Link, Other };

    std::string name;
    Kind kind = Kind::File;
    double size = 0; // bytes; of a file
    TimePoint modified_at;
    QString link_target;

    const Key& key() const { return name; }
    bool operator==(const FileRow&) const = default;
};

// A copy that somebody asked for.
struct FileJobRow {
    std::uint64_t number = 0;
    bool to_container = false;
    QString status; // RUNNING, SUCCEEDED, FAILED, STOPPED
    QString task; // id
    QString container;
    QString path;
    QString local;
    QString message;
    double current = 0; // bytes of `total`
    double total = 0; // 0: not known

    bool runs() const { return status == QLatin1String("RUNNING"); }
    bool operator==(const FileJobRow&) const = default;
};

// The files of one container at a time, and the copies of all. Jobs are asked for twice a second while they are wanted.
// GUI thread.
class FileFeed : public QObject {
    Q_OBJECT

public:
    using Files = std::vector<std::shared_ptr<const FileRow>>;
    struct Place {
        std::string cluster;
        std::string task; // id
        std::string container; // name

        bool operator==(const Place&) const = default;
    };

    explicit FileFeed(Session& session, QObject* parent = nullptr);

    // Another place begins at its root; the same one stays where it is.
    void set_place(const Place& place);
    const Place& place() const { return place_; }
    void look(const QString& path); // what is there, now
    const QString& path() const { return path_; } // that is shown, or was asked for last
    const Files& files() const { return files_; }
    bool whole() const { return whole_; } // false: there may be more in it
    bool looking() const { return looking_; }
    const QString& problem() const { return problem_; } // why it cannot be listed

    void set_wanted(bool wanted);
    const std::vector<FileJobRow>& jobs() const { return jobs_; } // oldest first

    // Copies of things in the folder that is shown into one of this machine, and the other way round.
    void fetch(const std::vector<std::string>& names, const QString& directory);
    Json copy_of(const std::string& name, const QString& directory) const; // what fetch() asks for
    void put(const QStringList& paths);
    void stop(std::uint64_t job);

signals:
    void files_changed();
    void jobs_changed();
    void refused(const QString& why); // a copy was not even begun

private:
    Json input() const;
    void begin(const char* operation, const Json& copy);
    void ask_for_jobs();
    void take_files(const Result<Json>& reply);
    void take_jobs(const Result<Json>& reply);

    Session& session_;
    Place place_;
    QString path_ = QStringLiteral("/");
    Files files_;
    bool whole_ = true;
    bool looking_ = false;
    QString problem_;
    std::vector<FileJobRow> jobs_;
    std::uint64_t question_ = 0; // an answer to an earlier one is none
    bool asking_ = false; // for jobs
    QTimer job_timer_;
};

// "/var/log" and "app" -> "/var/log/app"
QString path_in(const QString& folder, const QString& name);

} // namespace quayside::ui
