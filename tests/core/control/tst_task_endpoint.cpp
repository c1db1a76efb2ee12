#include "core/endpoints/rate_limit.h"
#include "core/endpoints/task_credentials.h"
#include "core/endpoints/task_endpoint.h"
#include "tests/support/world.h"

#include <QtTest>

using namespace quayside;
using namespace quayside::endpoints;
using namespace quayside::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* kShop = R"({"family":"shop","cpu":"256","memory":"512",
    "taskRoleArn":"arn:aws:iam::123456789012:role/shop","containerDefinitions":[
    {"name":"web","image":"web","cpu":1,"memory":128,"portMappings":[{"containerPort":80}],
     "dockerLabels":{"team":"sea"},"logConfiguration":{"logDriver":"json-file","options":{"max-file":"2"}}},
    {"name":"side","image":"web","memory":64}]})";

struct Answer {
    int status = 0;
    Json body;
};

} // namespace

class TestTaskEndpoint : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { world_.reset(); }

    void a_container_learns_who_it_is();
    void a_task_is_described_whole_and_with_its_tags();
    void version_3_says_less();
    void who_does_not_know_the_path_learns_nothing();
    void paths_are_the_same_after_a_restart();
    void a_task_of_a_service_protects_itself();
    void protection_refuses_what_it_does_not_understand();
    void a_task_with_a_role_has_credentials_until_it_stops();
    void credentials_are_renewed_before_they_expire();
    void a_task_that_asks_too_often_is_told_so();
    void its_address_is_asked_for_once();
    void moments_are_written_with_their_fraction();
    void what_a_container_uses_comes_with_rates_from_the_second_time_on();
    void what_a_task_uses_is_told_by_the_engines_ids();
    void version_2_knows_a_task_by_its_address();

private:
    Answer ask(const std::string& path, const std::string& method = "GET", const std::string& body = {},
        const std::string& peer = {});
    std::string path(const std::string& variable, std::size_t index = 0);

    QTemporaryDir directory_; // of the secret
    std::unique_ptr<World> world_;
    Id task_;
};

void TestTaskEndpoint::init()
{
    auto settings = World::default_settings(1);
    settings.state_directory = directory_.path().toStdString();
    world_ = std::make_unique<World>(settings);
    world_->add_engine("sim-1");
    world_->ok("RegisterTaskDefinition", parse_json(kShop).value());
    const auto ran = world_->ok(
        "RunTask", parse_json(R"({"taskDefinition":"shop","tags":[{"key":"ship","value":"Beagle"}]})").value());
    QVERIFY2(ran["failures"].empty(), ran.dump().c_str());
    task_ = *Id::parse(Arn::parse(ran["tasks"][0]["taskArn"].get<std::string>())->name());
    QVERIFY(world_->reaches(task_, model::TaskStatus::Running));
}

Answer TestTaskEndpoint::ask(
    const std::string& path, const std::string& method, const std::string& body, const std::string& peer)
{
    std::optional<Answer> answer;
    world_->control->task_access()->endpoint().handle(
        { method, path, { { "Host", "169.254.170.2" } }, body, peer }, [&](const net::HttpResponse& response) {
            answer = Answer{ response.status, parse_json(response.body).value() };
        });
    world_->loop.advance_until([&] { return answer.has_value(); }, 1min);
    return answer.value_or(Answer{});
}

std::string TestTaskEndpoint::path(const std::string& variable, std::size_t index)
{
    for (const auto& [name, value] : world_->control->task_access()->endpoint().variables(*world_->task(task_), index))
        if (name == variable)
            return value.substr(value.starts_with("http:") ? std::string("http://169.254.170.2").size() : 0);
    return {};
}

void TestTaskEndpoint::a_container_learns_who_it_is()
{
    const auto [status, container] = ask(path("ECS_CONTAINER_METADATA_URI_V4"));
    QCOMPARE(status, 200);
    const auto task = world_->task(task_);
    QVERIFY(container["DockerId"] == task->containers[0].runtime_id);
    QVERIFY(container["DockerName"].get<std::string>().starts_with("ecs-shop-1-web-"));
    QVERIFY(container["Name"] == "web");
    QVERIFY(container["KnownStatus"] == "RUNNING");
    QVERIFY(container["Limits"] == (Json{ { "CPU", 2 }, { "Memory", 128 } })); // no less than 2 shares
    QVERIFY(container["Labels"]["team"] == "sea");
    QVERIFY(container["Labels"]["com.amazonaws.ecs.task-definition-version"] == "1");
    QVERIFY(container["Ports"][0]["ContainerPort"] == 80);
    QVERIFY(container["Ports"][0]["HostPort"] == task->containers[0].network_bindings[0].host_port);
    QVERIFY(container["LogOptions"]["max-file"] == "2");
    QVERIFY(!container.contains("RestartCount")); // no restart policy
    QVERIFY(container["Networks"][0]["NetworkMode"] == "bridge");
    QVERIFY(container["StartedAt"].get<std::string>().ends_with('Z'));
    QVERIFY(ask(path("ECS_CONTAINER_METADATA_URI_V4", 1)).body["Name"] == "side");
}

void TestTaskEndpoint::a_task_is_described_whole_and_with_its_tags()
{
    const std::string uri = path("ECS_CONTAINER_METADATA_URI_V4");
    const auto task = ask(uri + "/task").body;
    QVERIFY(task["Cluster"] == "default");
    QVERIFY(task["TaskARN"].get<std::string>().ends_with(task_.hex()));
    QVERIFY(task["Family"] == "shop" && task["Revision"] == "1");
    QVERIFY(task["Limits"] == (Json{ { "CPU", 0.25 }, { "Memory", 512 } }));
    QVERIFY(task["LaunchType"] == "EC2");
    QCOMPARE(task["Containers"].size(), std::size_t(2));
    QVERIFY(task["FaultInjectionEnabled"] == false);
    QVERIFY(!task.contains("TaskTags"));
    QVERIFY(ask(uri + "/taskWithTags").body["TaskTags"] == (Json{ { "ship", "Beagle" } }));
}

void TestTaskEndpoint::version_3_says_less()
{
    const auto container = ask(path("ECS_CONTAINER_METADATA_URI")).body;
    QVERIFY(container["Name"] == "web");
    for (const char* only_in_4 : { "LogDriver", "ContainerARN" })
        QVERIFY2(!container.contains(only_in_4), only_in_4);
    QVERIFY(!ask(path("ECS_CONTAINER_METADATA_URI") + "/task").body.contains("LaunchType"));
}

void TestTaskEndpoint::who_does_not_know_the_path_learns_nothing()
{
    const std::string guessed = task_.hex() + "-" + std::string(32, '0');
    const auto container = ask("/v4/" + guessed);
    QCOMPARE(container.status, 404);
    QVERIFY(container.body
        == "V4 container metadata handler: unable to get container ID from request: unable to get docker ID from v3 "
           "endpoint ID: "
            + guessed);
    QVERIFY(ask("/v3/x/task").body
        == "V3 task metadata handler: unable to get task arn from request: unable to get task Arn from v3 endpoint "
           "ID: x");
    QCOMPARE(ask(path("ECS_CONTAINER_METADATA_URI_V4") + "/nothing").status, 404);
    QCOMPARE(ask("/").status, 404);
    QCOMPARE(ask(path("ECS_CONTAINER_METADATA_URI_V4"), "POST").status, 405);
    QCOMPARE(ask("/api/" + guessed + "/task-protection/v1/state").body["error"]["Code"].get<std::string>(),
        std::string("ResourceNotFoundException"));
}

void TestTaskEndpoint::paths_are_the_same_after_a_restart()
{
    const auto before = path("ECS_AGENT_URI");
    world_->restart();
    QCOMPARE(path("ECS_AGENT_URI"), before);
    QVERIFY(path("ECS_AGENT_URI", 1) != before);
}

void TestTaskEndpoint::a_task_of_a_service_protects_itself()
{
    const auto alone = ask(path("ECS_AGENT_URI") + "/task-protection/v1/state");
    QCOMPARE(alone.status, 200);
    QVERIFY(alone.body["failure"]["Reason"] == "TASK_NOT_VALID");
    world_->ok("CreateService", { { "serviceName", "shop" }, { "taskDefinition", "shop" }, { "desiredCount", 1 } });
    const auto of_service = [this] { return world_->ok("ListTasks", { { "serviceName", "shop" } })["taskArns"]; };
    QVERIFY(world_->loop.advance_until([&] { return !of_service().empty(); }, 1min));
    task_ = *Id::parse(Arn::parse(of_service()[0].get<std::string>())->name());
    QVERIFY(world_->reaches(task_, model::TaskStatus::Running));
    const std::string state = path("ECS_AGENT_URI") + "/task-protection/v1/state";
    const auto on = ask(state, "PUT", R"({"ProtectionEnabled":true,"ExpiresInMinutes":60})");
    QCOMPARE(on.status, 200);
    QVERIFY(on.body["protection"]["ProtectionEnabled"] == true);
    QVERIFY(world_->task(task_)->protected_until > world_->loop.now() + 59min);
    QVERIFY(ask(state).body == on.body);
    QVERIFY(ask(state, "PUT", R"({"ProtectionEnabled":false})").body["protection"]["ProtectionEnabled"] == false);
    QVERIFY(world_->task(task_)->protected_until == kNever);
}

void TestTaskEndpoint::protection_refuses_what_it_does_not_understand()
{
    const std::string state = path("ECS_AGENT_URI") + "/task-protection/v1/state";
    const auto refusal = [&](const std::string& body) {
        const auto answer = ask(state, "PUT", body);
        return std::to_string(answer.status) + " " + answer.body["error"]["Code"].get<std::string>() + ": "
            + answer.body["error"]["Message"].get<std::string>();
    };
    const std::string invalid = "400 InvalidParameterException: Invalid request: ";
    QCOMPARE(refusal("{}"), invalid + "does not contain 'ProtectionEnabled' field");
    QCOMPARE(refusal(R"({"ProtectionEnabled":true,"Forever":1})"), invalid + "unknown field 'Forever'");
    QCOMPARE(refusal("[["), invalid + "the body must be a JSON object");
    QVERIFY(refusal(R"({"ProtectionEnabled":"yes"})").starts_with("400 "));
    QVERIFY(refusal(R"({"ProtectionEnabled":true,"ExpiresInMinutes":0})").starts_with("400 InvalidParameter"));
    QCOMPARE(ask(state, "DELETE").status, 405);
}

void TestTaskEndpoint::a_task_with_a_role_has_credentials_until_it_stops()
{
    const std::string uri = path("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    const auto issued = ask(uri);
    QCOMPARE(issued.status, 200);
    QVERIFY(issued.body["RoleArn"] == "arn:aws:iam::123456789012:role/shop");
    const auto text = [&](const char* name) { return issued.body[name].get<std::string>(); };
    const auto secret = [&](const std::string& id, const std::string& token) {
        return world_->control->secret_of(id, token, world_->loop.now()).value_or("");
    };
    const auto token = text("Token");
    QCOMPARE(secret(text("AccessKeyId"), token), text("SecretAccessKey"));
    QCOMPARE(secret("ASIAAAAAAAAAAAAAAAAA", token), std::string());
    QCOMPARE(secret(text("AccessKeyId"), token.substr(0, token.size() - 1) + "x"), std::string());
    QCOMPARE(secret(text("AccessKeyId"), task_.hex() + "-"), std::string());
    QVERIFY(ask(uri + "0").body
        == parse_json(
            R"({"code":"InvalidIdInRequest","message":"CredentialsV2Request: Credentials not found","HTTPErrorCode":400})")
               .value());
    QVERIFY(ask("/v2/credentials/").body["code"] == "NoIdInRequest");
    world_->ok("StopTask", { { "task", task_.hex() } });
    QCOMPARE(ask(uri).status, 400);
    QCOMPARE(secret(text("AccessKeyId"), token), std::string());
}

void TestTaskEndpoint::credentials_are_renewed_before_they_expire()
{
    const TaskCredentials credentials("secret");
    const auto known = [&](const Credentials& issued, TimePoint now) {
        return credentials.secret_of(issued.access_key_id, issued.session_token, world_->state(), now).has_value();
    };
    const TimePoint now = world_->loop.now();
    const auto first = credentials.issue(task_, now);
    QVERIFY(first.expires_at >= now + 30min && first.expires_at <= now + 60min);
    const auto later = credentials.issue(task_, now + 30min);
    QVERIFY(later.session_token != first.session_token);
    QVERIFY(known(first, now + 30min));
    QVERIFY(!known(first, first.expires_at));
    QVERIFY(known(later, first.expires_at));
    QVERIFY(TaskCredentials("another").issue(task_, now).access_key_id != first.access_key_id);
}

void TestTaskEndpoint::a_task_that_asks_too_often_is_told_so()
{
    RateLimit limit;
    const auto other = *Id::parse(std::string(32, 'a'));
    const TimePoint start = world_->loop.now();
    for (int i = 0; i < 60; ++i)
        QVERIFY(limit.allow(task_, start));
    QVERIFY(!limit.allow(task_, start));
    QVERIFY(limit.allow(other, start));
    QVERIFY(limit.allow(task_, start + 25ms)); // 40 a second
    QVERIFY(!limit.allow(task_, start + 25ms));
    for (int i = 0; i < 60; ++i)
        QVERIFY(limit.allow(task_, start + 1min));
    QVERIFY(!limit.allow(task_, start + 1min));
}

void TestTaskEndpoint::its_address_is_asked_for_once()
{
    QVERIFY(!world_->control->task_access()->has_address()); // nothing listens in this world
    int asked = 0;
    const auto make = [&](bool reached) {
        return control::TaskAccess(TaskEndpoint("secret", { { world_->state(), {}, {} }, {}, {}, {}, {} }),
            [&asked, reached]() -> Result<void> {
                ++asked;
                return reached ? Result<void>() : Result<void>(fail(Error{ "AccessDenied", "Only root can.", 0 }));
            });
    };
    auto reached = make(true);
    QVERIFY(reached.has_address() && reached.has_address());
    auto not_reached = make(false);
    QVERIFY(!not_reached.has_address() && !not_reached.has_address());
    QCOMPARE(asked, 2);
}

void TestTaskEndpoint::moments_are_written_with_their_fraction()
{
    const TimePoint moment = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + 19h + 24min + 50s;
    QCOMPARE(rfc3339(moment), std::string("2026-11-22T19:24:50Z"));
    QCOMPARE(rfc3339(moment + 100ms), std::string("2026-11-22T19:24:50.1Z"));
    QCOMPARE(rfc3339(moment + 1us), std::string("2026-11-22T19:24:50.000001Z"));
}

void TestTaskEndpoint::what_a_container_uses_comes_with_rates_from_the_second_time_on()
{
    const auto v4 = path("ECS_CONTAINER_METADATA_URI_V4") + "/stats";
    const auto first = ask(v4).body;
    QVERIFY(first["cpu_stats"]["cpu_usage"]["total_usage"].is_number());
    QVERIFY(first["id"] == world_->task(task_)->containers[0].runtime_id);
    QVERIFY(!first.contains("network_rate_stats"));
    QVERIFY(ask(v4).body == first); // an engine is asked once a second
    world_->loop.advance(10s);
    const auto second = ask(v4).body;
    QVERIFY(second["network_rate_stats"]["rx_bytes_per_sec"].get<double>() > 0);
    QVERIFY(second["preread"] == first["read"]);
    QVERIFY(second["precpu_stats"] == first["cpu_stats"]);
    QVERIFY(!ask(path("ECS_CONTAINER_METADATA_URI") + "/stats").body.contains("network_rate_stats"));
}

void TestTaskEndpoint::what_a_task_uses_is_told_by_the_engines_ids()
{
    const auto all = ask(path("ECS_CONTAINER_METADATA_URI_V4") + "/task/stats").body;
    QCOMPARE(all.size(), std::size_t(2));
    for (const auto& container : world_->task(task_)->containers)
        QVERIFY(all[container.runtime_id]["memory_stats"]["usage"].get<double>() > 0);
    world_->ok("StopTask", { { "task", task_.hex() } });
    QVERIFY(world_->reaches(task_, model::TaskStatus::Stopped));
    const auto [status, gone] = ask(path("ECS_CONTAINER_METADATA_URI_V4") + "/stats");
    QVERIFY(status == 200 && gone.is_null());
}

void TestTaskEndpoint::version_2_knows_a_task_by_its_address()
{
    world_->ok("RegisterTaskDefinition",
        parse_json(R"({"family":"own","networkMode":"awsvpc","containerDefinitions":[
        {"name":"web","image":"web","memory":64}]})")
            .value());
    const auto ran = world_->ok("RunTask",
        parse_json(R"({"taskDefinition":"own",
        "networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-1"]}}})")
            .value());
    const Id own = *Id::parse(Arn::parse(ran["tasks"][0]["taskArn"].get<std::string>())->name());
    QVERIFY(world_->reaches(own, model::TaskStatus::Running));
    const auto from = world_->task(own)->network_interfaces.at(0).private_ipv4_address + ":41000";
    const auto document = ask("/v2/metadata", "GET", {}, from).body;
    QVERIFY(document["TaskARN"] == ran["tasks"][0]["taskArn"]);
    const auto id = world_->task(own)->containers[0].runtime_id;
    QVERIFY(ask("/v2/metadata/" + id, "GET", {}, from).body["Name"] == "web");
    QVERIFY(ask("/v2/stats/", "GET", {}, from).body.contains(id));
    QVERIFY(ask("/v2/stats/" + id, "GET", {}, from).body["id"] == id);
    QCOMPARE(ask("/v2/stats/" + id, "GET", {}, "10.251.9.9:41000").status, 400);
    QCOMPARE(ask("/v2/nothing", "GET", {}, from).status, 404);
}

QTEST_GUILESS_MAIN(TestTaskEndpoint)
#include "tst_task_endpoint.moc"
