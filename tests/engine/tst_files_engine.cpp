// Files of containers on a real engine, with the real program.

#include "tests/support/docker_cli.h"
#include "tests/support/program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 120'000;
constexpr qint64 kLarge = qint64{ 96 } << 20; // bytes

// Memory of its own that the process has at most had, in KiB.
qint64 peak_of(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const auto all = QString::fromLatin1(status.readAll());
    for (const auto& line : all.split(u'\n'))
        if (line.startsWith(u"VmHWM:"))
            return line.section(u':', 1).simplified().section(u' ', 0, 0).toLongLong();
    return -1;
}

} // namespace

class TestFilesEngine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void folders_are_listed_with_ls_and_without();
    void a_folder_goes_there_and_back();
    void links_and_devices_stay_where_they_are();
    void a_large_file_is_never_all_in_memory();
    void a_copy_can_be_stopped();
    void what_is_wrong_is_said();
    void files_of_a_container_that_has_ended_are_reached();

private:
    Json ok(const char* operation, Json input);
    std::string error(const char* operation, Json input);
    Json ended(const char* operation, Json input); // the job when it is over
    std::string run(const std::string& family, const Json& command, const std::string& until = "RUNNING");
    std::string in_container(const QString& command);
    QStringList names_in(const std::string& path);

    std::unique_ptr<Program> program_;
    QTemporaryDir directory_;
    std::string task_;
    QString container_; // id
    QString installation_;
};

void TestFilesEngine::initTestCase()
{
    if (engine_endpoint().isEmpty())
        QSKIP(qPrintable(engine_skip_reason()));
    program_ = std::make_unique<Program>();
    QVERIFY2(program_->start({ "--engine", engine_endpoint() }), qPrintable(program_->output()));
    installation_
        = QString::fromStdString(ok("DescribeInstallation", Json::object())["installation"].get<std::string>());
    task_ = run("files", { "sh", "-c", "mkdir -p /data/sub; echo hello > /data/sub/hello; exec sleep 600" });
    QVERIFY(!task_.empty());
    const QString label = "label=io.quayside.installation=" + installation_;
    container_ = docker_lines({ "ps", "-q", "--filter", label }).value(0);
    QVERIFY(!container_.isEmpty());
    QVERIFY(QTest::qWaitFor([&] { return in_container("cat /data/sub/hello") == "hello"; }, kPatience));
}

void TestFilesEngine::cleanupTestCase()
{
    program_.reset();
    if (installation_.isEmpty())
        return;
    for (const auto& id : docker_lines({ "ps", "-aq", "--filter", "label=io.quayside.installation=" + installation_ }))
        docker({ "rm", "-f", id });
}

Json TestFilesEngine::ok(const char* operation, Json input)
{
    const auto answer = program_->call(QString("QuaysideV1.") + operation, std::move(input));
    if (answer.status != 200)
        QTest::qFail((std::string(operation) + ": " + answer.body.dump()).c_str(), __FILE__, __LINE__);
    return answer.body;
}

std::string TestFilesEngine::error(const char* operation, Json input)
{
    input["task"] = task_;
    const auto answer = program_->call(QString("QuaysideV1.") + operation, std::move(input));
    return answer.status == 200 ? "succeeded" : answer.body.value("message", "no message");
}

Json TestFilesEngine::ended(const char* operation, Json input)
{
    input["task"] = task_;
    const auto begun = ok(operation, std::move(input));
    Json job;
    (void)QTest::qWaitFor(
        [&] {
            const Json jobs = ok("ListFileJobs", Json::object());
            for (const auto& each : jobs["jobs"])
                if (each["jobId"] == begun["job"]["jobId"])
                    job = each;
            return job["status"] != "RUNNING";
        },
        kPatience);
    return job;
}

std::string TestFilesEngine::run(const std::string& family, const Json& command, const std::string& until)
{
    const Json container{ { "name", "c" }, { "image", engine_image().toStdString() }, { "memory", 64 },
        { "command", command } };
    Json definition{ { "family", family } };
    definition["containerDefinitions"] = Json::array({ container });
    if (program_->call("RegisterTaskDefinition", definition).status != 200)
        return {};
    Json answer;
    (void)QTest::qWaitFor(
        [&] {
            answer = program_->call("RunTask", Json{ { "taskDefinition", family } }).body;
            return answer.contains("tasks") && !answer["tasks"].empty();
        },
        kPatience);
    const std::string arn = answer["tasks"][0]["taskArn"];
    Json input = Json::object();
    input["tasks"] = Json::array({ arn });
    (void)QTest::qWaitFor(
        [&] { return program_->call("DescribeTasks", input).body["tasks"][0]["lastStatus"] == until; }, kPatience);
    return arn;
}

std::string TestFilesEngine::in_container(const QString& command)
{
    return docker({ "exec", container_, "sh", "-c", command }).toStdString();
}

QStringList TestFilesEngine::names_in(const std::string& path)
{
    const Json listing = ok("ListContainerFiles", Json{ { "task", task_ }, { "path", path } });
    QStringList names;
    for (const auto& file : listing["files"])
        names << QString::fromStdString(file["name"].get<std::string>());
    return names;
}

void TestFilesEngine::folders_are_listed_with_ls_and_without()
{
    const Json listing = ok("ListContainerFiles", Json{ { "task", task_ }, { "path", "/data" } });
    QVERIFY2(listing["files"].size() == 1 && listing["files"][0]["kind"] == "FOLDER", listing.dump().c_str());
    const Json file = ok("ListContainerFiles", Json{ { "task", task_ }, { "path", "/data/sub" } })["files"][0];
    QVERIFY2(file["name"] == "hello" && file["size"] == 6, file.dump().c_str());
    const auto age = QDateTime::currentSecsSinceEpoch() - file["modifiedAt"].get<double>();
    QVERIFY2(age >= 0 && age < 3600, qPrintable(QString::number(age)));
    QVERIFY(names_in("/").contains("data"));
    // Without ls the same is read from the archive of the folder.
    in_container("mv /bin/ls /gone");
    QCOMPARE(names_in("/data"), QStringList{ "sub" });
    QCOMPARE(names_in("/data/sub/"), QStringList{ "hello" });
    QVERIFY(names_in("/").contains("data"));
    in_container("mv /gone /bin/ls");
}

void TestFilesEngine::a_folder_goes_there_and_back()
{
    QDir(directory_.path()).mkpath("site/css");
    QFile file(directory_.filePath("site/css/a name; with $(odd) 'signs'"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("content");
    file.close();
    const auto put = ended(
        "CopyToContainer", Json{ { "source", directory_.filePath("site").toStdString() }, { "path", "/data" } });
    QVERIFY2(put["status"] == "SUCCEEDED", put.dump().c_str());
    QCOMPARE(in_container("cat \"/data/site/css/a name; with \\$(odd) 'signs'\""), std::string("content"));
    QDir(directory_.path()).mkpath("back");
    const Json back{ { "path", "/data/site" }, { "directory", directory_.filePath("back").toStdString() } };
    const auto fetched = ended("CopyFromContainer", back);
    QVERIFY2(fetched["status"] == "SUCCEEDED", fetched.dump().c_str());
    QVERIFY(QFileInfo::exists(directory_.filePath("back/site/css/a name; with $(odd) 'signs'")));
    const auto again = ended("CopyFromContainer", back);
    QVERIFY2(again["message"].get<std::string>().ends_with("/back/site already."), again.dump().c_str());
}

void TestFilesEngine::links_and_devices_stay_where_they_are()
{
    in_container("mkdir -p /odd; ln -s /etc/passwd /odd/out; ln -s ../data /odd/above; ln -s file /odd/in; echo 1 > "
                 "/odd/file; mknod /odd/null c 1 3; ln /odd/file /odd/hard; chmod 4755 /odd/file");
    const auto job
        = ended("CopyFromContainer", Json{ { "path", "/odd" }, { "directory", directory_.path().toStdString() } });
    QVERIFY2(job["status"] == "SUCCEEDED", job.dump().c_str());
    QVERIFY2(job["message"].get<std::string>().find("Left out: 3 that") != std::string::npos, job.dump().c_str());
    QCOMPARE(QDir(directory_.filePath("odd")).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot),
        (QStringList{ "file", "hard", "in" }));
    QVERIFY(!ok("ListContainerFiles", Json{ { "task", task_ }, { "path", "/odd" } })["files"].empty());
}

void TestFilesEngine::a_large_file_is_never_all_in_memory()
{
    QFile file(directory_.filePath("large"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray piece(1 << 20, 'x');
    for (qint64 size = 0; size < kLarge; size += piece.size())
        file.write(piece);
    file.close();
    const auto before = peak_of(program_->pid());
    QVERIFY(before > 0);
    const auto put = ended(
        "CopyToContainer", Json{ { "source", directory_.filePath("large").toStdString() }, { "path", "/data" } });
    QVERIFY2(put["status"] == "SUCCEEDED" && put["total"] == kLarge, put.dump().c_str());
    QVERIFY(QFile::remove(directory_.filePath("large")));
    const auto fetched = ended(
        "CopyFromContainer", Json{ { "path", "/data/large" }, { "directory", directory_.path().toStdString() } });
    QVERIFY2(fetched["status"] == "SUCCEEDED", fetched.dump().c_str());
    QCOMPARE(QFileInfo(directory_.filePath("large")).size(), kLarge);
    const auto grown = (peak_of(program_->pid()) - before) / 1024;
    qInfo("96 MiB there and back: %lld MiB more memory at most", grown);
    QVERIFY2(grown < 24, qPrintable(QString::number(grown)));
}

void TestFilesEngine::a_copy_can_be_stopped()
{
    const auto to = directory_.filePath("stopped");
    QVERIFY(QDir(directory_.path()).mkpath("stopped"));
    const auto begun = ok(
        "CopyFromContainer", Json{ { "task", task_ }, { "path", "/data/large" }, { "directory", to.toStdString() } });
    const auto stopped = ok("StopFileJob", Json{ { "jobId", begun["job"]["jobId"] } });
    QVERIFY2(stopped["job"]["status"] == "STOPPED", stopped.dump().c_str());
    QVERIFY(QTest::qWaitFor(
        [&] { return QDir(to).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty(); },
        kPatience));
}

void TestFilesEngine::what_is_wrong_is_said()
{
    const auto directory = directory_.path().toStdString();
    const auto message = [&](const char* operation, const Json& input) {
        return ended(operation, input)["message"].get<std::string>();
    };
    QCOMPARE(message("CopyFromContainer", { { "path", "/none" }, { "directory", directory } }),
        std::string("There is no /none in the container."));
    QCOMPARE(message("CopyToContainer", { { "source", directory }, { "path", "/none" } }),
        std::string("There is no /none in the container."));
    QCOMPARE(message("CopyToContainer", { { "source", directory }, { "path", "/data/sub/hello" } }),
        std::string("/data/sub/hello is no folder."));
    QVERIFY(message("CopyFromContainer", { { "path", "/odd/out" }, { "directory", directory } })
                .starts_with("There is nothing that can be copied"));
    QCOMPARE(error("CopyFromContainer", { { "path", "data" }, { "directory", directory } }),
        std::string("path: give an absolute path in the container."));
    QVERIFY(error("CopyFromContainer", { { "path", "/" }, { "directory", directory } }).starts_with("path: the root"));
    QVERIFY(error("CopyFromContainer", { { "path", "/data" }, { "directory", "/no/such" } })
                .starts_with("directory: there is no folder"));
    QVERIFY(error("CopyToContainer", { { "source", "/no/such" }, { "path", "/" } })
                .starts_with("source: there is no file or folder"));
    QCOMPARE(error("ListContainerFiles", { { "path", "/none" } }), std::string("There is no /none/ in the container."));
    QVERIFY(error("ListContainerFiles", { { "path", "/data/sub/hello" } }).find("hello") != std::string::npos);
    QVERIFY(error("ListContainerFiles", { { "path", "/" }, { "container", "none" } }).starts_with("container: "));
}

void TestFilesEngine::files_of_a_container_that_has_ended_are_reached()
{
    const auto task = task_;
    task_ = run("ended", { "sh", "-c", "mkdir /left; echo behind > /left/it" }, "STOPPED");
    QCOMPARE(names_in("/left"), QStringList{ "it" });
    const auto job
        = ended("CopyFromContainer", Json{ { "path", "/left/it" }, { "directory", directory_.path().toStdString() } });
    QVERIFY2(job["status"] == "SUCCEEDED", job.dump().c_str());
    task_ = task;
}

QTEST_GUILESS_MAIN(TestFilesEngine)
#include "tst_files_engine.moc"
