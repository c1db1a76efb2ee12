#pragma once

#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/json.h"
#include "core/model/state.h"

#include <QString>

#include <string>
#include <vector>

namespace quayside::ui {

// Why a task is where it is or nowhere, as the operation ExplainPlacement tells it: container instances by rules.
struct Explanation {
    enum class Mark { Passed, Failed, NotReached };
    struct Cell {
        Mark mark = Mark::NotReached;
        QString text;
        QString sentence; // the same in full

        bool operator==(const Cell&) const = default;
    };
    struct Row {
        using Key = std::string;

        std::string id; // of the container instance
        QString name;
        QString zone;
        std::vector<Cell> cells; // as many as there are rules
        int placed = 0; // tasks that go there
        QString verdict; // "chosen", or the rules that say no
        bool fits = false;
        bool is_current = false; // the task is there

        const Key& key() const { return id; }
        bool operator==(const Row&) const = default;
    };
    // How many instances are left after a rule.
    struct Step {
        int left = 0;
        QString rule;

        bool operator==(const Step&) const = default;
    };
    int asked = 0;
    int placed = 0;
    QString sentence; // what came of it, in words
    std::vector<QString> rules;
    std::vector<Step> steps; // the first: all candidates
    std::vector<Row> rows;
    std::vector<QString> remedies; // sentences
};

// Reads a reply of ExplainPlacement. What is missing is left out.
Explanation read_explanation(const Json& reply);

// What becomes of a task when its container instance is drained or lost, as ExplainPlacement and PreviewLoss tell it.
struct TaskMove {
    Id task;
    QString outcome; // moves, stays, stops, stuck
    QString to; // the name of an instance
    QString text; // one sentence
};
std::vector<TaskMove> read_moves(const Json& reply);

// What to ask for: a task as it is, one more task of a service, the tasks of a request shaped as those of RunTask and
// CreateService, and the moves away from a container instance.
Json explain_task(const model::Task& task);
Json explain_service(const model::Service& service);
Json explain_request(const Json& request, int count);
Json explain_drain(const model::ContainerInstance& instance);

// All of it as lines of text with tabs, to be pasted elsewhere.
QString as_text(const Explanation& explanation);

} // namespace quayside::ui
