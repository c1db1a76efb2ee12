#pragma once

#include "core/base/json.h"
#include "ui/forms/json_document.h"

#include <QString>

#include <string>
#include <vector>

namespace quayside::ui {

// Two documents by what they mean: containers and the elements of their lists by name, order and defaults that are
// written out aside.
struct SemanticDiff {
    enum class Sign { Changed, Added, Removed, Same };
    struct Row {
        Sign sign = Sign::Same;
        QString field; // "environment LOG_FORMAT", "healthCheck · startPeriod"
        QString left; // empty: not set
        QString right;
        QString effect; // what the change does, where that can be told
        std::vector<Patch> take; // gives the right one what the left one has

        bool operator==(const Row&) const = default;
    };
    struct Group {
        QString title; // "Task", "Container web", "Volumes"
        QString note; // "added", "removed"; empty: in both
        std::vector<Row> rows; // those that are the same included

        bool operator==(const Group&) const = default;
    };
    std::vector<Group> groups;
    std::vector<QString> order_only; // lists whose order alone is another: "containers", "web · environment"

    int count(Sign sign) const;
    bool operator==(const SemanticDiff&) const = default;
};

SemanticDiff diff_of(const Json& left, const Json& right);

} // namespace quayside::ui
