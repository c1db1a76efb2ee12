#include "core/base/arn.h"
#include "core/control/demo_scribe.h"
#include "core/control/demo_services.h"
#include "core/control/demo_world.h"
#include "core/control/handlers.h"
#include "core/control/input.h"

#include <string_view>

namespace quayside::control {

namespace {

constexpr const char* kCluster = "harbour";

class Demo {
public:
    Demo(Operation& operation, std::string cluster)
        : scribe_(operation)
        , arns_{ operation.installation.account, operation.installation.region }
        , cluster_(std::move(cluster))
    {
    }

    Result<Json> build()
    {
        Json input;
        input["clusterName"] = cluster_;
        output_["clusterArn"] = scribe_.call("CreateCluster", input, kDemoAge)["cluster"]["clusterArn"];
        output_["containerInstanceArns"] = Json::array();
        for (const auto& engine : demo_engines())
            add_engine(engine);
        for (const auto& family : demo_families())
            add_family(family);
        for (const auto& family : demo_families())
            if (family.service && family.name == std::string_view(kDemoRollout))
                begin_demo_rollout(scribe_, cluster_, family);
        run_failing_task();
        if (scribe_.failure())
            return fail(*scribe_.failure());
        output_["taskArns"] = Json::array();
        for (const auto& id : scribe_.state().tasks_in(cluster_))
            output_["taskArns"].push_back(arns_.task(cluster_, id));
        return output_;
    }

private:
    void add_engine(const DemoEngine& engine)
    {
        Json input;
        input["name"] = engine.name;
        input["kind"] = "simulated";
        input["cluster"] = cluster_;
        input["availabilityZone"] = engine.zone;
        input["simulation"]["cpus"] = kDemoCpus;
        input["simulation"]["memory"] = kDemoMemory;
        const Json added = scribe_.call("AddEngine", input, kDemoAge);
        if (scribe_.failure())
            return;
        for (const auto& arn : added["containerInstanceArns"])
            output_["containerInstanceArns"].push_back(arn);
    }

    // The revision before the newest is the one that the rollout starts from.
    void add_family(const DemoFamily& family)
    {
        for (int revision = 1; revision <= family.revisions; ++revision)
            scribe_.call(
                "RegisterTaskDefinition", definition(family, revision), family.age * (1 + family.revisions - revision));
        const bool rolls = family.name == std::string_view(kDemoRollout);
        if (family.service)
            make_demo_service(scribe_, cluster_, family, rolls ? family.revisions - 1 : family.revisions);
        else
            run(family.name, family.tasks, family.age);
    }

    static Json definition(const DemoFamily& family, int revision)
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
            json["environment"] = Json::array({ { { "name", "RELEASE" }, { "value", std::to_string(revision) } } });
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
        input["enableExecuteCommand"] = true;
        for (const char* field : { "attribute:ecs.availability-zone", "instanceId" }) {
            Json strategy;
            strategy["type"] = "spread";
            strategy["field"] = field;
            input["placementStrategy"].push_back(strategy);
        }
        const Json output = scribe_.call("RunTask", input, ago);
        if (scribe_.failure() || ago == Duration::zero())
            return;
        for (const auto& task : output["tasks"])
            scribe_.report_running(*Id::parse(short_name_of(task["taskArn"].get<std::string>())));
    }

    void run_failing_task()
    {
        DemoFamily family{ "db-migrate", 1, 1, std::chrono::minutes{ 12 },
            { { "migrate", "harbour/api:5.1.0", 256, 256 } } };
        Json input = definition(family, 1);
        input["containerDefinitions"][0]["command"] = Json::array({ "sh", "-c", "exit 1" });
        scribe_.call("RegisterTaskDefinition", input, family.age);
        run(family.name, 1, Duration::zero());
    }

    DemoScribe scribe_;
    ArnScope arns_;
    std::string cluster_;
    Json output_ = Json::object();
};

} // namespace

// A cluster on simulated engines that has been running for a while: four services with live load, one of them being
// brought to a new revision, single tasks, one of which fails. Made by the handlers of the other operations and the
// service scheduler, at earlier moments.
Result<Json> start_demo(Operation& operation, const Json& input)
{
    std::string cluster = has(input, "cluster") ? text_of(input, "cluster") : kCluster;
    if (!operation.state().instances_in(cluster).empty())
        return fail(
            Error::client("The cluster " + cluster + " has container instances already: the demo needs one without."));
    return Demo(operation, std::move(cluster)).build();
}

} // namespace quayside::control
