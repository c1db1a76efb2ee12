#include "core/control/demo_services.h"

#include "core/control/apply_plan.h"
#include "core/scheduler/plan_service.h"

namespace quayside::control {

namespace {

using model::Service;
using std::chrono::seconds;

constexpr int kMostPasses = 40; // until a service holds
constexpr seconds kBetweenPasses{ 3 };
constexpr seconds kStopTakes{ 1 };

// What the engines have to say of the tasks of a service at a moment.
void report(DemoScribe& scribe, const Service::Key& key, TimePoint at)
{
    const auto ids = scribe.state().open_tasks_of(key);
    for (const auto& id : std::vector<Id>(ids.begin(), ids.end())) {
        const auto task = scribe.state().tasks().find(id);
        if (task->last_status < model::TaskStatus::Running && task->created_at + seconds{ 2 } <= at)
            scribe.report_running(id);
        else if (task->desired_status == model::DesiredStatus::Stopped && task->last_status < model::TaskStatus::Stopped
            && task->stopping_at + kStopTakes <= at)
            scribe.report_stopped(id, task->stopping_at + kStopTakes);
    }
}

// One look of the service scheduler. False if there was nothing to do.
bool pass(DemoScribe& scribe, const Service::Key& key, TimePoint at)
{
    Operation then = scribe.then(at);
    scheduler::Look look;
    look.now = at;
    const auto service = scribe.state().services().find(key);
    auto plan = scheduler::plan_service(scribe.state(), *service, {}, look, then.random);
    if (plan.empty())
        return false;
    apply_plan(then, key, plan);
    return true;
}

bool holds(DemoScribe& scribe, const Service::Key& key)
{
    const auto service = scribe.state().services().find(key);
    const auto counts = scribe.state().counts_of(key);
    return service->steady && counts.running == service->desired_count && counts.tasks == counts.running;
}

Json spread()
{
    Json strategy = Json::array();
    for (const char* field : { "attribute:ecs.availability-zone", "instanceId" })
        strategy.push_back({ { "type", "spread" }, { "field", field } });
    return strategy;
}

} // namespace

void make_demo_service(DemoScribe& scribe, const std::string& cluster, const DemoFamily& family, int revision)
{
    Json input = { { "cluster", cluster }, { "serviceName", family.name }, { "desiredCount", family.tasks } };
    input["taskDefinition"] = std::string(family.name) + ":" + std::to_string(revision);
    input["placementStrategy"] = spread();
    input["enableExecuteCommand"] = true;
    // One at a time, so that a rollout can be watched.
    input["deploymentConfiguration"] = { { "minimumHealthyPercent", 100 }, { "maximumPercent", 120 },
        { "deploymentCircuitBreaker", { { "enable", true }, { "rollback", true } } } };
    scribe.call("CreateService", input, family.age);
    if (scribe.failure())
        return;
    const Service::Key key{ cluster, family.name };
    TimePoint at = scribe.now() - family.age;
    for (int i = 0; i < kMostPasses && !holds(scribe, key); ++i, at += kBetweenPasses) {
        report(scribe, key, at);
        pass(scribe, key, at);
    }
}

void begin_demo_rollout(DemoScribe& scribe, const std::string& cluster, const DemoFamily& family)
{
    Json input = { { "cluster", cluster }, { "service", family.name } };
    input["taskDefinition"] = std::string(family.name) + ":" + std::to_string(family.revisions);
    scribe.call("UpdateService", input, kDemoRolloutAge);
    if (scribe.failure())
        return;
    const Service::Key key{ cluster, family.name };
    for (TimePoint at = scribe.now() - kDemoRolloutAge; at < scribe.now(); at += seconds{ 1 }) {
        report(scribe, key, at);
        pass(scribe, key, at);
    }
}

} // namespace quayside::control
