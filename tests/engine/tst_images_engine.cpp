// Images on a real engine and in a registry that asks for a password, with the real program.

#include "tests/support/docker_cli.h"
#include "tests/support/program.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 60'000;
const std::string kImage = std::string(Registry::kName) + "/built:1";

} // namespace

class TestImagesEngine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void a_folder_is_built_with_what_it_says();
    void a_build_that_fails_says_why();
    void what_is_no_dockerfile_is_named();
    void without_a_login_nothing_is_pushed();
    void with_a_login_it_is_pushed_and_pulled();
    void a_task_needs_the_login_too();
    void the_password_is_told_to_nobody();

private:
    Json ok(const char* operation, const Json& input);
    Json job_of(const char* operation, Json input); // when it is over
    Json image(const std::string& reference); // null: the engine has none
    void log_in(const std::string& password);
    void forget_image() { docker({ "rmi", "-f", QString::fromStdString(kImage) }); }
    Json run_to_its_end(const std::string& family); // its container

    std::unique_ptr<Registry> registry_;
    std::unique_ptr<Program> program_;
    std::string engine_;
    std::string installation_;
};

void TestImagesEngine::initTestCase()
{
    if (engine_endpoint().isEmpty())
        QSKIP(qPrintable(engine_skip_reason()));
    if (!Registry::installed())
        QSKIP("docker-registry is not installed");
    registry_ = std::make_unique<Registry>();
    QVERIFY(registry_->start());
    program_ = std::make_unique<Program>();
    QVERIFY2(program_->start({ "--engine", engine_endpoint() }), qPrintable(program_->output()));
    installation_ = ok("DescribeInstallation", Json::object())["installation"].get<std::string>();
    QVERIFY(QTest::qWaitFor(
        [&] {
            const Json engines = program_->call("QuaysideV1.ListEngines", Json::object()).body;
            const bool there = !engines["engines"].empty() && engines["engines"][0].value("connected", false);
            if (there)
                engine_ = engines["engines"][0]["name"].get<std::string>();
            return there;
        },
        kPatience));
}

void TestImagesEngine::cleanupTestCase()
{
    program_.reset();
    registry_.reset();
    if (installation_.empty())
        return;
    const QString label = "label=io.quayside.installation=" + QString::fromStdString(installation_);
    for (const auto& id : docker_lines({ "ps", "-aq", "--filter", label }))
        docker({ "rm", "-f", id });
    docker({ "rmi", "-f", QString::fromStdString(kImage), "mine:2" });
}

Json TestImagesEngine::ok(const char* operation, const Json& input)
{
    const QString target = QString("QuaysideV1.") + operation;
    const auto answer = program_->call(target, input);
    if (answer.status != 200)
        QTest::qFail((target.toStdString() + ": " + answer.body.dump()).c_str(), __FILE__, __LINE__);
    return answer.body;
}

Json TestImagesEngine::job_of(const char* operation, Json input)
{
    input["engine"] = engine_;
    const Json begun = ok(operation, input);
    Json job;
    (void)QTest::qWaitFor(
        [&] {
            const Json jobs = ok("ListImageJobs", Json{ { "jobId", begun["job"]["jobId"] } });
            job = jobs["jobs"][0];
            return job["status"] != "RUNNING";
        },
        kPatience);
    return job;
}

Json TestImagesEngine::image(const std::string& reference)
{
    const Json list = ok("ListEngineImages", Json{ { "engine", engine_ } });
    for (const auto& each : list["images"])
        if (each.value("reference", "") == reference)
            return each;
    return {};
}

void TestImagesEngine::log_in(const std::string& password)
{
    ok("PutRegistryLogin", Json{ { "registry", Registry::kName }, { "username", "quay" }, { "password", password } });
}

Json TestImagesEngine::run_to_its_end(const std::string& family)
{
    const Json container{ { "name", "c" }, { "image", kImage }, { "memory", 16 }, { "command", { "cat", "/hello" } } };
    Json definition{ { "family", family } };
    definition["containerDefinitions"] = Json::array({ container });
    if (program_->call("RegisterTaskDefinition", definition).status != 200)
        return {};
    const auto run = program_->call("RunTask", Json{ { "taskDefinition", family } });
    if (run.status != 200 || run.body["tasks"].empty())
        return {};
    Json input = Json::object();
    input["tasks"] = Json::array({ run.body["tasks"][0]["taskArn"] });
    Json task;
    (void)QTest::qWaitFor(
        [&] {
            const auto answer = program_->call("DescribeTasks", input);
            task = answer.body["tasks"][0];
            return task["lastStatus"] == "STOPPED";
        },
        kPatience);
    return task["containers"][0];
}

void TestImagesEngine::a_folder_is_built_with_what_it_says()
{
    QTemporaryDir folder;
    const auto write = [&folder](const char* name, const QString& text) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
    };
    write("Dockerfile", "FROM " + engine_image() + "\nARG WORD\nCOPY . /in\nRUN echo $WORD > /hello\n");
    write("kept", "x");
    write("left-out", "x");
    write(".dockerignore", "left-*\n");
    const Json build{ { "context", folder.path().toStdString() }, { "image", kImage },
        { "arguments", { { "WORD", "ahoy" } } } };
    const Json job = job_of("BuildImage", build);
    QVERIFY2(job["status"] == "SUCCEEDED", job.dump().c_str());
    QVERIFY(job["output"].get<std::string>().find("Successfully tagged " + kImage) != std::string::npos);
    QVERIFY(image(kImage)["imageId"] == job["imageId"]);
    const QString in = docker({ "run", "--rm", QString::fromStdString(kImage), "sh", "-c", "cat /hello; ls /in" });
    QCOMPARE(in, QString("ahoy\nDockerfile\nkept"));
    const Json disk = ok("DescribeEngineDiskUse", Json{ { "engine", engine_ } });
    QVERIFY2(disk["images"]["count"].get<int>() >= 2, disk.dump().c_str());
    QVERIFY2(disk["images"]["size"].get<int>() > 1'000'000, disk.dump().c_str());
}

void TestImagesEngine::a_build_that_fails_says_why()
{
    QTemporaryDir folder;
    QFile file(folder.filePath("Dockerfile"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(("FROM " + engine_image() + "\nRUN exit 3\n").toUtf8());
    file.close();
    const Json job = job_of("BuildImage", Json{ { "context", folder.path().toStdString() }, { "image", "no:1" } });
    QVERIFY(job["status"] == "FAILED");
    QCOMPARE(
        job["message"].get<std::string>(), std::string("The command '/bin/sh -c exit 3' returned a non-zero code: 3"));
    QVERIFY(image("no:1").is_null());
}

void TestImagesEngine::what_is_no_dockerfile_is_named()
{
    QTemporaryDir folder;
    QFile file(folder.filePath("Dockerfile"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("FORM scratch\n");
    file.close();
    const Json job = job_of("BuildImage", Json{ { "context", folder.path().toStdString() }, { "image", "no:1" } });
    QVERIFY(job["status"] == "FAILED");
    QVERIFY2(job["message"].get<std::string>().ends_with("unknown instruction: FORM"), job.dump().c_str());
}

void TestImagesEngine::without_a_login_nothing_is_pushed()
{
    const Json job = job_of("PushImage", Json{ { "image", kImage } });
    QVERIFY(job["status"] == "FAILED");
    QCOMPARE(job["message"].get<std::string>(), std::string("no basic auth credentials"));
}

void TestImagesEngine::with_a_login_it_is_pushed_and_pulled()
{
    log_in("right");
    const Json pushed = job_of("PushImage", Json{ { "image", kImage } });
    QVERIFY2(pushed["status"] == "SUCCEEDED", pushed.dump().c_str());
    ok("TagImage", Json{ { "engine", engine_ }, { "image", kImage }, { "newImage", "mine:2" } });
    ok("RemoveImage", Json{ { "engine", engine_ }, { "image", kImage } });
    QVERIFY(image(kImage).is_null());
    QVERIFY(!image("mine:2").is_null());
    const Json pulled = job_of("PullImage", Json{ { "image", kImage } });
    QVERIFY2(pulled["status"] == "SUCCEEDED", pulled.dump().c_str());
    QVERIFY(image(kImage)["digest"].get<std::string>().starts_with("sha256:"));

    log_in("wrong");
    const Json refused = job_of("PullImage", Json{ { "image", kImage } });
    QVERIFY(refused["status"] == "FAILED");
    QCOMPARE(refused["message"].get<std::string>(), std::string("unauthorized: authentication required"));
}

void TestImagesEngine::a_task_needs_the_login_too()
{
    log_in("wrong");
    forget_image();
    const Json refused = run_to_its_end("refused");
    QCOMPARE(refused.value("reason", ""),
        std::string("CannotPullContainerError: Error response from daemon: unauthorized: authentication required"));
    QVERIFY(!refused.contains("exitCode"));

    log_in("right");
    const Json ran = run_to_its_end("ran");
    QCOMPARE(ran.value("exitCode", -1), 0);
    QVERIFY(ran.value("imageDigest", "").starts_with("sha256:"));

    ok("DeleteRegistryLogin", Json{ { "registry", Registry::kName } });
    forget_image();
    const Json unknown = run_to_its_end("unknown");
    QVERIFY2(unknown.value("reason", "").ends_with("no basic auth credentials"), unknown.dump().c_str());
}

void TestImagesEngine::the_password_is_told_to_nobody()
{
    const std::string secret = "a-password-like-no-other";
    ok("PutRegistryLogin", Json{ { "registry", "registry.test" }, { "username", "me" }, { "password", secret } });
    const Json list = ok("ListRegistryLogins", Json::object());
    QVERIFY(list.dump().find("registry.test") != std::string::npos);
    QVERIFY(list.dump().find(secret) == std::string::npos);
    QVERIFY(program_->stop());
    QVERIFY(!program_->output().contains(QString::fromStdString(secret)));
    QProcess search;
    search.start("grep", { "-rlF", QString::fromStdString(secret), program_->state_directory() });
    QVERIFY(search.waitForFinished());
    QCOMPARE(search.exitCode(), 1); // it was found in no file
    QVERIFY(program_->start());
    QVERIFY(ok("ListRegistryLogins", Json::object())["logins"] == list["logins"]);
}

QTEST_GUILESS_MAIN(TestImagesEngine)
#include "tst_images_engine.moc"
