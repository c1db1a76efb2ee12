#include "tests/support/program.h"
#include "ui/session/command_line.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace quayside;
using test::Program;

constexpr auto kOdd = "it's \"a\" $HOME `ls` \\ \n\xC3\xBC";

// The lines of the command log, each given to a shell that knows nothing but its PATH.
class TestShellLines : public QObject {
    Q_OBJECT

    Program program_;
    QTemporaryDir home_;
    ui::Installation installation_;

    // What the line printed; null where it failed, with the reason shown.
    Json run(const char* operation, const Json& input)
    {
        QProcess shell;
        QProcessEnvironment bare;
        bare.insert("PATH", qEnvironmentVariable("PATH"));
        bare.insert("HOME", home_.path());
        bare.insert("LC_ALL", "C.UTF-8");
        shell.setProcessEnvironment(bare);
        shell.start("/bin/sh", { "-c", ui::command_line(operation, input, installation_) });
        constexpr int kMs = 30'000;
        const bool ended = shell.waitForFinished(kMs) && shell.exitCode() == 0;
        if (!ended)
            qWarning("%s: %s", operation, shell.readAllStandardError().constData());
        return ended ? parse_json(shell.readAllStandardOutput().toStdString()).value_or(Json()) : Json();
    }

private slots:
    void initTestCase()
    {
        if (!QFile::exists("/usr/bin/aws"))
            QSKIP("awscli is not installed");
        QVERIFY2(program_.start({ "--simulate", "2" }), qPrintable(program_.output()));
        installation_.endpoint = program_.endpoint().toString().toStdString();
    }

    void quotes_and_letters_of_all_kinds_arrive()
    {
        const Json environment = Json::array({ { { "name", "GREETING" }, { "value", kOdd } } });
        const Json containers = Json::array(
            { { { "name", "it" }, { "image", "web:1" }, { "memory", 64 }, { "environment", environment } } });
        const Json reply
            = run("RegisterTaskDefinition", { { "family", "odd" }, { "containerDefinitions", containers } });
        QVERIFY(!reply.is_null());
        QVERIFY(reply["taskDefinition"]["containerDefinitions"][0]["environment"] == environment);
    }

    void a_service_is_made_changed_and_deleted()
    {
        const Json containers = Json::array({ { { "name", "app" }, { "image", "web:1" }, { "memory", 64 } } });
        const Json definition = run("RegisterTaskDefinition",
            { { "family", "web" }, { "cpu", "256" }, { "containerDefinitions", containers } });
        QVERIFY(!definition.is_null());
        QVERIFY(definition["taskDefinition"]["cpu"] == Json("256"));
        const Json percents = { { "maximumPercent", 150 }, { "minimumHealthyPercent", 50 } };
        const Json made = run("CreateService",
            { { "serviceName", "web" }, { "taskDefinition", "web" }, { "desiredCount", 1 },
                { "enableECSManagedTags", true }, { "deploymentConfiguration", percents } });
        QVERIFY(!made.is_null());
        QVERIFY(made["service"]["enableECSManagedTags"] == Json(true));
        QVERIFY(made["service"]["deploymentConfiguration"]["maximumPercent"] == Json(150));
        QVERIFY(!run("UpdateService", { { "service", "web" }, { "desiredCount", 0 }, { "forceNewDeployment", true } })
                     .is_null());
        QVERIFY(!run("DeleteService", { { "service", "web" }, { "force", true } }).is_null());
    }

    void a_text_that_looks_like_an_option_is_none()
    {
        QVERIFY(!run("RegisterTaskDefinition",
            { { "family", "job" },
                { "containerDefinitions",
                    Json::array({ { { "name", "job" }, { "image", "job:1" }, { "memory", 64 } } }) } })
                     .is_null());
        const Json started = run("RunTask", { { "taskDefinition", "job" }, { "count", 1 } });
        QVERIFY(!started.is_null());
        const Json stopped = run("StopTask", { { "task", started["tasks"][0]["taskArn"] }, { "reason", "--enough" } });
        QVERIFY(!stopped.is_null());
        QVERIFY(stopped["task"]["stoppedReason"] == Json("--enough"));
    }

    void operations_of_quayside_have_a_line_too()
    {
        const Json reply = run("ListEngines", Json::object());
        QVERIFY(reply.is_object());
        QCOMPARE(reply["engines"].size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestShellLines)
#include "tst_shell_lines.moc"
