// Copies from and to simulated containers.

#include "core/docker/simulated_engine.h"
#include "core/files/file_jobs.h"
#include "core/net/asio_loop.h"
#include "tests/support/run_loop.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace quayside;
using namespace quayside::files;
using namespace std::chrono_literals;

namespace {

const Id kEngine = *Id::parse("00000000000000000000000000000001");

docker::ContainerConfig config()
{
    docker::ContainerConfig made;
    made.name = "web";
    made.body = Json{ { "Image", "web:1" } };
    return made;
}

// A container that runs.
struct Yard {
    net::AsioLoop loop;
    std::optional<docker::SimulatedEngine> engine{ std::in_place, loop, docker::SimulatedEngineSettings{} };
    FileJobs jobs{ loop, [this](const Id&) { return engine ? &*engine : nullptr; } };
    Place place{ kEngine, {}, "web", *engine->put_container(config(), loop.now()) };

    const FileJob& ended(std::uint64_t number)
    {
        const auto over = [&] { return jobs.find(number)->status != FileJob::Status::Running; };
        if (!test::run_until(loop, over))
            QTest::qFail("the job did not end", __FILE__, __LINE__);
        return *jobs.find(number);
    }
    Result<Listing> list(const std::string& path)
    {
        std::optional<Result<Listing>> given;
        jobs.list(place, path, [&given](Result<Listing> listing) { given = std::move(listing); });
        (void)test::run_until(loop, [&] { return given.has_value(); });
        return given ? *given : fail(Error::server("no answer"));
    }
};

QByteArray content_of(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

} // namespace

class TestFileJobs : public QObject {
    Q_OBJECT

private slots:
    void a_file_is_fetched_and_a_folder_whole()
    {
        Yard yard;
        const QTemporaryDir to;
        const auto file
            = yard.ended(yard.jobs.copy_from(yard.place, "/var/log/app.log", to.path().toStdString(), false));
        QVERIFY2(file.status == FileJob::Status::Succeeded, file.message.c_str());
        QCOMPARE(file.message, "It lies in " + to.filePath("app.log").toStdString() + ".");
        QCOMPARE(content_of(to.filePath("app.log")), QByteArray("started\nlistening on port 80\n"));
        QCOMPARE(file.current, file.total);
        const auto folder = yard.ended(yard.jobs.copy_from(yard.place, "/etc", to.path().toStdString(), false));
        QVERIFY2(folder.status == FileJob::Status::Succeeded, folder.message.c_str());
        QVERIFY(folder.message.ends_with("/etc. Left out: 1 that is no file and no folder, or leads elsewhere."));
        QVERIFY(QFileInfo::exists(to.filePath("etc/os-release")));
    }

    void what_is_put_is_there()
    {
        Yard yard;
        const QTemporaryDir from, to;
        QVERIFY(QDir(from.path()).mkpath("site/css"));
        QFile file(from.filePath("site/css/main.css"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(3 << 20, 'c'));
        file.close();
        const auto put = yard.ended(yard.jobs.copy_to(yard.place, from.filePath("site").toStdString(), "/app/data"));
        QVERIFY2(put.status == FileJob::Status::Succeeded, put.message.c_str());
        QCOMPARE(put.total, std::uint64_t(3 << 20));
        const auto listing = yard.list("/app/data/site/css");
        QVERIFY2(listing, listing ? "" : listing.error().message.c_str());
        QCOMPARE(listing->entries.size(), std::size_t(1));
        QCOMPARE(listing->entries[0].name, std::string("main.css"));
        QCOMPARE(listing->entries[0].size, std::int64_t(3 << 20));
        const auto back = yard.ended(yard.jobs.copy_from(yard.place, "/app/data/site", to.path().toStdString(), false));
        QVERIFY2(back.status == FileJob::Status::Succeeded, back.message.c_str());
        QCOMPARE(content_of(to.filePath("site/css/main.css")), QByteArray(3 << 20, 'c'));
    }

    void folders_are_listed()
    {
        Yard yard;
        const auto root = yard.list("/");
        QVERIFY2(root, root ? "" : root.error().message.c_str());
        QStringList names;
        for (const auto& entry : root->entries)
            names << QString::fromStdString(entry.name);
        QCOMPARE(names, (QStringList{ "app", "etc", "tmp", "var" }));
        QVERIFY(root->whole);
        QCOMPARE(yard.list("/none").error().message, std::string("There is no /none/ in the container."));
        QCOMPARE(yard.list("/app/README").error().message, std::string("path: /app/README is no folder."));
        QCOMPARE(yard.jobs.running(), std::size_t(0));
    }

    void what_is_wrong_is_said()
    {
        Yard yard;
        const QTemporaryDir to;
        const auto directory = to.path().toStdString();
        const auto says = [&](std::uint64_t number) { return yard.ended(number).message; };
        QCOMPARE(says(yard.jobs.copy_from(yard.place, "/none", directory, false)),
            std::string("There is no /none in the container."));
        QVERIFY(
            says(yard.jobs.copy_from(yard.place, "/etc/mtab", directory, false)).starts_with("There is nothing that"));
        QVERIFY(says(yard.jobs.copy_from(yard.place, "/etc/os-release", "/no/such/folder", false))
                    .starts_with("Cannot write to /no/such/folder: "));
        QVERIFY(
            says(yard.jobs.copy_to(yard.place, "/no/such/file", "/app")).starts_with("Cannot read /no/such/file: "));
        QCOMPARE(
            says(yard.jobs.copy_to(yard.place, directory, "/app/README")), std::string("/app/README is no folder."));
        QVERIFY(yard.engine->set_fault("unreachable"));
        QVERIFY(!says(yard.jobs.copy_from(yard.place, "/etc", directory, false)).empty());
        QVERIFY(QDir(to.path()).isEmpty());
    }

    void a_stopped_copy_leaves_nothing_behind()
    {
        Yard yard;
        const QTemporaryDir to;
        const auto number = yard.jobs.copy_from(yard.place, "/var", to.path().toStdString(), false);
        yard.jobs.stop(number);
        QVERIFY(yard.jobs.find(number)->status == FileJob::Status::Stopped);
        const auto other = yard.jobs.copy_from(yard.place, "/etc", to.path().toStdString(), false);
        QVERIFY(yard.ended(other).status == FileJob::Status::Succeeded);
        QVERIFY(yard.jobs.find(number)->status == FileJob::Status::Stopped);
        QCOMPARE(
            QDir(to.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{ "etc" });
    }

    void with_its_engine_a_copy_fails()
    {
        Yard yard;
        const QTemporaryDir to;
        const auto number = yard.jobs.copy_from(yard.place, "/var", to.path().toStdString(), false);
        yard.jobs.forget_engine(kEngine);
        QCOMPARE(yard.jobs.find(number)->message, std::string("The engine is not registered any more."));
        yard.engine.reset();
        QVERIFY(yard.ended(yard.jobs.copy_to(yard.place, "/etc/hostname", "/app")).status == FileJob::Status::Failed);
    }

    void one_that_goes_on_ends_with_the_program()
    {
        const QTemporaryDir to;
        auto yard = std::make_unique<Yard>();
        (void)yard->jobs.copy_from(yard->place, "/var", to.path().toStdString(), false);
        QVERIFY(test::run_until(yard->loop, [&] { return yard->engine->counts().calls.contains("open_archive"); }));
        yard.reset(); // waits for its thread
        QVERIFY(QDir(to.path()).entryList({ ".quayside-*" }, QDir::AllEntries | QDir::Hidden).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFileJobs)
#include "tst_file_jobs.moc"
