#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"

#include <nlohmann/json.hpp>

#include <QObject>
#include <QString>
#include <QTimer>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace quayside::ui {

class Session;

// An image in a repository of our registry by one of its tags; a repository without images is a row as well.
struct RepositoryRow {
    using Key = std::string;

    std::string repository;
    std::string uri; // of the repository: "127.0.0.1:20123/web"
    std::string tag; // empty: none names it any more
    std::string digest; // empty: the repository has no images
    double size = 0; // bytes
    TimePoint pushed_at;

    Key key() const { return uri + ':' + tag + '@' + digest; }
    bool operator==(const RepositoryRow&) const = default;
    // By what an engine pulls it, or where it is pushed to.
    std::string name() const;
};

// The repositories of the registry that Quayside runs. Asked for every ten seconds while somebody looks. GUI thread.
class RepositoryFeed : public QObject {
    Q_OBJECT

public:
    using Rows = std::vector<std::shared_ptr<const RepositoryRow>>;

    // The one of a session, which owns it.
    static RepositoryFeed& of(Session& session);

    void set_wanted(bool wanted);
    void look(); // now
    bool has_looked() const { return has_looked_; }
    const Rows& rows() const { return rows_; }
    const QString& address() const { return address_; } // empty: the registry was never needed
    // Why the registry does not run, or could not be asked; empty: nothing is known against it.
    const QString& problem() const { return problem_; }

signals:
    void changed();

private:
    struct Question {
        std::string operation;
        Json input;
    };

    explicit RepositoryFeed(Session& session);

    void ask(std::string operation, Json input);
    void ask_next();
    void take(const Question& question, const Result<Json>& reply);
    void take_repositories(const Json& reply);
    void take_images(const std::string& repository, const Json& reply);
    void finish();

    Session& session_;
    std::deque<Question> to_ask_;
    std::size_t waiting_ = 0; // for answers
    bool look_again_ = false;
    bool has_looked_ = false;
    std::map<std::string, RepositoryRow> repositories_; // of this look, each as a row without images
    std::vector<RepositoryRow> found_;
    QString problem_found_;
    Rows rows_;
    QString address_;
    QString problem_;
    QTimer timer_;
};

} // namespace quayside::ui
