#pragma once

#include "core/control/operation.h"
#include "core/scheduler/explain.h"

#include <map>
#include <string>
#include <vector>

namespace quayside::control {

// The reply of ExplainPlacement: a table to show, and sentences.
class PlacementDescriber {
public:
    // At most `rows` instances for each share.
    PlacementDescriber(const Operation& operation, std::size_t rows)
        : operation_(operation)
        , rows_(rows)
    {
    }

    // The instance on which the task in question is.
    void current(const Id& instance) { current_ = instance; }
    void add(const scheduler::Explanation& explanation, const scheduler::PlacementRequest& request, std::int64_t count);
    Json reply(std::int64_t count) const;

private:
    Json row_of(const scheduler::Explanation& explanation, const scheduler::HostAnswer& host) const;
    void add_to_preview(const scheduler::Explanation& explanation);

    const Operation& operation_;
    std::size_t rows_;
    Id current_;
    std::int64_t placed_ = 0;
    Json shares_ = Json::array();
    Json summary_ = Json::array();
    Json suggestions_ = Json::array();
    std::vector<Id> order_; // of the preview
    std::map<Id, std::int64_t> tasks_;
};

// `where` they are now, in words: the name of an instance, of a zone.
Json describe_moves(const Operation& operation, const std::string& where, const std::vector<scheduler::Move>& moves);

} // namespace quayside::control
