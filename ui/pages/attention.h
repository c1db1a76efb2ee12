#pragma once

#include "ui/pages/rows.h"

#include <map>
#include <unordered_map>
#include <vector>

namespace quayside::ui {

// Finds what needs attention in a cluster, by what diagnosis.h says of it. Keeps track of the tasks that are not well,
// so that asking costs nothing that grows with the number of those that are.
class Attention {
public:
    void set_cluster(const std::string& cluster, const model::State& state);
    void take(const model::Changes<model::Task>& changes);

    // Worst first; at most 50. Tasks of one definition with the same trouble are one row.
    std::vector<AttentionRow> rows(const model::State& state, TimePoint now) const;

private:
    void consider(const model::TaskPtr& task);
    void add_services(std::vector<AttentionRow>& rows, const model::State& state, TimePoint now) const;
    void add_tasks(std::vector<AttentionRow>& rows, const model::State& state, TimePoint now) const;

    std::string cluster_;
    std::unordered_map<Id, model::TaskPtr> troubled_;
};

} // namespace quayside::ui
