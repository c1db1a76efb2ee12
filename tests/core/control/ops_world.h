#pragma once

#include "core/base/json.h"
#include "core/control/log_readers.h"
#include "core/control/metrics_hub.h"
#include "core/control/operations.h"
#include "core/control/role_store.h"
#include "core/files/file_jobs.h"
#include "core/history/task_history.h"
#include "core/images/image_jobs.h"
#include "core/images/local_registry.h"
#include "core/images/registry_logins.h"
#include "core/scheduler/service_spec.h"
#include "core/store/store.h"
#include "core/store/transaction.h"
#include "tests/support/reply_shape.h"
#include "tests/support/sim_loop.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <string>

// A store in memory and the operations over it: what a client sees, without a loop. Engines answer at once.
class OpsWorld : private quayside::control::EngineAccess {
public:
    using Json = quayside::Json;
    template <class T>
    using Result = quayside::Result<T>;

    OpsWorld()
        : store(quayside::store::Store::open_in_memory().value())
    {
        (void)store->restore([](std::size_t, std::size_t) {});
        installation.id = "test";
        now = quayside::TimePoint(std::chrono::seconds(1'700'000'000));
    }

    // The reply, checked against the output shape of the operation; or the error.
    Result<Json> call(const std::string& name, Json input = Json::object())
    {
        auto prepared = quayside::control::prepare(name, std::move(input));
        if (!prepared)
            return quayside::fail(prepared.error());
        called.insert(name);
        const auto reply = prepared->row->slow ? slow(std::move(*prepared)) : quick(*prepared);
        if (reply)
            if (auto problem = quayside::test::shape_problem(name, *reply); shape_problem.empty())
                shape_problem = std::move(problem);
        if (store->dirty() && !store->flush())
            std::abort();
        return reply;
    }

    // The reply of a call that must succeed.
    Json ok(const std::string& name, Json input = Json::object())
    {
        auto reply = call(name, std::move(input));
        if (reply)
            return *reply;
        std::cerr << name << ": " << reply.error().code << ": " << reply.error().message << "\n";
        std::abort();
    }

    // "Code: message" of a call that must fail.
    std::string error(const std::string& name, Json input = Json::object())
    {
        const auto reply = call(name, std::move(input));
        return reply ? "succeeded: " + reply->dump() : reply.error().code + ": " + reply.error().message;
    }

    // A simulated engine, whole; its only instance's ARN.
    std::string engine(const std::string& name, int cpus = 4, int memory = 8192, const std::string& zone = "us-east-1a")
    {
        return ok("AddEngine",
            { { "name", name }, { "kind", "simulated" }, { "availabilityZone", zone },
                { "simulation", { { "cpus", cpus }, { "memory", memory } } } })["containerInstanceArns"][0];
    }

    // Registers a definition with one container and gives its family:revision.
    std::string definition(const std::string& family, int cpu = 256, int memory = 512, Json more = Json::object())
    {
        Json container = { { "name", "main" }, { "image", "busybox" }, { "cpu", cpu }, { "memory", memory } };
        container.update(more);
        const auto reply = ok(
            "RegisterTaskDefinition", { { "family", family }, { "containerDefinitions", Json::array({ container }) } });
        return family + ":" + std::to_string(reply["taskDefinition"]["revision"].get<int>());
    }

    // What an agent would report: the task's status.
    void report(const std::string& task_arn, quayside::model::TaskStatus status)
    {
        const auto id = *quayside::Id::parse(task_arn.substr(task_arn.rfind('/') + 1));
        (void)store->update([&](quayside::store::Transaction& transaction) -> Result<void> {
            auto task = *transaction.state().tasks().find(id);
            task.last_status = status;
            transaction.put(std::move(task));
            return {};
        });
        (void)store->flush();
    }

    // What the scheduler would do to a service's record.
    void change_service(const std::string& name, const std::function<void(quayside::model::Service&)>& change)
    {
        (void)store->update([&](quayside::store::Transaction& transaction) -> Result<void> {
            auto record = *transaction.state().services().find({ "default", name });
            change(record);
            transaction.put(std::move(record));
            return {};
        });
        (void)store->flush();
    }
    void change_deployment(std::uint64_t number, const std::function<void(quayside::model::Deployment&)>& change)
    {
        (void)store->update([&](quayside::store::Transaction& transaction) -> Result<void> {
            auto record = *transaction.state().deployments().find(number);
            change(record);
            transaction.put(std::move(record));
            return {};
        });
        (void)store->flush();
    }

    // What agents would change of all instances.
    void change_instances(const std::function<void(quayside::model::ContainerInstance&)>& change)
    {
        (void)store->update([&](quayside::store::Transaction& transaction) -> Result<void> {
            std::vector<quayside::model::ContainerInstance> changed;
            for (const auto& [id, instance] : transaction.state().container_instances())
                change(changed.emplace_back(*instance));
            for (auto& instance : changed)
                transaction.put(std::move(instance));
            return {};
        });
        (void)store->flush();
    }

    // A task as the scheduler starts it for a service's newest deployment; its ARN.
    std::string service_task(
        const std::string& service, quayside::model::TaskStatus status, const quayside::Id& instance = {})
    {
        const auto record = state().services().find({ "default", service });
        const auto deployment = state().deployments().find(record->deployments.front());
        const auto& strategy = deployment->revision->capacity_provider_strategy;
        const auto spec = quayside::scheduler::service_spec(*record, *deployment->revision, deployment->number,
            strategy.empty() ? std::string() : strategy.front().capacity_provider);
        quayside::model::Task task;
        task.id = random.id();
        task.last_status = status;
        task.container_instance = instance;
        task.created_at = now;
        task.containers.resize(deployment->revision->definition->containers.size());
        (void)store->update([&](quayside::store::Transaction& transaction) -> Result<void> {
            task.spec_row = transaction.put(spec);
            transaction.put(task);
            return {};
        });
        (void)store->flush();
        return "arn:aws:ecs:us-east-1:123456789012:task/default/" + task.id.hex();
    }

    // A message of the scheduler about a service.
    void say(const std::string& service, const std::string& message)
    {
        (void)store->update([&](quayside::store::Transaction& transaction) -> Result<void> {
            quayside::model::Event event;
            event.at = now;
            event.kind = quayside::model::EventKind::Service;
            event.cluster = "default";
            event.object = service;
            event.message = message;
            transaction.put(std::move(event));
            return {};
        });
        (void)store->flush();
    }

    const quayside::model::State& state() const { return store->state(); }

    std::unique_ptr<quayside::store::Store> store;
    quayside::control::Installation installation;
    quayside::control::Access access;
    quayside::control::RoleStore roles;
    quayside::Random random{ 7 };
    quayside::TimePoint now;
    std::set<std::string> called; // names of all operations
    std::string shape_problem; // the first reply that did not fit its shape
    std::map<std::string, std::shared_ptr<quayside::docker::Engine>> endpoints;
    quayside::docker::Engine* live = nullptr; // of every registered engine
    quayside::test::SimLoop loop; // for what is not answered inside the call

private:
    Result<Json> quick(const quayside::control::Call& call)
    {
        return update(
            [&call](quayside::control::Operation& operation) { return quayside::control::run(operation, call); });
    }

    Result<Json> update(const std::function<Result<Json>(quayside::control::Operation&)>& work)
    {
        Result<Json> reply;
        const auto done = store->update([&](quayside::store::Transaction& transaction) -> Result<void> {
            quayside::control::Operation operation{ transaction, installation, random, now };
            reply = work(operation);
            return reply ? Result<void>() : quayside::fail(reply.error());
        });
        return done ? reply : quayside::fail(done.error());
    }

    Result<Json> slow(quayside::control::Call call)
    {
        auto operation = std::make_shared<quayside::control::SlowOperation>(
            quayside::control::SlowOperation{ installation, *this, access, store->state(), now, nullptr });
        operation->update = [this](const auto& work, quayside::client::Reply reply) { reply(update(work)); };
        operation->metrics = [](const auto&) { return std::vector<quayside::model::Sample>(); };
        operation->later = [](quayside::Function<void()> work) { work(); };
        operation->logs = &logs;
        operation->images = &images;
        operation->files = &files;
        operation->roles = &roles;
        operation->metrics_hub = &metrics;
        operation->past_tasks = &past_tasks;
        std::optional<Result<Json>> given;
        quayside::control::start(
            std::move(call), operation, [&given](Result<Json> reply) { given = std::move(reply); });
        loop.run_ready();
        return given ? *given : quayside::fail(quayside::Error::server("no reply"));
    }

    Result<std::shared_ptr<quayside::docker::Engine>> connect(const quayside::model::EngineAddress& address) override
    {
        const auto found = endpoints.find(address.endpoint);
        if (found == endpoints.end())
            return quayside::fail(quayside::Error::client("endpoint: " + address.endpoint + " is no endpoint."));
        return found->second;
    }
    quayside::docker::Engine* find(const quayside::Id&) override { return live; }
    std::vector<std::string> candidates() const override
    {
        std::vector<std::string> names;
        for (const auto& [name, engine] : endpoints)
            names.push_back(name);
        return names;
    }
    Result<void> set_fault(const quayside::Id&, std::string_view) override { return {}; }

    // Each container used the same all the time.
    static std::vector<quayside::model::Sample> used(
        const quayside::Id&, std::size_t, quayside::TimePoint, quayside::TimePoint to)
    {
        return { { std::chrono::floor<std::chrono::seconds>(to), 512, 64, 1000, 500 } };
    }

    quayside::control::MetricsHub metrics{ loop, store->state(), { nullptr, used } };
    quayside::history::TaskHistory past_tasks{ loop, loop, "" };
    quayside::control::KeptLogs kept{ "" };
    quayside::control::LogReaders logs{ loop, *this, store->state(), kept };
    quayside::images::RegistryLogins logins = *quayside::images::RegistryLogins::open("", "");
    quayside::files::FileJobs files{ loop,
        [this](const quayside::Id&) { return dynamic_cast<quayside::docker::ContainerFiles*>(live); } };
    quayside::images::LocalRegistry registry{ loop, nullptr, {} };
    quayside::images::ImageJobs images{ loop, [this](const quayside::Id&) { return live; }, logins, registry };
};
