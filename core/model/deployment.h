#pragma once

#include "core/base/enum_names.h"
#include "core/base/fields.h"
#include "core/base/time.h"
#include "core/model/deployment_configuration.h"
#include "core/model/service_revision.h"
#include "core/model/tag.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quayside::model {

// Draining: a task set that was deleted and still has tasks. Inactive: history.
enum class DeploymentStatus : std::uint8_t { Primary, Active, Draining, Inactive };
enum class RolloutState : std::uint8_t { InProgress, Completed, Failed };
enum class ServiceDeploymentStatus : std::uint8_t {
    Pending,
    InProgress,
    Successful,
    StopRequested,
    Stopped,
    RollbackRequested,
    RollbackInProgress,
    RollbackSuccessful,
    RollbackFailed
};
// What watches a rollout: the circuit breaker, and the alarms.
enum class MonitorStatus : std::uint8_t { Disabled, Monitoring, MonitoringComplete, Triggered };
// Of the strategies other than ROLLING; in the order in which they are passed.
enum class LifecycleStage : std::uint8_t {
    None,
    ReconcileService,
    PreScaleUp,
    ScaleUp,
    PostScaleUp,
    TestTrafficShift,
    PostTestTrafficShift,
    ProductionTrafficShift,
    PostProductionTrafficShift,
    BakeTime,
    CleanUp
};
enum class HookStatus : std::uint8_t { AwaitingAction, InProgress, Succeeded, Failed, TimedOut };

// A lifecycle hook that ran, runs or waits at a stage of one deployment.
struct HookRun {
    std::string id; // what ContinueServiceDeployment names
    std::int64_t hook = 0; // index into configuration.lifecycle_hooks
    LifecycleStage stage = LifecycleStage::None;
    HookStatus status = HookStatus::InProgress;
    TimePoint started_at;
    TimePoint next_call_at; // of one that answered IN_PROGRESS
    TimePoint expires_at;
    TimePoint finished_at;

    bool operator==(const HookRun&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("id", self.id);
        v("hook", self.hook);
        v("stage", self.stage);
        v("status", self.status);
        v("startedAt", self.started_at);
        v("nextCallAt", self.next_call_at);
        v("expiresAt", self.expires_at);
        v("finishedAt", self.finished_at);
    }
};

// What a deployment of a service with the EXTERNAL (or CODE_DEPLOY) controller has besides: then it is a task set.
struct TaskSet {
    std::string external_id;
    std::string started_by;
    double scale = 100; // percent of the service's desired count
    bool steady = false; // stabilityStatus STEADY_STATE
    TimePoint steady_changed_at;
    Tags tags;

    bool operator==(const TaskSet&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("externalId", self.external_id);
        v("startedBy", self.started_by);
        v("scale", self.scale);
        v("steady", self.steady);
        v("steadyChangedAt", self.steady_changed_at);
        v("tags", self.tags);
    }
};

// One rollout of a service revision: at once an entry of services[].deployments (while it is in Service::deployments),
// the ServiceDeployment that stays as history, and with an external controller a task set. Its counts of tasks are not
// stored: State::counts_of.
struct Deployment {
    static constexpr const char* kind_name = "deployment";
    using Key = std::uint64_t;

    RowId row = 0;
    std::uint64_t number = 0; // ecs-svc/<number>
    std::string cluster;
    std::string service;
    std::uint64_t revision_number = 0;
    std::vector<std::uint64_t> source_revisions; // those with tasks when it began
    DeploymentStatus status = DeploymentStatus::Primary;
    RolloutState rollout_state = RolloutState::InProgress;
    std::string rollout_state_reason;
    ServiceDeploymentStatus service_deployment_status = ServiceDeploymentStatus::Pending;
    std::string status_reason;
    DeploymentConfiguration configuration; // the service's when it began
    std::int64_t desired_count = 0;
    TimePoint created_at;
    TimePoint updated_at;
    TimePoint started_at;
    TimePoint finished_at;
    TimePoint stopped_at;

    // Failing starts.
    std::int64_t failed_tasks = 0; // in a row, as the circuit breaker counts
    MonitorStatus circuit_breaker = MonitorStatus::Disabled;
    std::int64_t circuit_breaker_threshold = 0;
    MonitorStatus alarms = MonitorStatus::Disabled;
    std::vector<std::string> triggered_alarms;
    std::int64_t start_failures = 0; // in a row, as the throttling of starts counts
    TimePoint next_start_at; // not before; kNever: at once
    TimePoint last_failure_at; // what came up after it ends the row

    // Blue/green and its kin. Weights are tenths of a percent of the traffic that the load balancer gives to this
    // deployment; the rest goes to the one before.
    LifecycleStage stage = LifecycleStage::None;
    TimePoint stage_since;
    std::int64_t production_weight = 0;
    std::int64_t test_weight = 0;
    std::vector<HookRun> hooks;

    // Rollback: of the failed deployment, where it went back to; of the deployment that does it, what it undoes.
    std::uint64_t rolled_back_to = 0; // a service revision's number; 0: it was not
    std::uint64_t rollback_of = 0; // a deployment's number; 0: it is none
    std::string rollback_reason;
    TimePoint rollback_started_at;

    std::optional<TaskSet> task_set;

    ServiceRevisionPtr revision; // resolved from revision_number; not stored; never null in State

    Key key() const { return number; }
    bool operator==(const Deployment&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("number", self.number);
        v("cluster", self.cluster);
        v("service", self.service);
        v("revision", self.revision_number);
        v("sourceRevisions", self.source_revisions);
        v("status", self.status);
        v("rolloutState", self.rollout_state);
        v("rolloutStateReason", self.rollout_state_reason);
        v("serviceDeploymentStatus", self.service_deployment_status);
        v("statusReason", self.status_reason);
        v("configuration", self.configuration);
        v("desiredCount", self.desired_count);
        v("createdAt", self.created_at);
        v("updatedAt", self.updated_at);
        v("startedAt", self.started_at);
        v("finishedAt", self.finished_at);
        v("stoppedAt", self.stopped_at);
        v("failedTasks", self.failed_tasks);
        v("circuitBreaker", self.circuit_breaker);
        v("circuitBreakerThreshold", self.circuit_breaker_threshold);
        v("alarms", self.alarms);
        v("triggeredAlarms", self.triggered_alarms);
        v("startFailures", self.start_failures);
        v("nextStartAt", self.next_start_at);
        v("lastFailureAt", self.last_failure_at);
        v("stage", self.stage);
        v("stageSince", self.stage_since);
        v("productionWeight", self.production_weight);
        v("testWeight", self.test_weight);
        v("hooks", self.hooks);
        v("rolledBackTo", self.rolled_back_to);
        v("rollbackOf", self.rollback_of);
        v("rollbackReason", self.rollback_reason);
        v("rollbackStartedAt", self.rollback_started_at);
        v("taskSet", self.task_set);
    }
};

using DeploymentPtr = std::shared_ptr<const Deployment>;

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::DeploymentStatus> {
    static constexpr std::string_view names[] = { "PRIMARY", "ACTIVE", "DRAINING", "INACTIVE" };
};
template <>
struct quayside::EnumNames<quayside::model::RolloutState> {
    static constexpr std::string_view names[] = { "IN_PROGRESS", "COMPLETED", "FAILED" };
};
template <>
struct quayside::EnumNames<quayside::model::ServiceDeploymentStatus> {
    static constexpr std::string_view names[] = { "PENDING", "IN_PROGRESS", "SUCCESSFUL", "STOP_REQUESTED", "STOPPED",
        "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED" };
};
template <>
struct quayside::EnumNames<quayside::model::MonitorStatus> {
    static constexpr std::string_view names[] = { "DISABLED", "MONITORING", "MONITORING_COMPLETE", "TRIGGERED" };
};
template <>
struct quayside::EnumNames<quayside::model::LifecycleStage> {
    static constexpr std::string_view names[] = { "", "RECONCILE_SERVICE", "PRE_SCALE_UP", "SCALE_UP", "POST_SCALE_UP",
        "TEST_TRAFFIC_SHIFT", "POST_TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT",
        "BAKE_TIME", "CLEAN_UP" };
};
template <>
struct quayside::EnumNames<quayside::model::HookStatus> {
    static constexpr std::string_view names[]
        = { "AWAITING_ACTION", "IN_PROGRESS", "SUCCEEDED", "FAILED", "TIMED_OUT" };
};
