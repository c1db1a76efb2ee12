#pragma once

#include "core/scheduler/plan_service.h"
#include "core/scheduler/service_spec.h"
#include "core/scheduler/start_outcome.h"
#include "tests/support/book.h"
#include "tests/support/service_records.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

namespace quayside::test {

// One service "web" in a state without a disk or engines, and a hand that carries out plans: what is started is placed
// on the next instance in turn and stays PENDING until the test moves it.
class PlanWorld {
public:
    explicit PlanWorld(std::uint64_t seed = 1)
        : random(seed)
    {
        model::Cluster cluster;
        cluster.name = "default";
        book.put(cluster);
        for (int revision = 1; revision <= 3; ++revision)
            book.put(definition(revision));
        for (int i = 0; i < 3; ++i)
            add_instance(std::string("us-east-1") + static_cast<char>('a' + i));
    }

    // web:3 has a health check.
    static model::TaskDefinition definition(std::int64_t revision)
    {
        model::TaskDefinition made;
        made.family = "web";
        made.revision = revision;
        Json container{ { "name", "web" }, { "image", "busybox" }, { "cpu", 256 }, { "memory", 512 } };
        if (revision == 3)
            container["healthCheck"] = { { "command", { "CMD", "true" } } };
        made.document = Json{ { "family", "web" }, { "containerDefinitions", Json::array({ container }) } };
        model::read_document(made);
        return made;
    }

    Id add_instance(const std::string& zone)
    {
        model::ContainerInstance instance;
        instance.id = random.id();
        instance.name = "slice-" + std::to_string(instances.size());
        instance.cluster = "default";
        instance.agent_connected = true;
        instance.availability_zone = zone;
        instance.registered = { 1 << 20, 1 << 20, {}, 0 };
        book.put(instance);
        instances.push_back(instance.id);
        return instance.id;
    }

    void change_instance(const Id& id, const std::function<void(model::ContainerInstance&)>& change)
    {
        auto instance = *state().container_instances().find(id);
        change(instance);
        book.put(instance);
    }

    // The service with a first deployment, 1, of definition web:`definition`.
    void create(std::int64_t desired, model::DeploymentConfiguration configuration = {}, std::int64_t definition = 1)
    {
        auto service = service_record("web", desired);
        service.deployment_configuration = std::move(configuration);
        service.created_at = now;
        deploy(book, service, service_revision(10, "web", "web", definition), 1, now);
    }

    void update(std::uint64_t deployment, std::int64_t definition)
    {
        deploy(book, service(), service_revision(10 * deployment, "web", "web", definition), deployment, now);
    }

    void change(const std::function<void(model::Service&)>& change)
    {
        auto changed = service();
        change(changed);
        book.put(changed);
    }

    void change_deployment(std::uint64_t number, const std::function<void(model::Deployment&)>& change)
    {
        auto changed = deployment(number);
        change(changed);
        book.put(changed);
    }

    void change_task(const Id& id, const std::function<void(model::Task&)>& change)
    {
        auto changed = *state().tasks().find(id);
        change(changed);
        book.put(changed);
    }

    void set_alarm(const std::string& name, model::AlarmState alarm_state)
    {
        model::Alarm alarm;
        alarm.name = name;
        alarm.state = alarm_state;
        book.put(alarm);
    }

    scheduler::ServicePlan plan(bool room_changed = false)
    {
        scheduler::Look look;
        look.now = now;
        look.room_changed = room_changed;
        return scheduler::plan_service(state(), service(), settings, look, random);
    }

    // Plans once and carries it out.
    scheduler::ServicePlan look(bool room_changed = false)
    {
        auto made = plan(room_changed);
        apply(made);
        return made;
    }

    // Plans until there is nothing more to do at this moment.
    void look_until_quiet()
    {
        for (int i = 0; i < 50; ++i)
            if (look().empty())
                return;
        std::cerr << "the plans do not come to an end: " << to_text(plan()) << "\n";
        std::abort();
    }

    void apply(const scheduler::ServicePlan& made)
    {
        write(made);
        for (const auto& message : made.messages)
            messages.push_back(message.text);
    }

    // What waits to start runs, what was asked to stop has stopped.
    void settle_containers()
    {
        for (const auto& id : open_tasks()) {
            const auto task = state().tasks().find(id);
            if (task->last_status >= model::TaskStatus::Stopped)
                continue;
            if (task->desired_status == model::DesiredStatus::Stopped)
                end(id);
            else if (task->last_status < model::TaskStatus::Running)
                run(id);
        }
    }

    void run(const Id& id)
    {
        change_task(id, [this](model::Task& task) {
            task.last_status = model::TaskStatus::Running;
            task.started_at = now;
        });
    }

    // A task that was asked to stop has stopped; one that was not has ended by itself.
    void end(const Id& id)
    {
        change_task(id, [this](model::Task& task) {
            const bool asked = task.desired_status == model::DesiredStatus::Stopped;
            if (!asked)
                task.stop_code = task.started_at == kNever ? model::StopCode::TaskFailedToStart
                                                           : model::StopCode::EssentialContainerExited;
            task.desired_status = model::DesiredStatus::Stopped;
            task.last_status = model::TaskStatus::Stopped;
            task.stopped_at = now;
        });
    }

    // Everything healthy and at rest with deployment 1.
    void create_and_settle(
        std::int64_t desired, model::DeploymentConfiguration configuration = {}, std::int64_t definition = 1)
    {
        create(desired, std::move(configuration), definition);
        bring_to_rest();
    }

    void bring_to_rest()
    {
        for (int i = 0; i < 20; ++i) {
            look_until_quiet();
            settle_containers();
            make_healthy();
            now += settings.healthy_after;
        }
        look_until_quiet();
    }

    void make_healthy()
    {
        for (const auto& id : open_tasks())
            if (state().tasks().find(id)->last_status == model::TaskStatus::Running)
                change_task(id, [](model::Task& task) {
                    if (task.health == model::HealthStatus::Unknown)
                        task.health = model::HealthStatus::Healthy;
                });
    }

    std::vector<Id> open_tasks() const
    {
        std::vector<Id> ids;
        for (const auto& id : state().open_tasks_of(key))
            ids.push_back(id);
        return ids;
    }
    // Those of a deployment that are to stay.
    std::vector<Id> tasks_of(std::uint64_t number) const
    {
        std::vector<Id> ids;
        for (const auto& id : state().open_tasks_of(key)) {
            const auto task = state().tasks().find(id);
            if (task->spec->deployment == number && task->desired_status == model::DesiredStatus::Running)
                ids.push_back(id);
        }
        return ids;
    }
    std::size_t stay() const
    {
        std::size_t count = 0;
        for (const auto& id : state().open_tasks_of(key))
            count += state().tasks().find(id)->desired_status == model::DesiredStatus::Running ? 1 : 0;
        return count;
    }
    std::size_t alive() const { return state().counts_of(key).tasks; }

    bool said(const std::string& part) const
    {
        for (const auto& message : messages)
            if (message.find(part) != std::string::npos)
                return true;
        return false;
    }

    const model::State& state() const { return book.state(); }
    model::Service service() const { return *state().services().find(key); }
    model::Deployment deployment(std::uint64_t number) const { return *state().deployments().find(number); }
    model::Deployment primary() const { return deployment(service().deployments.at(0)); }

    const model::Service::Key key{ "default", "web" };
    Book book;
    Random random;
    TimePoint now{ std::chrono::seconds{ 1'767'225'600 } };
    scheduler::PlanSettings settings;
    std::vector<Id> instances;
    std::vector<std::string> messages;
    bool has_room = true; // else nothing finds a place
    std::string refusal = "RESOURCE:CPU"; // then

private:
    void write(const scheduler::ServicePlan& made)
    {
        for (const auto& id : made.settled) {
            auto task = *state().tasks().find(id);
            task.settled = true;
            book.put(task);
        }
        for (const auto& stop : made.stops)
            change_task(stop.task, [&](model::Task& task) {
                task.desired_status = model::DesiredStatus::Stopped;
                task.stop_code = stop.code;
                task.stopped_reason = stop.reason;
                task.stopping_at = now;
            });
        if (made.service)
            book.put(*made.service);
        for (const auto& changed : made.deployments)
            book.put(changed);
        start(made);
        for (const auto number : made.forgotten_deployments)
            book.erase<model::Deployment>(number);
        for (const auto number : made.forgotten_revisions)
            book.erase<model::ServiceRevision>(number);
    }

    void start(const scheduler::ServicePlan& made)
    {
        if (made.starts.empty())
            return;
        auto changed = service();
        std::vector<model::Deployment> deployments;
        std::vector<scheduler::StartOutcome> outcomes;
        for (const auto& wanted : made.starts) {
            const auto owner = deployment(wanted.deployment);
            if (deployments.empty() || deployments.back().number != owner.number)
                deployments.push_back(owner);
            scheduler::StartOutcome outcome{ wanted, {}, {} };
            const auto row
                = book.put(scheduler::service_spec(changed, *owner.revision, owner.number, wanted.capacity_provider));
            for (std::int64_t i = 0; i < wanted.count && has_room; ++i)
                outcome.tasks.push_back(put_task(row, wanted));
            if (!has_room)
                outcome.refusal = scheduler::Refusal{ instances[0], refusal, "" };
            outcomes.push_back(std::move(outcome));
        }
        for (const auto& message : scheduler::note_outcomes(changed, deployments, outcomes, now))
            messages.push_back(message.text);
        book.put(changed);
        for (const auto& owner : deployments)
            book.put(owner);
    }

    Id put_task(RowId row, const scheduler::TaskStart& wanted)
    {
        model::Task made;
        made.id = random.id();
        made.spec_row = row;
        made.containers.resize(1);
        made.container_instance = wanted.instance.is_null() ? next_instance(wanted.zone) : wanted.instance;
        made.last_status = model::TaskStatus::Pending;
        made.created_at = now;
        book.put(made);
        return made.id;
    }

    Id next_instance(const std::string& zone)
    {
        for (std::size_t tries = 0; tries < instances.size(); ++tries) {
            const auto instance = state().container_instances().find(instances[turn_++ % instances.size()]);
            if (instance->status == model::ContainerInstanceStatus::Active
                && (zone.empty() || instance->availability_zone == zone))
                return instance->id;
        }
        return instances[0];
    }

    std::size_t turn_ = 0;
};

} // namespace quayside::test
