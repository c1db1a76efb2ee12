#pragma once

#include "core/model/state.h"
#include "ui/charts/rollout_chart.h"
#include "ui/look/states.h"

#include <vector>

// What the page of a deployment draws, worked out from records. Pure.
namespace quayside::ui {

struct LaneSegment {
    enum class Stage { Provisioning, Pulling, Starting, Running, Draining };
    Stage stage = Stage::Provisioning;
    TimePoint begin;
    TimePoint end;

    bool operator==(const LaneSegment&) const = default;
};

// One task of a deployment, or of those before it, over time.
struct TaskLane {
    using Key = Id;

    Id id;
    bool is_new = false;
    std::int64_t revision = 0;
    std::vector<LaneSegment> segments;
    StateWord state;
    QString instance;
    TimePoint created_at;
    TimePoint failed_at = kNever;
    QString failure; // why, in short: "exit code 1"
    QString reason; // in full

    const Key& key() const { return id; }
    bool has_failed() const { return failed_at != kNever; }
    bool operator==(const TaskLane&) const = default;
};

// `tasks`: all that are known of the service, in any order. Those that were gone before the deployment began, and those
// of later deployments, are left out.
std::vector<TaskLane> task_lanes(const model::State& state, const model::Deployment& deployment,
    const std::vector<model::TaskPtr>& tasks, TimePoint now);

// Counts from one moment to the next, from the lanes.
std::vector<RolloutStep> rollout_steps(const std::vector<TaskLane>& lanes, TimePoint begin, TimePoint end);

RolloutCurve rollout_curve(
    const model::State& state, const model::Deployment& deployment, const std::vector<TaskLane>& lanes, TimePoint now);

// When it ended, or now.
TimePoint end_of(const model::Deployment& deployment, TimePoint now);

// When it will have ended, by how long the last deployments of the service took; nothing if none has succeeded or this
// one takes longer already. `runs` gets how many were looked at.
std::optional<TimePoint> expected_end(
    const model::State& state, const model::Deployment& deployment, TimePoint now, int* runs = nullptr);

// What holds a deployment up, the most telling first.
struct WaitReason {
    StateGlyph glyph = StateGlyph::None;
    QString what;
    QString more;
    bool is_placement = false; // explain tells more
};
std::vector<WaitReason> wait_reasons(
    const model::State& state, const model::Deployment& deployment, const std::vector<TaskLane>& lanes, TimePoint now);

// A stage of a deployment that shifts traffic.
struct StageLine {
    QString name;
    StateGlyph glyph = StateGlyph::None; // None: still to come
    QString note; // "since 40 s", "2 min left"
};
std::vector<StageLine> stage_lines(const model::Deployment& deployment, TimePoint now);

// A member of a task definition that one revision has otherwise than another.
struct DefinitionChange {
    using Key = std::string;

    std::string field; // "web · image"
    QString before; // empty: not set
    QString after;

    const Key& key() const { return field; }
    bool operator==(const DefinitionChange&) const = default;
};
std::vector<DefinitionChange> definition_changes(const Json& before, const Json& after);

} // namespace quayside::ui
