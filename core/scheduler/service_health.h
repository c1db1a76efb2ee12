#pragma once

#include "core/model/task.h"

namespace quayside::scheduler {

// When a task of one deployment counts as healthy.
struct HealthRule {
    bool checked = false; // an essential container has a health check: then that decides
    Duration healthy_after{}; // else, RUNNING for so long
    Duration grace{}; // a failed check counts only after this time of RUNNING
};

// Whether the definition has a health check on an essential container.
bool has_health_check(const model::TaskDefinition& definition);

// Of a task that is to stay. One whose engine does not answer is not healthy.
bool is_healthy(const model::Task& task, const HealthRule& rule, TimePoint now);
// It failed its check and must be replaced.
bool is_unhealthy(const model::Task& task, const HealthRule& rule, TimePoint now);
// When time alone changes one of these; kNever: it does not.
TimePoint health_changes_at(const model::Task& task, const HealthRule& rule, TimePoint now);
// Since when it has been good enough to end a row of failures: a passed check, or RUNNING for `proof`. kNever: not yet.
TimePoint proven_at(const model::Task& task, const HealthRule& rule, Duration proof, TimePoint now);

} // namespace quayside::scheduler
