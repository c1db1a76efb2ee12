#include "tests/sim/service_clients.h"

#include "core/base/arn.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside::sim {

namespace {

using model::Service;
using model::ServiceStatus;

Json update_of(const Service& service)
{
    return { { "cluster", service.cluster }, { "service", service.name } };
}

constexpr const char* kDaemon = "arn:aws:ecs:us-east-1:123456789012:daemon/default/agent";

} // namespace

ServiceClients::ServiceClients(SimWorld& world)
    : world_(world)
    , random_(world.options().seed ^ 0x5E2F)
{
}

void ServiceClients::act()
{
    if (world_.options().daemon && chance(25))
        return act_on_daemon();
    const auto roll = random_.below(100);
    const auto active = std::ranges::count_if(
        world_.durable().services(), [](const auto& entry) { return entry.second->status == ServiceStatus::Active; });
    if (active < world_.options().most_services && roll < 40)
        return create();
    if (roll < 55)
        return update();
    if (roll < 70)
        return scale();
    if (roll < 75)
        return force();
    if (roll < 80)
        return remove();
    if (roll < 84)
        return protect();
    if (roll < 88)
        return stop_deployment();
    if (roll < 95)
        return describe();
    bad_call();
}

std::shared_ptr<const Service> ServiceClients::any_service()
{
    std::vector<std::shared_ptr<const Service>> all;
    for (const auto& [key, service] : world_.durable().services())
        if (service->status == ServiceStatus::Active)
            all.push_back(service);
    if (all.empty())
        return nullptr;
    std::ranges::sort(all, {}, [](const auto& service) { return service->row; });
    return all[random_.below(all.size())];
}

std::string ServiceClients::some_family()
{
    static const char* const good[] = { "web", "web", "worker", "pair", "stubborn", "large" };
    static const char* const bad[] = { "crash", "hungry", "unknown", "broken", "job" };
    return chance(30) ? bad[random_.below(std::size(bad))] : good[random_.below(std::size(good))];
}

Json ServiceClients::configuration()
{
    static const int minima[] = { 0, 25, 50, 66, 100, 100 };
    static const int maxima[] = { 100, 125, 150, 200, 200, 200 };
    Json made{ { "minimumHealthyPercent", minima[random_.below(std::size(minima))] },
        { "maximumPercent", maxima[random_.below(std::size(maxima))] },
        { "deploymentCircuitBreaker", { { "enable", chance(60) }, { "rollback", chance(60) } } } };
    if (chance(15)) {
        made["strategy"] = "BLUE_GREEN";
        made["bakeTimeInMinutes"] = random_.below(3);
    }
    return made;
}

void ServiceClients::prepare_daemon()
{
    world_.call("CreateCapacityProvider",
        { { "name", "pool" }, { "autoScalingGroupProvider", { { "autoScalingGroupArn", "arn:pool" } } } },
        [](const Result<Json>&) {});
    world_.call("PutClusterCapacityProviders",
        { { "cluster", "default" }, { "capacityProviders", { "pool" } },
            { "defaultCapacityProviderStrategy", Json::array() } },
        [](const Result<Json>&) {});
    create_daemon();
}

void ServiceClients::act_on_daemon()
{
    const auto roll = random_.below(100);
    if (roll < 30)
        return create_daemon();
    if (roll < 90)
        return update_daemon();
    world_.call("DeleteDaemon", { { "daemonArn", kDaemon } }, [](const Result<Json>&) {});
}

void ServiceClients::create_daemon()
{
    world_.call("CreateDaemon",
        { { "daemonName", "agent" }, { "daemonTaskDefinitionArn", "worker" }, { "capacityProviderArns", { "pool" } } },
        [this](const Result<Json>& result) {
            if (result && !world_.durable().services().find({ "default", daemon_name("agent") }))
                world_.invariants.violated("I1", "CreateDaemon was answered, and the daemon is not on disk");
        });
}

void ServiceClients::update_daemon()
{
    world_.call("UpdateDaemon",
        { { "daemonArn", kDaemon }, { "daemonTaskDefinitionArn", "worker" }, { "capacityProviderArns", { "pool" } },
            { "deploymentConfiguration", { { "drainPercent", 25 * random_.below(5) } } } },
        [](const Result<Json>&) {});
}

void ServiceClients::create()
{
    const std::string name = "service-" + std::to_string(1 + random_.below(8));
    const bool daemon = chance(12);
    Json input{ { "serviceName", name }, { "taskDefinition", daemon ? "worker" : some_family() } };
    if (daemon) {
        input["schedulingStrategy"] = "DAEMON";
    } else {
        input["desiredCount"] = random_.below(world_.options().large ? 12 : 7);
        input["deploymentConfiguration"] = configuration();
        if (chance(25))
            input["placementStrategy"] = Json::array({ Json{ { "type", "binpack" }, { "field", "memory" } } });
        if (chance(15))
            input["availabilityZoneRebalancing"] = "ENABLED";
    }
    ++scale_calls_[name];
    input["clientToken"] = "service-call-" + std::to_string(next_++);
    world_.call("CreateService", std::move(input), [this, name](const Result<Json>& result) {
        if (result && !world_.durable().services().find({ "default", name }))
            world_.invariants.violated("I1", "CreateService was answered, and the service is not on disk");
    });
}

void ServiceClients::update()
{
    const auto service = any_service();
    if (!service)
        return;
    Json input = update_of(*service);
    input["taskDefinition"]
        = service->scheduling_strategy == model::SchedulingStrategy::Daemon ? "worker" : some_family();
    if (service->scheduling_strategy != model::SchedulingStrategy::Daemon && chance(30))
        input["deploymentConfiguration"] = configuration();
    world_.call("UpdateService", std::move(input), [](const Result<Json>&) {});
}

void ServiceClients::scale()
{
    const auto service = any_service();
    if (!service || service->scheduling_strategy == model::SchedulingStrategy::Daemon)
        return;
    const auto desired = static_cast<std::int64_t>(random_.below(8));
    Json input = update_of(*service);
    input["desiredCount"] = desired;
    const std::uint64_t call = ++scale_calls_[service->name];
    world_.call(
        "UpdateService", std::move(input), [this, key = service->key(), desired, call](const Result<Json>& result) {
            const auto now = world_.durable().services().find(key);
            if (result && now && now->status == ServiceStatus::Active && call == scale_calls_[key.name]
                && now->desired_count != desired)
                world_.invariants.violated("I1", "UpdateService was answered, and another count is on disk");
        });
}

void ServiceClients::force()
{
    if (const auto service = any_service()) {
        Json input = update_of(*service);
        input["forceNewDeployment"] = true;
        world_.call("UpdateService", std::move(input), [](const Result<Json>&) {});
    }
}

void ServiceClients::remove()
{
    if (const auto service = any_service()) {
        ++scale_calls_[service->name];
        Json input = update_of(*service);
        input["force"] = chance(80);
        world_.call(
            "DeleteService", std::move(input), [this, key = service->key(), row = service->row](const auto& result) {
                const auto now = world_.durable().services().find(key);
                if (result && now && now->status == ServiceStatus::Active && now->row == row)
                    world_.invariants.violated("I1", "DeleteService was answered, and the service is ACTIVE on disk");
            });
    }
}

void ServiceClients::protect()
{
    std::vector<model::TaskPtr> tasks;
    for (const auto& [id, task] : world_.durable().tasks())
        if (!task->spec->service.empty() && task->last_status == model::TaskStatus::Running)
            tasks.push_back(task);
    if (tasks.empty())
        return;
    std::ranges::sort(tasks, {}, [](const model::TaskPtr& task) { return task->row; });
    Json input{ { "cluster", "default" }, { "tasks", { tasks[random_.below(tasks.size())]->id.hex() } },
        { "protectionEnabled", chance(70) } };
    if (input["protectionEnabled"] == true)
        input["expiresInMinutes"] = 1 + random_.below(3);
    world_.call("UpdateTaskProtection", std::move(input), [](const Result<Json>&) {});
}

void ServiceClients::stop_deployment()
{
    const auto service = any_service();
    if (!service)
        return;
    const bool back = chance(50);
    world_.call("ListServiceDeployments", update_of(*service), [this, back](const Result<Json>& result) {
        if (!result || !result->contains("serviceDeployments") || result->at("serviceDeployments").empty())
            return;
        Json input{ { "serviceDeploymentArn", result->at("serviceDeployments")[0].at("serviceDeploymentArn") },
            { "stopType", back ? "ROLLBACK" : "ABORT" } };
        world_.call("StopServiceDeployment", std::move(input), [](const Result<Json>&) {});
    });
}

void ServiceClients::describe()
{
    if (const auto service = any_service())
        world_.call("DescribeServices", { { "services", { service->name } } }, [this](const Result<Json>& result) {
            if (!result)
                return;
            for (const auto& each : result->at("services"))
                if (each.at("runningCount").get<int>() < 0 || each.at("pendingCount").get<int>() < 0)
                    world_.invariants.violated("I10", "a count of tasks is negative");
        });
}

void ServiceClients::bad_call()
{
    const std::string name = "bad-service-" + std::to_string(next_++);
    Json input{ { "serviceName", name }, { "taskDefinition", "web" }, { "desiredCount", 1 } };
    switch (random_.below(4)) {
    case 0:
        input["taskDefinition"] = "nobody";
        break;
    case 1:
        input["desiredCount"] = -1;
        break;
    case 2:
        input["deploymentConfiguration"] = { { "maximumPercent", 50 } };
        break;
    default:
        input["placementConstraints"] = Json::array({ Json{ { "type", "memberOf" }, { "expression", "stack ==" } } });
    }
    world_.call("CreateService", std::move(input), [this, name](const Result<Json>& result) {
        if (result)
            world_.invariants.violated("I2", "a bad service was accepted: " + name);
        else if (world_.durable().services().find({ "default", name }))
            world_.invariants.violated("I2", "a service is there though its call was refused");
    });
}

// A protection that was given while the clock was wrong would last for years.
void ServiceClients::end_protection()
{
    Json input{ { "cluster", "default" }, { "tasks", Json::array() }, { "protectionEnabled", false } };
    std::vector<std::string> ids;
    for (const auto& [id, task] : world_.durable().tasks())
        if (task->protected_until != kNever && task->last_status < model::TaskStatus::Stopped)
            ids.push_back(id.hex());
    std::ranges::sort(ids);
    ids.resize(std::min<std::size_t>(ids.size(), 10));
    if (ids.empty())
        return;
    input["tasks"] = ids;
    world_.call("UpdateTaskProtection", std::move(input), [](const Result<Json>&) {});
}

void ServiceClients::settle()
{
    end_protection();
    std::vector<std::shared_ptr<const Service>> all;
    for (const auto& [key, service] : world_.durable().services())
        if (service->status == ServiceStatus::Active)
            all.push_back(service);
    std::ranges::sort(all, {}, [](const auto& service) { return service->row; });
    for (const auto& service : all) {
        if (is_daemon_name(service->name)) {
            update_daemon();
            continue;
        }
        ++scale_calls_[service->name];
        Json input = update_of(*service);
        const bool daemon = service->scheduling_strategy == model::SchedulingStrategy::Daemon;
        input["taskDefinition"] = daemon ? "worker" : "web";
        input["forceNewDeployment"] = true;
        if (!daemon) {
            input["desiredCount"] = std::min<std::int64_t>(service->desired_count, 3);
            input["deploymentConfiguration"] = { { "minimumHealthyPercent", 50 }, { "maximumPercent", 200 },
                { "deploymentCircuitBreaker", { { "enable", false }, { "rollback", false } } },
                { "strategy", "ROLLING" } };
        }
        world_.call("UpdateService", std::move(input), [](const Result<Json>&) {});
    }
}

} // namespace quayside::sim
