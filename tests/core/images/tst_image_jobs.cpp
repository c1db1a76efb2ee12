#include "core/docker/simulated_engine.h"
#include "core/images/image_jobs.h"
#include "tests/support/sim_loop.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <optional>

using namespace quayside;
using namespace quayside::images;
using namespace std::chrono_literals;
using test::SimLoop;

namespace {

const Id kEngine = *Id::parse("00000000000000000000000000000001");

struct Yard {
    SimLoop loop;
    std::optional<docker::SimulatedEngine> engine{ std::in_place, loop,
        docker::SimulatedEngineSettings{ .pull_time = 4s, .unknown_images = { "gone:1" } } };
    RegistryLogins logins;
    images::LocalRegistry registry{ loop, nullptr, {} };
    ImageJobs jobs{ loop, [this](const Id&) { return engine ? &*engine : nullptr; }, logins, registry };

    const ImageJob& job(std::uint64_t number) const { return *jobs.find(number); }
    bool ends(std::uint64_t number)
    {
        return loop.advance_until([&] { return job(number).status != ImageJob::Status::Running; }, 1min);
    }
};

} // namespace

class TestImageJobs : public QObject {
    Q_OBJECT

private slots:
    void a_pull_is_followed_to_its_end()
    {
        Yard yard;
        const auto number = yard.jobs.pull(kEngine, "web:1");
        yard.loop.advance(2s);
        QCOMPARE(yard.job(number).message, std::string("Downloading"));
        QVERIFY(yard.job(number).current > 0 && yard.job(number).current < yard.job(number).total);
        QVERIFY(yard.ends(number));
        QVERIFY(yard.job(number).status == ImageJob::Status::Succeeded);
        QVERIFY(yard.job(number).ended_at >= yard.job(number).started_at + 4s);
        QVERIFY(yard.engine->host().image_present("web:1"));
        const auto push = yard.jobs.push(kEngine, "web:1");
        QVERIFY(yard.ends(push));
        QVERIFY(yard.job(push).status == ImageJob::Status::Succeeded);
    }

    void a_failure_is_told_in_the_engines_words()
    {
        Yard yard;
        const auto number = yard.jobs.pull(kEngine, "gone:1");
        QVERIFY(yard.ends(number));
        QVERIFY(yard.job(number).status == ImageJob::Status::Failed);
        QVERIFY(yard.job(number).message.starts_with("pull access denied for gone, "));
    }

    void what_is_stopped_has_no_effect_any_more()
    {
        Yard yard;
        const auto number = yard.jobs.pull(kEngine, "web:1");
        yard.loop.advance(1s);
        yard.jobs.stop(number);
        QVERIFY(yard.job(number).status == ImageJob::Status::Stopped);
        yard.loop.advance(1min);
        QVERIFY(yard.job(number).status == ImageJob::Status::Stopped);
        QVERIFY(!yard.engine->host().image_present("web:1"));
    }

    void with_its_engine_a_job_fails()
    {
        Yard yard;
        const auto number = yard.jobs.pull(kEngine, "web:1");
        yard.engine.reset();
        yard.jobs.forget_engine(kEngine);
        QCOMPARE(yard.job(number).message, std::string("The engine is not registered any more."));
        const auto late = yard.jobs.pull(kEngine, "web:1");
        QVERIFY(yard.job(late).status == ImageJob::Status::Failed);
    }

    void a_folder_is_built()
    {
        const QTemporaryDir dir;
        QFile file(dir.filePath("Dockerfile"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        Yard yard;
        docker::ImageBuild build;
        build.reference = "mine:1";
        const auto number = yard.jobs.build(kEngine, dir.path().toStdString(), build);
        // The folder is read on a thread of its own, for which this clock does not run.
        QVERIFY(QTest::qWaitFor([&] { return yard.loop.run_ready() > 0; }));
        QVERIFY(yard.ends(number));
        QVERIFY(yard.job(number).status == ImageJob::Status::Succeeded);
        QVERIFY(yard.job(number).image_id.starts_with("sha256:"));
        QVERIFY(yard.job(number).output.starts_with("Step 1/8 "));
        QVERIFY(yard.engine->host().image_present("mine:1"));

        build.dockerfile = "Other";
        const auto wrong = yard.jobs.build(kEngine, dir.path().toStdString(), build);
        QVERIFY(QTest::qWaitFor([&] { return yard.loop.run_ready() > 0; }));
        QVERIFY(yard.job(wrong).message.starts_with("dockerfile: there is no file "));
    }

    void two_builds_hold_their_folders_at_a_time()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath("Dockerfile"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("FROM base\n") > 0);
        file.close();
        Yard yard;
        docker::ImageBuild build;
        build.reference = "mine:1";
        std::vector<std::uint64_t> numbers;
        for (std::size_t i = 0; i < ImageJobs::kBuildsAtOnce + 2; ++i)
            numbers.push_back(yard.jobs.build(kEngine, dir.path().toStdString(), build));
        const auto waits = [&](std::size_t i) { return yard.job(numbers[i]).message == "Waiting for other builds"; };
        QVERIFY(!waits(0) && !waits(1) && waits(2) && waits(3));
        yard.jobs.stop(numbers[2]); // one that has not begun
        const auto goes_on = [&](std::size_t i) {
            return QTest::qWaitFor([&] {
                yard.loop.run_ready();
                return !waits(i);
            });
        };
        yard.jobs.stop(numbers[0]); // its reader has to notice first
        QVERIFY(goes_on(3));
        const auto ended = [&] {
            return std::ranges::all_of(numbers, [&](auto number) {
                return !yard.job(number).output.empty() || yard.job(number).status == ImageJob::Status::Stopped;
            });
        };
        QVERIFY(QTest::qWaitFor([&] {
            yard.loop.advance(1s);
            return ended();
        }));
        QVERIFY(yard.ends(numbers[1]) && yard.ends(numbers[3]));
        QVERIFY(yard.job(numbers[3]).status == ImageJob::Status::Succeeded);
    }

    void the_oldest_are_forgotten()
    {
        Yard yard;
        const auto first = yard.jobs.pull(kEngine, "gone:1");
        for (std::size_t i = 0; i < ImageJobs::kKept; ++i)
            QVERIFY(yard.ends(yard.jobs.pull(kEngine, "gone:1")));
        QVERIFY(!yard.jobs.find(first));
        QCOMPARE(yard.jobs.all().size(), ImageJobs::kKept);
    }
};

QTEST_GUILESS_MAIN(TestImageJobs)
#include "tst_image_jobs.moc"
