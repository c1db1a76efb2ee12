#include "ui/pages/rollout_data.h"

#include "ui/look/text.h"
#include "ui/pages/service_state.h"

#include <nlohmann/json.hpp>

#include <QObject>

#include <algorithm>
#include <map>
#include <tuple>

namespace quayside::ui {

namespace {

using model::Deployment;
using model::Task;
using Stage = LaneSegment::Stage;

bool belongs(const model::State& state, const Deployment& deployment, const Task& task)
{
    if (task.spec->deployment == deployment.number)
        return true;
    const auto other = state.deployments().find(task.spec->deployment);
    return !other || other->created_at < deployment.created_at;
}

TimePoint first_of(TimePoint a, TimePoint b)
{
    if (a == kNever)
        return b;
    return b == kNever ? a : std::min(a, b);
}

// When it began to leave; kNever: it has not.
TimePoint drain_begin(const Task& task)
{
    return first_of(task.stopping_at, first_of(task.execution_stopped_at, task.stopped_at));
}

std::vector<LaneSegment> segments_of(const Task& task, TimePoint begin, TimePoint end)
{
    std::vector<LaneSegment> segments;
    const TimePoint leaving = drain_begin(task);
    const TimePoint gone = task.stopped_at == kNever ? end : task.stopped_at;
    const std::pair<Stage, TimePoint> starts[] = { { Stage::Provisioning, task.created_at },
        { Stage::Pulling, task.pull_started_at }, { Stage::Starting, task.pull_stopped_at },
        { Stage::Running, task.started_at }, { Stage::Draining, leaving } };
    for (std::size_t i = 0; i < std::size(starts); ++i) {
        if (starts[i].second == kNever)
            continue;
        TimePoint until = gone;
        for (std::size_t next = i + 1; next < std::size(starts); ++next)
            if (starts[next].second != kNever && starts[next].second >= starts[i].second) {
                until = starts[next].second;
                break;
            }
        const TimePoint from = std::max(begin, starts[i].second);
        until = std::min(end, until);
        if (until > from)
            segments.push_back({ starts[i].first, from, until });
    }
    return segments;
}

QString failure_text(const Task& task)
{
    for (const auto& container : task.containers)
        if (container.exit_code.value_or(0) != 0)
            return QObject::tr("exit code %1").arg(*container.exit_code);
    return task.stop_code == model::StopCode::TaskFailedToStart ? QObject::tr("failed to start")
                                                                : QObject::tr("failed");
}

TaskLane lane_of(const model::State& state, const Deployment& deployment, const Task& task, TimePoint end)
{
    TaskLane lane;
    lane.id = task.id;
    lane.is_new = task.spec->deployment == deployment.number;
    lane.revision = task.spec->definition_key.revision;
    lane.segments = segments_of(task, deployment.created_at, end);
    lane.state = state_of(task);
    lane.created_at = task.created_at;
    const auto instance = state.container_instances().find(task.container_instance);
    lane.instance = instance ? from_utf8(instance->name) : dash();
    if (lane.state.glyph == StateGlyph::Failed) {
        lane.failed_at = drain_begin(task);
        lane.failure = failure_text(task);
        lane.reason = from_utf8(task.stopped_reason);
    }
    return lane;
}

} // namespace

TimePoint end_of(const Deployment& deployment, TimePoint now)
{
    if (!is_over(deployment))
        return now;
    const TimePoint end = first_of(deployment.finished_at, deployment.stopped_at);
    return end == kNever ? std::max(deployment.updated_at, deployment.created_at) : end;
}

// Old ones first, then new ones, each in the order in which they came.
std::vector<TaskLane> task_lanes(
    const model::State& state, const Deployment& deployment, const std::vector<model::TaskPtr>& tasks, TimePoint now)
{
    const TimePoint end = end_of(deployment, now);
    std::vector<TaskLane> lanes;
    for (const auto& task : tasks) {
        const bool gone_before = task->stopped_at != kNever && task->stopped_at <= deployment.created_at;
        if (gone_before || task->created_at > end || !belongs(state, deployment, *task))
            continue;
        lanes.push_back(lane_of(state, deployment, *task, end));
    }
    std::ranges::sort(lanes, [](const TaskLane& a, const TaskLane& b) {
        return std::tuple(a.is_new, a.is_new ? a.created_at : TimePoint(), a.id)
            < std::tuple(b.is_new, b.is_new ? b.created_at : TimePoint(), b.id);
    });
    return lanes;
}

std::vector<RolloutStep> rollout_steps(const std::vector<TaskLane>& lanes, TimePoint begin, TimePoint end)
{
    std::map<TimePoint, RolloutStep> changes; // differences
    changes[begin];
    for (const auto& lane : lanes)
        for (const auto& segment : lane.segments) {
            int RolloutStep::*part = &RolloutStep::new_pending;
            if (segment.stage == Stage::Draining)
                part = &RolloutStep::draining;
            else if (!lane.is_new)
                part = &RolloutStep::old_running;
            else if (segment.stage == Stage::Running)
                part = &RolloutStep::new_running;
            ++(changes[std::max(begin, segment.begin)].*part);
            if (segment.end < end)
                --(changes[segment.end].*part);
        }
    std::vector<RolloutStep> steps;
    RolloutStep sum;
    for (const auto& [at, change] : changes) {
        sum.at = at;
        for (const auto part :
            { &RolloutStep::old_running, &RolloutStep::new_running, &RolloutStep::new_pending, &RolloutStep::draining })
            sum.*part += change.*part;
        steps.push_back(sum);
    }
    return steps;
}

std::optional<TimePoint> expected_end(const model::State& state, const Deployment& deployment, TimePoint now, int* runs)
{
    std::vector<Duration> lengths;
    for (const auto& [row, number] : state.deployments_of({ deployment.cluster, deployment.service }))
        if (const auto past = state.deployments().find(number); past && past->number != deployment.number
            && past->service_deployment_status == model::ServiceDeploymentStatus::Successful
            && past->finished_at != kNever && !past->source_revisions.empty())
            lengths.push_back(past->finished_at - past->created_at);
    if (runs)
        *runs = static_cast<int>(lengths.size());
    if (lengths.empty() || is_over(deployment))
        return std::nullopt;
    std::ranges::nth_element(lengths, lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2));
    const TimePoint end = deployment.created_at + lengths[lengths.size() / 2];
    return end > now ? std::optional(end) : std::nullopt;
}

RolloutCurve rollout_curve(
    const model::State& state, const Deployment& deployment, const std::vector<TaskLane>& lanes, TimePoint now)
{
    RolloutCurve curve;
    curve.begin = deployment.created_at;
    curve.now = std::max(curve.begin, end_of(deployment, now));
    curve.live = !is_over(deployment);
    curve.expected_end = expected_end(state, deployment, now);
    curve.steps = rollout_steps(lanes, curve.begin, curve.now);
    for (const auto& lane : lanes)
        if (lane.is_new && lane.has_failed())
            curve.failures.push_back(
                { lane.failed_at, QObject::tr("task failed %1").arg(from_utf8(lane.id.hex()).left(4)) });
    std::ranges::sort(curve.failures, {}, &RolloutFailure::at);
    curve.desired = static_cast<int>(deployment.desired_count);
    curve.least = static_cast<int>(least_healthy(deployment));
    curve.most = static_cast<int>(most_tasks(deployment));
    curve.minimum_percent = static_cast<int>(deployment.configuration.minimum_healthy_percent);
    curve.maximum_percent = static_cast<int>(deployment.configuration.maximum_percent);
    const auto name = [](const model::ServiceRevisionPtr& revision) {
        return revision ? QStringLiteral("%1:%2")
                              .arg(from_utf8(revision->definition_key.family))
                              .arg(revision->definition_key.revision)
                        : QString();
    };
    curve.old_name = name(rollback_target(state, deployment));
    curve.new_name = name(deployment.revision);
    return curve;
}

} // namespace quayside::ui
