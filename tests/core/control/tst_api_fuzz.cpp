// Requests made from the description of the API, valid and not, against the operations. Each world has its own seed:
//   QUAYSIDE_FUZZ_SEED=17 bin/tst_api_fuzz    lives that world again

#include "ops_world.h"
#include "request_maker.h"

#include <QTest>

#include <csignal>
#include <cstdio>

using namespace quayside;
using Json = quayside::Json;

namespace {

constexpr std::uint64_t kWorlds = 300;
constexpr int kRequestsOfWorld = 1000;

std::uint64_t living = 0; // seed of the world

void tell_seed(int signal)
{
    std::fprintf(stderr, "QUAYSIDE_FUZZ_SEED=%llu\n", static_cast<unsigned long long>(living));
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

// Beside the errors that an operation lists in the model.
const std::set<std::string>& common_errors()
{
    static const std::set<std::string> codes = { "AccessDeniedException", "ClientException",
        "InvalidParameterException", "SerializationException", "UnknownOperationException" };
    return codes;
}

struct Counts {
    int requests = 0;
    int accepted = 0;
    std::map<std::string, int> refused; // by code
    std::set<std::string> accepted_operations;
};

class FuzzedWorld {
public:
    FuzzedWorld(std::uint64_t seed, Counts& counts)
        : seed_(seed)
        , counts_(counts)
        , maker_(seed)
    {
        world_.random = Random(seed);
        world_.ok("CreateCluster");
        world_.ok("CreateCluster", { { "clusterName", "staging" } });
        maker_.learn(
            Json{ { "containerInstances", Json::array({ world_.engine("first"), world_.engine("second") }) } });
        world_.definition("web", 16, 8);
        make_daemon();
        maker_.learn(world_.ok("CreateService",
            { { "serviceName", "outside" }, { "desiredCount", 2 },
                { "deploymentController", { { "type", "EXTERNAL" } } } })["service"]);
        for (int i = 0; i < 3; ++i)
            maker_.learn(world_.ok("CreateTaskSet",
                { { "cluster", "default" }, { "service", "outside" }, { "taskDefinition", "web" } })["taskSet"]);
    }

    // What is wrong with the first reply that may not be; empty: nothing.
    std::string live()
    {
        for (int i = 0; i < kRequestsOfWorld; ++i) {
            const auto& operation = maker_.operation();
            const Json input = maker_.input(operation);
            const auto problem = judge(operation, world_.call(operation.name, input));
            if (!problem.empty())
                return "QUAYSIDE_FUZZ_SEED=" + std::to_string(seed_) + ", request " + std::to_string(i) + ": "
                    + operation.name + " " + input.dump() + ": " + problem;
            world_.now += std::chrono::milliseconds{ maker_.below(20'000) };
            move_a_task();
            end_a_daemon();
        }
        return {};
    }

private:
    std::string judge(const api::Operation& operation, const Result<Json>& reply)
    {
        ++counts_.requests;
        if (reply) {
            ++counts_.accepted;
            counts_.accepted_operations.insert(operation.name);
            maker_.learn(*reply);
            (void)reply->dump(); // throws at text that is not UTF-8
            return world_.shape_problem;
        }
        const auto& error = reply.error();
        ++counts_.refused[error.code];
        if (error.http_status < 400 || error.http_status >= 500)
            return "status " + std::to_string(error.http_status) + ", " + error.message;
        if (error.message.empty())
            return error.code + " without a message";
        const bool listed = std::ranges::find(operation.errors, error.code) != operation.errors.end();
        return listed || common_errors().contains(error.code) ? "" : "unlisted error " + error.code;
    }

    void make_daemon()
    {
        world_.ok("CreateCapacityProvider",
            { { "name", "pool" }, { "autoScalingGroupProvider", { { "autoScalingGroupArn", "arn:pool" } } } });
        world_.ok("PutClusterCapacityProviders",
            { { "cluster", "default" }, { "capacityProviders", { "pool" } },
                { "defaultCapacityProviderStrategy", Json::array() } });
        maker_.learn(world_.ok("RegisterDaemonTaskDefinition",
            { { "family", "web" },
                { "containerDefinitions", { { { "name", "main" }, { "image", "busybox" }, { "memory", 8 } } } } }));
        maker_.learn(world_.ok("CreateDaemon",
            { { "daemonName", "agent" }, { "daemonTaskDefinitionArn", "web" },
                { "capacityProviderArns", { "pool" } } }));
    }

    // What agents would do meanwhile.
    void move_a_task()
    {
        const auto& tasks = world_.state().tasks();
        if (tasks.size() == 0 || !maker_.one_in(4))
            return;
        auto found = tasks.begin();
        std::advance(found, static_cast<std::ptrdiff_t>(maker_.below(tasks.size())));
        const auto task = found->second;
        if (task->last_status == model::TaskStatus::Stopped)
            return;
        const bool stops = task->desired_status == model::DesiredStatus::Stopped || maker_.one_in(4);
        world_.report("task/" + task->id.hex(), stops ? model::TaskStatus::Stopped : model::TaskStatus::Running);
    }

    // What the scheduler would do once the last of its tasks has stopped.
    void end_a_daemon()
    {
        const std::string name = "daemon:agent";
        const auto daemon = world_.state().services().find({ "default", name });
        if (daemon->status == model::ServiceStatus::Draining && maker_.one_in(20))
            world_.change_service(name, [](model::Service& service) {
                service.status = model::ServiceStatus::Inactive;
                service.deployments.clear();
            });
    }

    std::uint64_t seed_;
    Counts& counts_;
    RequestMaker maker_;
    OpsWorld world_;
};

void print(const Counts& counts)
{
    std::printf("%d requests: %d accepted, of %zu operations", counts.requests, counts.accepted,
        counts.accepted_operations.size());
    for (const auto& [code, count] : counts.refused)
        std::printf(", %d %s", count, code.c_str());
    std::printf("\n");
}

} // namespace

class TestApiFuzz : public QObject {
    Q_OBJECT

private slots:
    void every_request_has_an_answer_of_the_api()
    {
        for (const int crash : { SIGABRT, SIGSEGV, SIGFPE })
            std::signal(crash, tell_seed);
        Counts counts;
        bool given = false;
        const int one = qEnvironmentVariableIntValue("QUAYSIDE_FUZZ_SEED", &given);
        const auto first = given ? static_cast<std::uint64_t>(one) : 1;
        const auto last = given ? first : kWorlds;
        for (auto seed = first; seed <= last; ++seed) {
            living = seed;
            const auto problem = FuzzedWorld(seed, counts).live();
            QVERIFY2(problem.empty(), problem.c_str());
        }
        print(counts);
        if (!given)
            QVERIFY(counts.requests >= 100'000);
    }
};

QTEST_GUILESS_MAIN(TestApiFuzz)
#include "tst_api_fuzz.moc"
