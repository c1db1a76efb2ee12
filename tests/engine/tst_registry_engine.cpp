// The registry that plays ECR, whole: Debian's docker-registry beside the program, a real engine, the aws and docker
// programs.

#include "tests/support/docker_cli.h"
#include "tests/support/program.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 60'000;

struct Ran {
    int code = -1;
    QString output;
    QString error;
};

Ran run(const QString& program, const QStringList& arguments, const QStringList& environment = {},
    const QString& input = {})
{
    auto variables = QProcessEnvironment::systemEnvironment();
    for (const auto& pair : environment)
        variables.insert(pair.section('=', 0, 0), pair.section('=', 1));
    QProcess process;
    process.setProcessEnvironment(variables);
    process.start(program, arguments);
    process.write(input.toUtf8());
    process.closeWriteChannel();
    process.waitForFinished(kPatience);
    return { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()).trimmed(),
        QString::fromUtf8(process.readAllStandardError()).trimmed() };
}

// One that has ended stays in the list of processes until somebody asks how.
bool is_alive(int process)
{
    QFile file(QString("/proc/%1/stat").arg(process));
    return file.open(QIODevice::ReadOnly) && !file.readAll().contains(") Z ");
}

} // namespace

class TestRegistryEngine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void a_repository_is_created_and_found();
    void the_docker_program_logs_in_pushes_and_pulls();
    void nobody_gets_in_without_a_token();
    void a_repository_must_be_there();
    void our_own_pushes_and_pulls_need_no_login();
    void an_image_is_named_by_digest_or_without_a_tag();
    void a_task_runs_an_image_of_it();
    void a_deployment_stays_with_the_image_of_its_first_task();
    void a_tag_goes_and_then_its_image();
    void what_nothing_names_is_cleared_away();
    void it_is_started_again_when_it_dies();
    void it_is_replaced_after_a_crash();
    void a_repository_goes_with_its_images();
    void it_ends_with_the_program();

private:
    Json ok(const QString& target, const Json& input);
    Json ecr(const char* operation, const Json& input);
    Ran aws(const QStringList& arguments);
    Ran client(const QStringList& arguments, const QString& input = {}); // the docker program, which keeps its logins
    Json job_of(const char* operation, const std::string& image);
    std::vector<std::string> tags(); // of team/web
    std::string digest_of(const char* tag); // likewise
    Json on_engine(const QString& reference); // null: the engine has none
    QString image(const char* tag) const { return address_ + "/team/web:" + tag; }
    void forget_image(const char* tag) { docker({ "rmi", "-f", image(tag) }); }
    void push_as(const char* tag, const QString& content);
    std::vector<std::string> digests_that_run(std::size_t count); // of the service
    int registry_pid();
    bool runs(); // in the program's own words

    std::unique_ptr<Program> program_;
    QTemporaryDir home_; // of the docker program
    std::string engine_;
    QString installation_;
    QString address_; // 127.0.0.1:PORT
};

void TestRegistryEngine::initTestCase()
{
    if (engine_endpoint().isEmpty())
        QSKIP(qPrintable(engine_skip_reason()));
    for (const char* needed : { "docker-registry", "aws" })
        if (QStandardPaths::findExecutable(needed).isEmpty())
            QSKIP(qPrintable(QString("%1 is not installed").arg(needed)));
    program_ = std::make_unique<Program>();
    QVERIFY2(program_->start({ "--engine", engine_endpoint() }), qPrintable(program_->output()));
    installation_ = QString::fromStdString(
        ok("QuaysideV1.DescribeInstallation", Json::object())["installation"].get<std::string>());
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

void TestRegistryEngine::cleanupTestCase()
{
    if (!program_)
        return;
    (void)program_->stop();
    program_.reset();
    if (installation_.isEmpty())
        return;
    for (const auto& id : docker_lines({ "ps", "-aq", "--filter", "label=io.quayside.installation=" + installation_ }))
        docker({ "rm", "-f", id });
    for (const char* tag : { "1", "2", "ours", "moves" })
        forget_image(tag);
}

Json TestRegistryEngine::ok(const QString& target, const Json& input)
{
    const auto answer = program_->call(target, input);
    if (answer.status != 200)
        QTest::qFail((target.toStdString() + ": " + answer.body.dump()).c_str(), __FILE__, __LINE__);
    return answer.body;
}

Json TestRegistryEngine::ecr(const char* operation, const Json& input)
{
    return ok(QString("AmazonEC2ContainerRegistry_V20150921.") + operation, input);
}

Ran TestRegistryEngine::aws(const QStringList& arguments)
{
    return run("aws",
        QStringList{
            "--endpoint-url", program_->endpoint().toString(), "--region", "us-east-1", "--output", "json", "ecr" }
            + arguments,
        { "AWS_ACCESS_KEY_ID=any", "AWS_SECRET_ACCESS_KEY=any", "AWS_EC2_METADATA_DISABLED=true",
            "AWS_CONFIG_FILE=/nowhere", "HOME=" + home_.path() });
}

Ran TestRegistryEngine::client(const QStringList& arguments, const QString& input)
{
    return run("docker", QStringList{ "--config", home_.path(), "-H", engine_endpoint() } + arguments, {}, input);
}

Json TestRegistryEngine::job_of(const char* operation, const std::string& image)
{
    const Json begun = ok(QString("QuaysideV1.") + operation, Json{ { "engine", engine_ }, { "image", image } });
    Json job{ { "status", "NOT BEGUN" } };
    if (!begun.contains("job"))
        return job;
    (void)QTest::qWaitFor(
        [&] {
            const Json jobs = ok("QuaysideV1.ListImageJobs", Json{ { "jobId", begun["job"]["jobId"] } });
            job = jobs["jobs"][0];
            return job["status"] != "RUNNING";
        },
        kPatience);
    return job;
}

std::vector<std::string> TestRegistryEngine::tags()
{
    std::vector<std::string> found;
    const Json list = ecr("ListImages", Json{ { "repositoryName", "team/web" } });
    for (const auto& id : list["imageIds"])
        found.push_back(id.value("imageTag", "-"));
    return found;
}

std::string TestRegistryEngine::digest_of(const char* tag)
{
    const Json list = ecr("ListImages", Json{ { "repositoryName", "team/web" } });
    for (const auto& id : list["imageIds"])
        if (id.value("imageTag", "") == tag)
            return id["imageDigest"].get<std::string>();
    return {};
}

Json TestRegistryEngine::on_engine(const QString& reference)
{
    const Json list = ok("QuaysideV1.ListEngineImages", Json{ { "engine", engine_ } });
    for (const auto& each : list["images"])
        if (each.value("reference", "") == reference.toStdString())
            return each;
    return {};
}

int TestRegistryEngine::registry_pid()
{
    QFile file(program_->state_directory() + "/registry/pid");
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
}

bool TestRegistryEngine::runs()
{
    return ok("QuaysideV1.DescribeRegistry", Json::object())["status"] == "RUNNING";
}

void TestRegistryEngine::a_repository_is_created_and_found()
{
    QVERIFY(ok("QuaysideV1.DescribeRegistry", Json::object())["status"] == "STOPPED");
    const Ran created = aws({ "create-repository", "--repository-name", "team/web" });
    QVERIFY2(created.code == 0, qPrintable(created.error));
    const Json repository = Json::parse(created.output.toStdString())["repository"];
    QVERIFY(repository["repositoryArn"] == "arn:aws:ecr:us-east-1:123456789012:repository/team/web");
    const auto uri = QString::fromStdString(repository["repositoryUri"].get<std::string>());
    QVERIFY(uri.endsWith("/team/web"));
    address_ = uri.section('/', 0, 0);
    QVERIFY(runs());
    const Ran twice = aws({ "create-repository", "--repository-name", "team/web" });
    QVERIFY2(twice.error.contains("RepositoryAlreadyExistsException"), qPrintable(twice.error));
    const Ran listed = aws({ "describe-repositories", "--query", "repositories[].repositoryName" });
    QVERIFY(Json::parse(listed.output.toStdString()) == Json::array({ "team/web" }));
}

// aws ecr get-login-password | docker login --username AWS --password-stdin HOST
void TestRegistryEngine::the_docker_program_logs_in_pushes_and_pulls()
{
    const Ran password = aws({ "get-login-password" });
    QVERIFY2(password.code == 0, qPrintable(password.error));
    const Ran wrong = client({ "login", "--username", "AWS", "--password-stdin", address_ }, "wrong");
    QVERIFY2(wrong.error.contains("unauthorized: that is no password of this registry"), qPrintable(wrong.error));
    const Ran login = client({ "login", "--username", "AWS", "--password-stdin", address_ }, password.output);
    QVERIFY2(login.output.contains("Login Succeeded"), qPrintable(login.error));
    QVERIFY(on_engine(engine_image())["digest"] == ""); // it came from no registry, and went to none
    docker({ "tag", engine_image(), image("1") });
    const Ran pushed = client({ "push", image("1") });
    QVERIFY2(pushed.code == 0, qPrintable(pushed.error));
    forget_image("1");
    const Ran pulled = client({ "pull", image("1") });
    QVERIFY2(pulled.code == 0, qPrintable(pulled.error));

    const Ran listed = aws({ "list-images", "--repository-name", "team/web" });
    const Json ids = Json::parse(listed.output.toStdString())["imageIds"];
    QCOMPARE(ids.size(), std::size_t(1));
    QVERIFY(ids[0]["imageTag"] == "1");
    QVERIFY(pushed.output.contains(QString::fromStdString(ids[0]["imageDigest"].get<std::string>())));
    const Json details = ecr("DescribeImages", Json{ { "repositoryName", "team/web" } })["imageDetails"][0];
    QVERIFY(details["imageSizeInBytes"].get<int>() > 100'000);
    QVERIFY(details["imageManifestMediaType"] == "application/vnd.docker.distribution.manifest.v2+json");
    const double age = QDateTime::currentMSecsSinceEpoch() / 1000.0 - details["imagePushedAt"].get<double>();
    QVERIFY(age > -1 && age < 600);
}

void TestRegistryEngine::nobody_gets_in_without_a_token()
{
    const QTemporaryDir nobody;
    const Ran refused = run("docker", { "--config", nobody.path(), "-H", engine_endpoint(), "pull", image("1") });
    QVERIFY(refused.code != 0);
    QVERIFY2(refused.error.contains("unauthorized"), qPrintable(refused.error));
}

void TestRegistryEngine::a_repository_must_be_there()
{
    const QString other = address_ + "/team/other:1";
    docker({ "tag", engine_image(), other });
    const Ran refused = client({ "push", other });
    docker({ "rmi", other });
    QVERIFY(refused.code != 0);
    QVERIFY2(refused.error.contains("The repository with name 'team/other' does not exist"), qPrintable(refused.error));
    QVERIFY(ecr("DescribeRepositories", Json::object())["repositories"].size() == 1);
}

void TestRegistryEngine::our_own_pushes_and_pulls_need_no_login()
{
    const auto ours = image("ours").toStdString();
    ok("QuaysideV1.TagImage",
        Json{ { "engine", engine_ }, { "image", engine_image().toStdString() }, { "newImage", ours } });
    const Json pushed = job_of("PushImage", ours);
    QVERIFY2(pushed["status"] == "SUCCEEDED", pushed.dump().c_str());
    forget_image("ours");
    const Json pulled = job_of("PullImage", ours);
    QVERIFY2(pulled["status"] == "SUCCEEDED", pulled.dump().c_str());
    QVERIFY((tags() == std::vector<std::string>{ "1", "ours" }));
    QVERIFY(ok("QuaysideV1.ListRegistryLogins", Json::object())["logins"].empty());
}

void TestRegistryEngine::an_image_is_named_by_digest_or_without_a_tag()
{
    const QString repository = address_ + "/team/web";
    const QString digest = QString::fromStdString(digest_of("1"));
    ok("QuaysideV1.TagImage",
        Json{ { "engine", engine_ }, { "image", engine_image().toStdString() },
            { "newImage", repository.toStdString() } });
    const Json pushed = job_of("PushImage", repository.toStdString());
    QVERIFY2(pushed["status"] == "SUCCEEDED", pushed.dump().c_str());
    QVERIFY(!digest_of("latest").empty());

    docker({ "rmi", "-f", image("latest"), image("1"), image("ours") });
    const Json without_tag = job_of("PullImage", repository.toStdString());
    QVERIFY2(without_tag["status"] == "SUCCEEDED", without_tag.dump().c_str());
    const Json by_tag = on_engine(image("latest"));
    QVERIFY(by_tag["digest"].get<std::string>() == digest_of("latest"));
    docker({ "rmi", "-f", image("latest") });
    const Json by_digest = job_of("PullImage", (repository + "@" + digest).toStdString());
    QVERIFY2(by_digest["status"] == "SUCCEEDED", by_digest.dump().c_str());
    const QString id = docker({ "image", "inspect", "--format", "{{.Id}}", repository + "@" + digest });
    QCOMPARE(id.toStdString(), by_tag["imageId"].get<std::string>());
    ecr("BatchDeleteImage",
        Json{ { "repositoryName", "team/web" }, { "imageIds", Json::array({ Json{ { "imageTag", "latest" } } }) } });
}

void TestRegistryEngine::a_task_runs_an_image_of_it()
{
    forget_image("1");
    forget_image("ours");
    const Json container{ { "name", "c" }, { "image", image("1").toStdString() }, { "memory", 16 },
        { "command", { "true" } } };
    Json definition{ { "family", "from-registry" } };
    definition["containerDefinitions"] = Json::array({ container });
    ok("RegisterTaskDefinition", definition);
    const Json run = ok("RunTask", Json{ { "taskDefinition", "from-registry" } });
    Json input = Json::object();
    input["tasks"] = Json::array({ run["tasks"][0]["taskArn"] });
    Json task;
    QVERIFY(QTest::qWaitFor(
        [&] {
            const Json tasks = ok("DescribeTasks", input);
            task = tasks["tasks"][0];
            return task["lastStatus"] == "STOPPED";
        },
        kPatience));
    QVERIFY2(task["containers"][0].value("exitCode", -1) == 0, task.dump().c_str());
    QVERIFY(task["containers"][0].value("imageDigest", "") == digest_of("1"));
}

// An image that differs by a label from others; the engine has it under the tag as well.
void TestRegistryEngine::push_as(const char* tag, const QString& content)
{
    const auto container = docker({ "create", engine_image() });
    docker({ "commit", "--change", "LABEL content=" + content, container, image(tag) });
    docker({ "rm", container });
    const Json pushed = job_of("PushImage", image(tag).toStdString());
    QVERIFY2(pushed["status"] == "SUCCEEDED", pushed.dump().c_str());
}

// Once that many tasks run and no more.
std::vector<std::string> TestRegistryEngine::digests_that_run(std::size_t count)
{
    std::vector<std::string> digests;
    (void)QTest::qWaitFor(
        [&] {
            digests.clear();
            const Json listed = ok("ListTasks", Json{ { "serviceName", "steady" } });
            if (listed["taskArns"].size() != count || count == 0)
                return listed["taskArns"].size() == count;
            const Json described = ok("DescribeTasks", Json{ { "tasks", listed["taskArns"] } });
            for (const auto& task : described["tasks"])
                if (task["lastStatus"] == "RUNNING")
                    digests.push_back(task["containers"][0].value("imageDigest", ""));
            return digests.size() == count;
        },
        kPatience);
    return digests;
}

void TestRegistryEngine::a_deployment_stays_with_the_image_of_its_first_task()
{
    push_as("moves", "1");
    const auto first = digest_of("moves");
    const Json container{ { "name", "c" }, { "image", image("moves").toStdString() }, { "memory", 16 },
        { "command", { "sh", "-c", "trap 'exit 0' TERM; sleep 100000 & wait" } } };
    Json definition{ { "family", "steady" } };
    definition["containerDefinitions"] = Json::array({ container });
    ok("RegisterTaskDefinition", definition);
    ok("CreateService", Json{ { "serviceName", "steady" }, { "taskDefinition", "steady" }, { "desiredCount", 1 } });
    QVERIFY(digests_that_run(1) == std::vector{ first });
    push_as("moves", "2");
    const auto second = digest_of("moves");
    QVERIFY(!second.empty() && second != first);
    ok("UpdateService", Json{ { "service", "steady" }, { "desiredCount", 3 } });
    QVERIFY((digests_that_run(3) == std::vector{ first, first, first }));
    const auto here = docker_lines({ "ps", "-q", "--filter", "label=io.quayside.installation=" + installation_ });
    for (const auto& id : here)
        QCOMPARE(docker({ "inspect", "--format", "{{.Config.Labels.content}}", id }), QString("1"));

    docker({ "rmi", image("moves") }); // another engine would not have it either
    const Json deployments = ok("ListServiceDeployments", Json{ { "service", "steady" } })["serviceDeployments"];
    const Json revisions = ok("DescribeServiceRevisions",
        Json{ { "serviceRevisionArns", Json::array({ deployments[0]["targetServiceRevisionArn"] }) } });
    const Json images = revisions["serviceRevisions"][0]["containerImages"];
    QVERIFY2(images[0].value("imageDigest", "") == first, images.dump().c_str());
    ok("UpdateService", Json{ { "service", "steady" }, { "forceNewDeployment", true } });
    QVERIFY(QTest::qWaitFor(
        [&] {
            return (digests_that_run(3) == std::vector{ second, second, second });
        },
        2 * kPatience));
    ok("DeleteService", Json{ { "service", "steady" }, { "force", true } });
    QVERIFY(digests_that_run(0).empty());
    ecr("BatchDeleteImage",
        Json{ { "repositoryName", "team/web" },
            { "imageIds", Json::array({ Json{ { "imageDigest", first } }, Json{ { "imageDigest", second } } }) } });
}

void TestRegistryEngine::a_tag_goes_and_then_its_image()
{
    const Ran deleted = aws(
        { "batch-delete-image", "--repository-name", "team/web", "--image-ids", "imageTag=ours", "imageTag=never" });
    QVERIFY2(deleted.code == 0, qPrintable(deleted.error));
    const Json reply = Json::parse(deleted.output.toStdString());
    QVERIFY(reply["imageIds"][0]["imageTag"] == "ours");
    QVERIFY(reply["failures"][0]["failureCode"] == "ImageNotFound");
    QVERIFY((tags() == std::vector<std::string>{ "1" }));
    ecr("BatchDeleteImage",
        Json{ { "repositoryName", "team/web" }, { "imageIds", Json::array({ Json{ { "imageTag", "1" } } }) } });
    QVERIFY(tags().empty());
    forget_image("1");
    const Ran gone = client({ "pull", image("1") });
    QVERIFY2(gone.error.contains("manifest unknown") || gone.error.contains("not found"), qPrintable(gone.error));
}

// With the command that Quayside runs when nobody has pushed for a while.
void TestRegistryEngine::what_nothing_names_is_cleared_away()
{
    const QString blobs = program_->state_directory() + "/registry/data/docker/registry/v2/blobs/sha256";
    const auto count = [&blobs] {
        return run("find", { blobs, "-name", "data" }).output.split('\n', Qt::SkipEmptyParts).size();
    };
    QVERIFY(count() > 0);
    const Ran collected
        = run("docker-registry", { "garbage-collect", program_->state_directory() + "/registry/config.yml" });
    QVERIFY2(collected.code == 0, qPrintable(collected.error));
    QCOMPARE(count(), 0);
    docker({ "tag", engine_image(), image("2") }); // whole again, though its layers were here before
    const Ran pushed = client({ "push", image("2") });
    QVERIFY2(pushed.code == 0, qPrintable(pushed.error));
    QVERIFY(count() > 0);
}

void TestRegistryEngine::it_is_started_again_when_it_dies()
{
    const int before = registry_pid();
    QVERIFY(before > 0);
    QCOMPARE(::kill(before, SIGKILL), 0);
    QVERIFY(QTest::qWaitFor([&] { return registry_pid() != before && runs(); }, kPatience));
    forget_image("2");
    QVERIFY(client({ "pull", image("2") }).code == 0);
}

void TestRegistryEngine::it_is_replaced_after_a_crash()
{
    const int before = registry_pid();
    program_->kill_9();
    QVERIFY(is_alive(before)); // left behind
    QVERIFY2(program_->start(), qPrintable(program_->output()));
    QVERIFY(QTest::qWaitFor([&] { return registry_pid() != before && runs(); }, kPatience));
    QVERIFY(QTest::qWaitFor([before] { return !is_alive(before); }, kPatience));
    forget_image("2");
    const Ran pulled = client({ "pull", image("2") }); // by the same name, with the login from before
    QVERIFY2(pulled.code == 0, qPrintable(pulled.error));
}

void TestRegistryEngine::a_repository_goes_with_its_images()
{
    const Ran refused = aws({ "delete-repository", "--repository-name", "team/web" });
    QVERIFY2(refused.error.contains("RepositoryNotEmptyException"), qPrintable(refused.error));
    const Ran deleted = aws({ "delete-repository", "--repository-name", "team/web", "--force" });
    QVERIFY2(deleted.code == 0, qPrintable(deleted.error));
    QVERIFY(ecr("DescribeRepositories", Json::object())["repositories"].empty());
    forget_image("2");
    QVERIFY(client({ "pull", image("2") }).code != 0);
}

void TestRegistryEngine::it_ends_with_the_program()
{
    const int pid = registry_pid();
    QVERIFY(pid > 0);
    QVERIFY(program_->stop());
    QVERIFY(!is_alive(pid));
    program_.reset();
}

QTEST_GUILESS_MAIN(TestRegistryEngine)
#include "tst_registry_engine.moc"
