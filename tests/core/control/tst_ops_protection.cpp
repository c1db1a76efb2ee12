#include "tests/core/control/ops_world.h"

#include <QTest>

using quayside::Json;
using quayside::model::TaskStatus;

namespace {

struct ProtectionWorld : OpsWorld {
    ProtectionWorld()
    {
        engine("laptop");
        definition("web");
        ok("CreateService", { { "serviceName", "web" }, { "taskDefinition", "web" }, { "desiredCount", 1 } });
        one = service_task("web", TaskStatus::Running);
        two = service_task("web", TaskStatus::Running);
    }

    Json protect(Json tasks, Json more = Json::object())
    {
        Json input = { { "cluster", "default" }, { "tasks", std::move(tasks) }, { "protectionEnabled", true } };
        input.update(more);
        return ok("UpdateTaskProtection", input);
    }
    std::string protect_error(Json more)
    {
        Json input = { { "cluster", "default" }, { "tasks", { one } }, { "protectionEnabled", true } };
        input.update(more);
        return error("UpdateTaskProtection", input);
    }
    Json get(Json tasks)
    {
        return ok("GetTaskProtection", { { "cluster", "default" }, { "tasks", std::move(tasks) } });
    }

    std::string one, two;
};

} // namespace

class TestOpsProtection : public QObject {
    Q_OBJECT

private slots:
    void protection_lasts_two_hours_or_as_long_as_asked()
    {
        ProtectionWorld world;
        const double now = quayside::to_epoch_seconds(world.now);
        const auto reply = world.protect({ world.one });
        QCOMPARE(reply["protectedTasks"][0]["taskArn"].get<std::string>(), world.one);
        QVERIFY(reply["protectedTasks"][0]["protectionEnabled"].get<bool>());
        QCOMPARE(reply["protectedTasks"][0]["expirationDate"].get<double>(), now + 120 * 60);
        QVERIFY(reply["failures"].empty());
        world.now += std::chrono::minutes(60);
        QCOMPARE(world.protect({ world.one }, { { "expiresInMinutes", 2880 } })["protectedTasks"][0]["expirationDate"]
                     .get<double>(),
            now + 60 * 60 + 2880 * 60);
        QVERIFY(world.get({ world.one, world.two })["protectedTasks"][0]["protectionEnabled"].get<bool>());
        QVERIFY(!world.get({ world.two })["protectedTasks"][0].contains("expirationDate"));
        world.now += std::chrono::minutes(2880);
        QVERIFY(!world.get({ world.one })["protectedTasks"][0]["protectionEnabled"].get<bool>());
        world.protect({ world.one });
        const auto off = world.protect({ world.one }, { { "protectionEnabled", false } })["protectedTasks"][0];
        QVERIFY(!off["protectionEnabled"].get<bool>());
        QVERIFY(!off.contains("expirationDate"));
        QCOMPARE(world.shape_problem, std::string());
    }

    void only_tasks_of_services_can_be_protected()
    {
        ProtectionWorld world;
        const std::string alone = world.ok("RunTask", { { "taskDefinition", "web" } })["tasks"][0]["taskArn"];
        const auto reply = world.protect({ alone, std::string(32, '0'), world.one });
        QCOMPARE(reply["protectedTasks"].size(), std::size_t(1));
        QCOMPARE(reply["failures"][0]["reason"].get<std::string>(), std::string("TASK_NOT_VALID"));
        QCOMPARE(reply["failures"][0]["arn"].get<std::string>(), alone);
        QCOMPARE(reply["failures"][1]["reason"].get<std::string>(), std::string("MISSING"));
        world.ok("StopTask", { { "task", world.one } });
        QCOMPARE(world.get({ world.one })["failures"][0]["reason"].get<std::string>(), std::string("TASK_NOT_VALID"));
        QVERIFY(world.ok("DescribeTasks", { { "tasks", { world.one } } })["tasks"][0]["stopCode"] == "UserInitiated");
    }

    void protection_does_not_keep_a_deployment_from_ending()
    {
        ProtectionWorld world;
        QVERIFY(world.protect({ world.one, world.two })["failures"].empty());
        world.protect({ world.one, world.two }, { { "protectionEnabled", false } });
        world.ok("UpdateService", { { "service", "web" }, { "forceNewDeployment", true } });
        const auto reply = world.protect({ world.one, world.two });
        QCOMPARE(reply["protectedTasks"].size(), std::size_t(1));
        QCOMPARE(reply["failures"][0]["reason"].get<std::string>(), std::string("DEPLOYMENT_BLOCKED"));
        QVERIFY(world.protect({ world.one })["failures"].empty()); // it was protected before: its clock starts again
    }

    void bad_calls_name_the_field()
    {
        ProtectionWorld world;
        const std::pair<Json, const char*> rows[] = {
            { { { "cluster", "none" } }, "ClusterNotFoundException" },
            { { { "tasks", Json::array() } }, "Tasks cannot be empty." },
            { { { "tasks", std::vector<std::string>(11, world.one) } }, "tasks: at most 10" },
            { { { "expiresInMinutes", 0 } }, "expiresInMinutes must be between 1 and 2880." },
            { { { "expiresInMinutes", 2881 } }, "expiresInMinutes must be between 1 and 2880." },
            { { { "protectionEnabled", "yes" } }, "SerializationException: protectionEnabled" },
            { { { "protectionEnabled", nullptr } }, "protectionEnabled is required." },
        };
        for (const auto& [more, message] : rows) {
            const auto error = world.protect_error(more);
            QVERIFY2(error.find(message) != std::string::npos, error.c_str());
        }
        QVERIFY(world.error("GetTaskProtection", { { "cluster", "default" } }).find("Tasks cannot be empty.")
            != std::string::npos);
        QVERIFY(!world.get({ world.one })["protectedTasks"][0]["protectionEnabled"].get<bool>());
    }

    void alarms_are_set_listed_and_deleted()
    {
        OpsWorld world;
        const auto made = world.ok("PutAlarmState", { { "name", "slow" }, { "state", "OK" } })["alarm"];
        QCOMPARE(made["changedAt"].get<double>(), quayside::to_epoch_seconds(world.now));
        world.now += std::chrono::minutes(1);
        QVERIFY(world.ok("PutAlarmState",
                    { { "name", "slow" }, { "state", "OK" }, { "reason", "fine" } })["alarm"]["changedAt"]
            == made["changedAt"]);
        const auto rung = world.ok("PutAlarmState", { { "name", "slow" }, { "state", "ALARM" } })["alarm"];
        QVERIFY(rung["changedAt"] != made["changedAt"]);
        world.ok("PutAlarmState", { { "name", "full" }, { "state", "INSUFFICIENT_DATA" } });
        QCOMPARE(world.ok("ListAlarms")["alarms"][0]["name"].get<std::string>(), std::string("full"));
        QCOMPARE(world.ok("ListAlarms", { { "state", "ALARM" } })["alarms"].size(), std::size_t(1));
        const auto page = world.ok("ListAlarms", { { "maxResults", 1 } });
        QCOMPARE(
            world.ok("ListAlarms", { { "maxResults", 1 }, { "nextToken", page["nextToken"] } })["alarms"][0]["name"]
                .get<std::string>(),
            std::string("slow"));
        world.ok("DeleteAlarm", { { "name", "slow" } });
        QVERIFY(world.error("DeleteAlarm", { { "name", "slow" } }).starts_with("ResourceNotFoundException: name"));
        QVERIFY(world.error("PutAlarmState", { { "name", "x" }, { "state", "LOUD" } }).find("state should be one of")
            != std::string::npos);
        QVERIFY(world.error("PutAlarmState", { { "name", "" }, { "state", "OK" } }).find("name") != std::string::npos);
        QVERIFY(world.error("ListAlarms", { { "state", "LOUD" } }).find("state") != std::string::npos);
        QCOMPARE(world.state().alarms().size(), std::size_t(1));
        QCOMPARE(world.shape_problem, std::string());
    }
};

QTEST_GUILESS_MAIN(TestOpsProtection)
#include "tst_ops_protection.moc"
