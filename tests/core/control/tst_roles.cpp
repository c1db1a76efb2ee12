// The roles of an installation, and what the credentials of tasks that have them are good for.

#include "core/control/endpoint.h"
#include "core/control/role_store.h"
#include "tests/core/control/ops_world.h"
#include "tests/support/world.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace quayside;
using namespace quayside::control;
using namespace quayside::test;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint kNow = SimLoop::kStart;

Role role(const std::string& name, std::vector<std::string> actions)
{
    return { name, {}, std::move(actions), {}, false, kNow };
}

// Gives what it is told to.
class FakeProfiles final : public ProfileSource {
public:
    void credentials(const std::string& profile, const std::string& session,
        Function<void(Result<endpoints::Credentials>)> done) override
    {
        asked = profile + " for " + session;
        done(answer);
    }

    std::string asked;
    Result<endpoints::Credentials> answer = endpoints::Credentials{ "AKIAUSER", "secret", "token", kNow + 1h };
};

// A world with a definition whose role is "shop".
struct Shop {
    explicit Shop(std::shared_ptr<ProfileSource> profiles = nullptr)
    {
        auto settings = World::default_settings(1);
        settings.state_directory = directory.path().toStdString();
        settings.profiles = std::move(profiles);
        world.emplace(settings);
        world->add_engine("sim-1");
        world->ok("RegisterTaskDefinition",
            parse_json(R"({"family":"shop","taskRoleArn":"arn:aws:iam::111122223333:role/team/shop",
                "containerDefinitions":[{"name":"web","image":"web","memory":128}]})")
                .value());
    }
    Id run() // a task
    {
        const auto ran = world->ok("RunTask", Json{ { "taskDefinition", "shop" } });
        return *Id::parse(Arn::parse(ran["tasks"][0]["taskArn"].get<std::string>())->name());
    }
    // What the task finds at the path of its credentials.
    std::pair<int, Json> credentials(const Id& task)
    {
        auto& endpoint = world->control->task_access()->endpoint();
        std::string path;
        for (const auto& [name, value] : endpoint.variables(*world->task(task), 0))
            if (name == "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                path = value;
        std::optional<std::pair<int, Json>> given;
        endpoint.handle({ "GET", path, {}, {} }, [&given](const net::HttpResponse& response) {
            given = { response.status, parse_json(response.body).value() };
        });
        return given.value_or(std::pair<int, Json>());
    }
    bool known(const Json& credentials)
    {
        const auto text = [&](const char* name) { return credentials[name].get<std::string>(); };
        return world->control->secret_of(text("AccessKeyId"), text("Token"), world->loop.now()).has_value();
    }

    QTemporaryDir directory;
    std::optional<World> world;
};

} // namespace

class TestRoles : public QObject {
    Q_OBJECT

private slots:
    void actions_are_matched_as_patterns();
    void they_are_kept_and_found_by_any_arn();
    void operations_tell_who_names_them();
    void a_role_that_is_missing_is_made_or_ends_the_task();
    void credentials_last_as_long_as_their_role();
    void what_a_role_does_not_allow_is_denied();
    void a_role_of_a_profile_gives_that_profiles_credentials();
};

void TestRoles::actions_are_matched_as_patterns()
{
    const auto reads = role("r", { "ecs:Describe*", "ecs:List*", "quayside:ListEvents" });
    QVERIFY(allows(reads, "ecs:DescribeTasks"));
    QVERIFY(allows(reads, "ECS:listTasks"));
    QVERIFY(allows(reads, "quayside:ListEvents"));
    for (const char* other : { "ecs:RunTask", "quayside:ListSecrets", "ecs:", "ecs:XDescribeTasks", "" })
        QVERIFY2(!allows(reads, other), other);
    QVERIFY(allows(role("all", { "*" }), "quayside:CreateAccessKey"));
    QVERIFY(!allows(role("ecs", { "ecs:*" }), "quayside:CreateAccessKey"));
    QVERIFY(!allows(role("none", {}), "ecs:ListTasks"));
    QVERIFY(allows(role("odd", { "ecs:*a*a*a*a*a*s", "ecs:?unTask" }), "ecs:RunTask"));
    QVERIFY(!allows(role("odd", { "ecs:*a*a*a*a*a*a*a*a*a*b" }), "ecs:" + std::string(200, 'a')));
}

void TestRoles::they_are_kept_and_found_by_any_arn()
{
    const QTemporaryDir directory;
    const auto path = directory.path().toStdString();
    auto store = RoleStore::open(path).value();
    QVERIFY(store.makes_missing());
    QVERIFY(store.put({ "shop", "sells", { "ecs:*" }, "work", false, kNow }));
    QVERIFY(store.assume("arn:aws:iam::111122223333:role/team/made", kNow));
    QVERIFY(store.set_makes_missing(false));
    const auto again = RoleStore::open(path).value();
    QCOMPARE(again.all().size(), std::size_t(2));
    QVERIFY(!again.makes_missing());
    const auto* shop = again.find("shop");
    QVERIFY(shop && shop->description == "sells" && shop->profile == "work" && !shop->automatic);
    QVERIFY(shop->changed_at == kNow);
    const auto* made = again.find("made");
    QVERIFY(made && made->automatic && made->actions == std::vector<std::string>{ "ecs:*" });
    QCOMPARE(role_name("arn:aws:iam::123456789012:role/a/b/shop"), std::string_view("shop"));
    QCOMPARE(role_name("shop"), std::string_view("shop"));
    auto strict = again;
    QVERIFY(strict.assume("shop", kNow));
    QVERIFY(strict.assume("arn:aws:iam::1:role/none", kNow)
                .error()
                .message.starts_with("ECS was unable to assume the role 'arn:aws:iam::1:role/none' that was provided"));

    QFile file(directory.filePath("roles.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    QVERIFY(RoleStore::open(path).error().message.find("roles.json") != std::string::npos);
}

void TestRoles::operations_tell_who_names_them()
{
    OpsWorld world;
    world.engine("sim-1");
    world.ok("RegisterTaskDefinition",
        { { "family", "shop" }, { "taskRoleArn", "arn:aws:iam::123456789012:role/shop" },
            { "containerDefinitions",
                Json::array({ Json{ { "name", "web" }, { "image", "web" }, { "memory", 64 } } }) } });
    world.ok("RunTask", { { "taskDefinition", "shop" } });
    const auto put = world.ok("PutRole",
        { { "name", "shop" }, { "description", "sells" }, { "actions", { "ecs:List*", "quayside:ListEvents" } } });
    QVERIFY(put["role"]["arn"] == "arn:aws:iam::123456789012:role/shop");
    QVERIFY(put["role"]["runningTaskCount"] == 1);
    QVERIFY(!put["role"].contains("profile"));
    const auto listed = world.ok("ListRoles");
    QVERIFY(listed["createMissing"] == true);
    QVERIFY(listed["roles"][0]["taskDefinitionArns"][0] == "arn:aws:ecs:us-east-1:123456789012:task-definition/shop:1");
    QVERIFY(world.ok("DescribeRole", { { "name", "arn:aws:iam::9:role/shop" } })["role"]["description"] == "sells");
    const auto refused = [&](const Json& input) { return world.error("PutRole", input); };
    QVERIFY(refused({ { "name", "a b" }, { "actions", { "ecs:*" } } }).find("name:") != std::string::npos);
    QVERIFY(refused({ { "name", "a" }, { "actions", { "s3:*" } } }).find("actions: 's3:*'") != std::string::npos);
    QVERIFY(refused({ { "name", "a" }, { "actions", { "ecs:" } } }).find("actions: 'ecs:'") != std::string::npos);
    QVERIFY(world.error("DeleteRole", { { "name", "none" } }).find("no role none") != std::string::npos);
    QVERIFY(world.ok("UpdateRoleSettings", { { "createMissing", false } })["createMissing"] == false);
    QVERIFY(world.ok("ListRoles")["createMissing"] == false);
    world.ok("DeleteRole", { { "name", "shop" } });
    QVERIFY(world.ok("ListRoles")["roles"].empty());
    QVERIFY2(world.shape_problem.empty(), world.shape_problem.c_str());
}

void TestRoles::a_role_that_is_missing_is_made_or_ends_the_task()
{
    Shop shop;
    QVERIFY(shop.world->reaches(shop.run(), model::TaskStatus::Running));
    const auto made = shop.world->ok("ListRoles");
    QVERIFY(made["roles"][0]["name"] == "shop" && made["roles"][0]["automatic"] == true);
    shop.world->ok("UpdateRoleSettings", { { "createMissing", false } });
    QVERIFY(shop.world->reaches(shop.run(), model::TaskStatus::Running)); // it is there now
    shop.world->ok("DeleteRole", { { "name", "shop" } });
    const auto task = shop.run();
    QVERIFY(shop.world->reaches(task, model::TaskStatus::Stopped));
    const auto record = shop.world->task(task);
    QVERIFY2(record->stopped_reason.starts_with(
                 "ECS was unable to assume the role 'arn:aws:iam::111122223333:role/team/shop' that was provided"),
        record->stopped_reason.c_str());
    QVERIFY(record->stop_code == model::StopCode::TaskFailedToStart);
}

void TestRoles::credentials_last_as_long_as_their_role()
{
    Shop shop;
    const auto task = shop.run(), other = shop.run();
    QVERIFY(shop.world->reaches(task, model::TaskStatus::Running));
    QVERIFY(shop.world->reaches(other, model::TaskStatus::Running));
    const auto [status, first] = shop.credentials(task);
    QCOMPARE(status, 200);
    QVERIFY(first["RoleArn"] == "arn:aws:iam::111122223333:role/team/shop");
    QVERIFY(first["Token"] != shop.credentials(other).second["Token"]); // each task its own
    QVERIFY(shop.known(first));
    shop.world->ok("UpdateRoleSettings", { { "createMissing", false } });
    shop.world->ok("DeleteRole", { { "name", "shop" } });
    QVERIFY(!shop.known(first));
    const auto [refused, why] = shop.credentials(task);
    QCOMPARE(refused, 500);
    QVERIFY(why["message"].get<std::string>().find("unable to assume the role") != std::string::npos);
    shop.world->ok("PutRole", { { "name", "shop" }, { "actions", { "ecs:*" } } });
    QVERIFY(shop.known(first));
    shop.world->ok("StopTask", { { "task", task.hex() } });
    QVERIFY(!shop.known(first));
    QVERIFY(shop.known(shop.credentials(other).second));
}

void TestRoles::what_a_role_does_not_allow_is_denied()
{
    Shop shop;
    const auto task = shop.run();
    QVERIFY(shop.world->reaches(task, model::TaskStatus::Running));
    const std::string token = shop.credentials(task).second["Token"];
    Endpoint endpoint(*shop.world->control);
    shop.world->ok("PutRole", { { "name", "shop" }, { "actions", { "ecs:List*" } } });
    QVERIFY(endpoint.check_role(token, "ListTasks"));
    QVERIFY(endpoint.check_role({}, "RunTask")); // a key of the installation
    const auto denied = endpoint.check_role(token, "RunTask");
    QVERIFY(!denied);
    QCOMPARE(denied.error().code, std::string("AccessDeniedException"));
    QCOMPARE(denied.error().message,
        "User: arn:aws:sts::123456789012:assumed-role/shop/" + task.hex()
            + " is not authorized to perform: ecs:RunTask on resource: *");
    QVERIFY(
        endpoint.check_role(token, "ListSecrets").error().message.find("quayside:ListSecrets") != std::string::npos);
    QVERIFY(!endpoint.check_role("nobody's", "ListTasks"));
}

void TestRoles::a_role_of_a_profile_gives_that_profiles_credentials()
{
    const auto profiles = std::make_shared<FakeProfiles>();
    Shop shop(profiles);
    shop.world->ok("PutRole", { { "name", "shop" }, { "actions", Json::array() }, { "profile", "work" } });
    const auto task = shop.run();
    QVERIFY(shop.world->reaches(task, model::TaskStatus::Running));
    const auto [status, given] = shop.credentials(task);
    QCOMPARE(status, 200);
    QCOMPARE(profiles->asked, "work for " + task.hex());
    QVERIFY(given["AccessKeyId"] == "AKIAUSER" && given["SecretAccessKey"] == "secret" && given["Token"] == "token");
    QVERIFY(!shop.known(given)); // they are good elsewhere
    profiles->answer = fail(Error::client("There is no profile work."));
    const auto [refused, why] = shop.credentials(task);
    QCOMPARE(refused, 500);
    QVERIFY(why["message"] == "CredentialsV2Request: There is no profile work.");
    (void)shop.credentials(task); // said once
    const Json events = shop.world->ok("ListEvents", Json::object());
    int said = 0;
    for (const auto& event : events["events"])
        said += event["message"] == "Its role shop gives no credentials: There is no profile work." ? 1 : 0;
    QCOMPARE(said, 1);
}

QTEST_GUILESS_MAIN(TestRoles)
#include "tst_roles.moc"
