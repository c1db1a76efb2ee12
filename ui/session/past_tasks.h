#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/base/json.h"
#include "core/model/task.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace quayside::ui {

class Session;

// Tasks that stopped longer ago than the state tells of, as the history has them: asked for when somebody wants to look
// that far back. GUI thread.
class PastTasks : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kMost = 10'000; // of one question: those that stopped last

    struct Found {
        std::vector<model::TaskPtr> tasks; // the last to stop first
        bool whole = true; // false: there are more
        QString problem; // why there are none; empty: nothing failed
    };

    // The one of a session, which owns it.
    static PastTasks& of(Session& session);

    // Those of a cluster that stopped within this time. `done` runs once, unless `context` is gone by then.
    void ask(
        const std::string& cluster, std::chrono::seconds span, QObject* context, Function<void(const Found&)> done);
    // One that was found, or kept here; null: it is not known.
    model::TaskPtr find(const Id& task) const;
    bool has_log(const Id& task, const std::string& container) const; // of one that was found
    // One that somebody looks at goes from the state.
    void keep(const model::TaskPtr& task) { known_.insert_or_assign(task->id, task); }

private:
    struct Question;

    explicit PastTasks(Session& session);
    void ask_page(std::shared_ptr<Question> question);
    void take(const std::shared_ptr<Question>& question, const Result<Json>& reply);
    model::TaskPtr read(const Json& json);

    Session& session_;
    std::unordered_map<Id, model::TaskPtr> known_;
    std::set<std::pair<Id, std::string>> logs_; // task and container
};

} // namespace quayside::ui
