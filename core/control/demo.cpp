#include "core/base/arn.h"
#include "core/control/demo_world.h"
#include "core/control/engine_reports.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/operations.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace quayside::control {

namespace {

constexpr const char* kCluster = "harbour";

// Makes the calls of the demo, at the moments at which they are said to have been made. The first failure ends it.
class Demo {
public:
    Demo(Operation& operation, std::string cluster)
        : operation_(operation)
        , cluster_(std::move(cluster))
    {
    }

    Result<Json> build()
    {
        Json input;
        input["clusterName"] = cluster_;
        output_["clusterArn"] = call("CreateCluster", input, kDemoAge)["cluster"]["clusterArn"];
        output_["containerInstanceArns"] = Json::array();
        output_["taskArns"] = Json::array();
        for (const auto& engine : demo_engines())
            add_engine(engine);
        for (const auto& family : demo_families())
            add_family(family);
        run_failing_task();
        run("web", 2, Duration::zero());
        if (failure_)
            return fail(*failure_);
        return output_;
    }

private:
    Json call(const char* name, const Json& input, Duration ago)
    {
        if (failure_)
            return Json::object();
        auto prepared = prepare(name, input);
        if (!prepared)
            return failed(prepared.error());
        Operation then{ operation_.transaction, operation_.installation, operation_.random, operation_.now - ago };
        auto result = prepared->row->handler ? control::run(then, *prepared) : add_simulated_engine(then, input);
        return result ? std::move(*result) : failed(result.error());
    }

    Json failed(const Error& error)
    {
        failure_ = error;
        return Json::object();
    }

    void add_engine(const DemoEngine& engine)
    {
        Json input;
        input["name"] = engine.name;
        input["kind"] = "simulated";
        input["cluster"] = cluster_;
        input["availabilityZone"] = engine.zone;
        input["simulation"]["cpus"] = kDemoCpus;
        input["simulation"]["memory"] = kDemoMemory;
        const Json added = call("AddEngine", input, kDemoAge);
        if (failure_)
            return;
        for (const auto& arn : added["containerInstanceArns"])
            output_["containerInstanceArns"].push_back(arn);
    }

    void add_family(const DemoFamily& family)
    {
        for (int revision = 1; revision <= family.revisions; ++revision)
            call("RegisterTaskDefinition", definition(family), family.age * (1 + family.revisions - revision));
        run(family.name, family.tasks, family.age);
    }

    static Json definition(const DemoFamily& family)
    {
        Json input;
        input["family"] = family.name;
        input["networkMode"] = "bridge";
        for (const auto& container : family.containers) {
            Json json;
            json["name"] = container.name;
            json["image"] = container.image;
            json["cpu"] = container.cpu;
            json["memory"] = container.memory;
            json["essential"] = &container == &family.containers.front();
            if (container.port != 0) {
                Json mapping;
                mapping["containerPort"] = container.port;
                json["portMappings"] = Json::array({ mapping });
            }
            input["containerDefinitions"].push_back(json);
        }
        return input;
    }

    // Tasks started longer ago than zero are running by now.
    void run(const char* family, int count, Duration ago)
    {
        Json input;
        input["cluster"] = cluster_;
        input["taskDefinition"] = family;
        input["count"] = count;
        for (const char* field : { "attribute:ecs.availability-zone", "instanceId" }) {
            Json strategy;
            strategy["type"] = "spread";
            strategy["field"] = field;
            input["placementStrategy"].push_back(strategy);
        }
        const Json output = call("RunTask", input, ago);
        if (failure_)
            return;
        for (const auto& task : output["tasks"]) {
            const std::string arn = task["taskArn"].get<std::string>();
            output_["taskArns"].push_back(arn);
            if (ago > Duration::zero())
                report_running(*Id::parse(short_name_of(arn)), operation_.now - ago);
        }
    }

    void report_running(const Id& id, TimePoint created_at)
    {
        const auto task = operation_.state().tasks().find(id);
        std::vector<agent::ContainerReport> reports;
        for (std::size_t i = 0; i < task->containers.size(); ++i) {
            agent::ContainerReport report;
            report.task = id;
            report.index = i;
            report.status = model::ContainerStatus::Running;
            report.runtime_id = operation_.random.id().hex() + operation_.random.id().hex();
            report.pull_started_at = created_at + std::chrono::milliseconds{ 40 };
            report.pull_stopped_at = created_at + std::chrono::milliseconds{ 1300 };
            report.started_at = created_at + std::chrono::milliseconds{ 1700 };
            for (const auto& mapping : task->spec->definition->containers[i].port_mappings)
                report.network_bindings.push_back(
                    { mapping.container_port, next_port(*task), mapping.protocol, "127.0.0.1" });
            reports.push_back(std::move(report));
        }
        record_containers(operation_.transaction, reports, created_at + std::chrono::seconds{ 2 });
    }

    std::uint16_t next_port(const model::Task& task)
    {
        auto& used = ports_used_[task.container_instance];
        return static_cast<std::uint16_t>(
            operation_.state().container_instances().find(task.container_instance)->first_dynamic_port + used++);
    }

    void run_failing_task()
    {
        DemoFamily family{ "db-migrate", 1, 1, std::chrono::minutes{ 12 },
            { { "migrate", "harbour/api:5.1.0", 256, 256 } } };
        Json input = definition(family);
        input["containerDefinitions"][0]["command"] = Json::array({ "sh", "-c", "exit 1" });
        call("RegisterTaskDefinition", input, family.age);
        run(family.name, 1, Duration::zero());
    }

    Operation& operation_;
    std::string cluster_;
    Json output_ = Json::object();
    std::map<Id, int> ports_used_;
    std::optional<Error> failure_;
};

} // namespace

// A cluster on simulated engines that has been running for a while, with live load, a failed task and two that are
// starting. Made by the handlers of the other operations, at earlier moments.
Result<Json> start_demo(Operation& operation, const Json& input)
{
    std::string cluster = has(input, "cluster") ? text_of(input, "cluster") : kCluster;
    if (!operation.state().instances_in(cluster).empty())
        return fail(
            Error::client("The cluster " + cluster + " has container instances already: the demo needs one without."));
    return Demo(operation, std::move(cluster)).build();
}

} // namespace quayside::control
