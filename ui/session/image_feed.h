#pragma once

#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/json.h"
#include "core/base/time.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace quayside::ui {

class Session;

// An image by one of its names, on all engines that have it.
struct ImageRow {
    using Key = std::string;

    std::string reference; // "host:5000/web:1"; empty: nothing names it any more
    std::string id; // sha256:...
    QString repository;
    QString tag;
    double size = 0; // bytes
    TimePoint created_at;
    QStringList engines; // names
    QStringList definitions; // that name it: "web:3"
    QStringList tasks; // that run on one of these engines, by their first digits

    Key key() const { return reference + '@' + id; }
    bool operator==(const ImageRow&) const = default;
    // What an engine takes for its name.
    const std::string& handle() const { return reference.empty() ? id : reference; }
};

// A pull, push or build that somebody asked for.
struct ImageJobRow {
    std::uint64_t number = 0;
    QString kind; // PULL, PUSH, BUILD
    QString status; // RUNNING, SUCCEEDED, FAILED, STOPPED
    QString engine;
    QString image;
    QString message;
    QString output; // of a build
    double current = 0; // bytes of `total`
    double total = 0; // 0: not known
    TimePoint ended_at;

    bool runs() const { return status == QLatin1String("RUNNING"); }
    bool operator==(const ImageJobRow&) const = default;
};

// The images of all engines and what is being done to them. Asked for while somebody looks: jobs twice a second, images
// every ten seconds and when a job has ended; images also once by itself where the engines are few. GUI thread.
class ImageFeed : public QObject {
    Q_OBJECT

public:
    using Images = std::vector<std::shared_ptr<const ImageRow>>;

    // The one of a session, which owns it.
    static ImageFeed& of(Session& session);

    void set_wanted(bool wanted);
    void look(); // at the images, now
    bool has_looked() const { return has_looked_; } // every engine that is connected has answered once
    const Images& images() const { return images_; }
    const std::vector<ImageJobRow>& jobs() const { return jobs_; } // oldest first
    // Why an engine gave no images; empty: all did.
    const QString& problem() const { return problem_; }

signals:
    void images_changed();
    void jobs_changed();

private:
    explicit ImageFeed(Session& session);

    void ask_for_jobs();
    void take_jobs(const Result<Json>& reply);
    void ask_next();
    void take_images(const Id& engine, const QString& name, const Result<Json>& reply);
    void merge();

    Session& session_;
    std::map<Id, Images> by_engine_;
    std::map<Id, QString> problems_;
    Images images_;
    std::vector<ImageJobRow> jobs_;
    QString problem_;
    std::vector<Id> to_ask_; // engines
    std::size_t waiting_ = 0; // for answers about images
    bool look_again_ = false;
    bool has_looked_ = false;
    bool asking_ = false; // for jobs
    QTimer job_timer_;
    QTimer image_timer_;
};

} // namespace quayside::ui
