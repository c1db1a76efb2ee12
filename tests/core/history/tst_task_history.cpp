#include "core/history/task_history.h"
#include "tests/support/sim_loop.h"

#include <QtTest>

#include <filesystem>

using namespace quayside;
using namespace quayside::history;
using namespace std::chrono_literals;

namespace {

const TimePoint kNoon{ std::chrono::seconds{ 1'795'348'800 } };

Id id_of(std::uint8_t number)
{
    Id id;
    id.bytes[15] = number;
    return id;
}

PastTask task(std::uint8_t number, Duration after_noon, const std::string& family = "web")
{
    PastTask task;
    task.id = id_of(number);
    task.cluster = "harbour";
    task.family = family;
    task.revision = 3;
    task.service = family == "web" ? "front" : "";
    task.container_instance = id_of(200);
    task.instance_name = "quay-a1";
    task.stop_code = model::StopCode::EssentialContainerExited;
    task.stopped_reason = "Essential container in task exited";
    task.started_at = kNoon + after_noon - 5min;
    task.stopped_at = kNoon + after_noon;
    model::Container seen;
    seen.last_status = model::ContainerStatus::Stopped;
    seen.exit_code = 137;
    seen.reason = "OutOfMemoryError: Container killed due to memory usage";
    task.containers = { { "main", "harbour/web:3", true, seen }, { "log", "harbour/log", false, {} } };
    return task;
}

std::map<Id, PastTask> all(std::initializer_list<PastTask> tasks)
{
    std::map<Id, PastTask> by_id;
    for (const auto& task : tasks)
        by_id.emplace(task.id, task);
    return by_id;
}

std::vector<int> numbers(const Result<std::vector<PastTask>>& tasks)
{
    std::vector<int> numbers;
    if (!tasks)
        return { -1 };
    for (const auto& task : *tasks)
        numbers.push_back(task.id.bytes[15]);
    return numbers;
}

} // namespace

class TestTaskHistory : public QObject {
    Q_OBJECT

private slots:
    void init() { directory_ = std::make_unique<QTemporaryDir>(); }

    void a_task_is_found_as_it_was_told();
    void a_kill_takes_nothing_that_was_kept();
    void the_last_to_stop_comes_first_in_pages();
    void cluster_family_service_and_time_choose();
    void what_is_too_old_goes();
    void the_oldest_go_for_want_of_room();
    void a_task_that_is_told_of_twice_counts_once();
    void what_is_told_is_gathered_and_found_at_once();
    void what_fails_is_named_and_tried_again();
    void it_tells_of_what_it_drops();

private:
    std::string path(const char* name = "history.db") const { return directory_->filePath(name).toStdString(); }
    std::unique_ptr<TaskFile> opened(const TaskLimits& limits = {}) const
    {
        auto file = TaskFile::open(path(), limits);
        if (!file)
            qFatal("%s", file.error().message.c_str());
        return std::move(*file);
    }

    std::unique_ptr<QTemporaryDir> directory_;
};

void TestTaskHistory::a_task_is_found_as_it_was_told()
{
    QVERIFY(opened()->keep(all({ task(1, 0s), task(2, 1s) })));
    const auto file = opened();
    const auto found = file->find(id_of(1));
    QVERIFY(found && *found);
    QVERIFY(**found == task(1, 0s));
    QVERIFY(!file->find(id_of(3)).value());
}

void TestTaskHistory::a_kill_takes_nothing_that_was_kept()
{
    const auto file = opened();
    for (std::uint8_t i = 1; i <= 20; ++i) {
        QVERIFY(file->keep(all({ task(i, i * 1s) })));
        QTemporaryDir left; // what a program that is killed now would leave
        std::filesystem::copy(
            directory_->path().toStdString(), left.path().toStdString(), std::filesystem::copy_options::recursive);
        const auto again = TaskFile::open(left.filePath("history.db").toStdString(), {});
        QVERIFY(again);
        QCOMPARE(numbers((*again)->find(TaskQuery())).size(), std::size_t{ i });
    }
}

void TestTaskHistory::the_last_to_stop_comes_first_in_pages()
{
    const auto file = opened();
    QVERIFY(file->keep(all({ task(1, 9s), task(2, 5s), task(3, 5s), task(4, 5s), task(5, 1s) })));
    TaskQuery query;
    query.most = 2;
    QCOMPARE(numbers(file->find(query)), (std::vector<int>{ 1, 4 }));
    query.until = kNoon + 5s;
    query.after = id_of(4);
    QCOMPARE(numbers(file->find(query)), (std::vector<int>{ 3, 2 }));
    query.after = id_of(2);
    QCOMPARE(numbers(file->find(query)), (std::vector<int>{ 5 }));
}

void TestTaskHistory::cluster_family_service_and_time_choose()
{
    const auto file = opened();
    auto elsewhere = task(3, 3s);
    elsewhere.cluster = "staging";
    QVERIFY(file->keep(all({ task(1, 1s), task(2, 2s, "batch"), elsewhere })));
    QCOMPARE(numbers(file->find({ .cluster = "harbour" })), (std::vector<int>{ 2, 1 }));
    QCOMPARE(numbers(file->find({ .cluster = "staging" })), (std::vector<int>{ 3 }));
    QCOMPARE(numbers(file->find({ .family = "batch" })), (std::vector<int>{ 2 }));
    QCOMPARE(numbers(file->find({ .service = "front" })), (std::vector<int>{ 3, 1 }));
    QCOMPARE(numbers(file->find({ .since = kNoon + 2s })), (std::vector<int>{ 3, 2 }));
    QCOMPARE(numbers(file->find({ .until = kNoon + 2s })), (std::vector<int>{ 1 }));
}

void TestTaskHistory::what_is_too_old_goes()
{
    const auto file = opened({ .age = 24h });
    QVERIFY(file->keep(all({ task(1, 0s), task(2, 1h) })));
    QVERIFY(file->clean(kNoon + 24h - 1s)->empty());
    QCOMPARE(*file->clean(kNoon + 24h), std::vector<Id>{ id_of(1) });
    QCOMPARE(numbers(file->find(TaskQuery())), (std::vector<int>{ 2 }));
    QCOMPARE(*file->clean(kNoon + 48h), std::vector<Id>{ id_of(2) });
    QCOMPARE(file->bytes(), 0);
}

void TestTaskHistory::the_oldest_go_for_want_of_room()
{
    const auto each = [this] {
        const auto file = opened();
        (void)file->keep(all({ task(1, 1s) }));
        return file->bytes();
    }();
    const auto file = opened({ .bytes = 3 * each });
    QCOMPARE(file->bytes(), each);
    QVERIFY(file->keep(all({ task(2, 2s), task(3, 3s), task(4, 4s), task(5, 5s) })));
    QCOMPARE(*file->clean(kNoon), (std::vector<Id>{ id_of(1), id_of(2) }));
    QCOMPARE(numbers(file->find(TaskQuery())), (std::vector<int>{ 5, 4, 3 }));
    QVERIFY(file->bytes() <= 3 * each);
}

void TestTaskHistory::a_task_that_is_told_of_twice_counts_once()
{
    auto file = opened();
    QVERIFY(file->keep(all({ task(1, 1s) })));
    const auto size = file->bytes();
    QVERIFY(file->keep(all({ task(1, 1s) })));
    QCOMPARE(file->bytes(), size);
    file.reset();
    QCOMPARE(opened()->bytes(), size);
}

void TestTaskHistory::what_is_told_is_gathered_and_found_at_once()
{
    test::SimLoop loop, files;
    TaskHistory history(loop, files, path());
    history.keep(task(1, 1s));
    history.keep(task(2, 2s));
    QVERIFY(history.is_on_its_way(id_of(1)) && !history.is_on_its_way(id_of(3)));
    std::vector<int> found;
    history.find(TaskQuery(), [&](const auto& tasks) { found = numbers(tasks); });
    history.keep(task(3, 3s));
    files.run_ready();
    QVERIFY(history.is_on_its_way(id_of(1))); // not told yet that it is there
    loop.run_ready();
    QCOMPARE(found, (std::vector<int>{ 2, 1 }));
    QVERIFY(!history.is_on_its_way(id_of(1)) && history.is_on_its_way(id_of(3)));
    loop.advance(500ms);
    files.run_ready();
    loop.run_ready();
    QVERIFY(!history.is_on_its_way(id_of(3)));
    std::vector<Id> unknown;
    history.find_unknown({ id_of(3), id_of(9) }, [&](const auto& ids) { unknown = ids; });
    files.run_ready();
    loop.run_ready();
    QCOMPARE(unknown, std::vector<Id>{ id_of(9) });
}

void TestTaskHistory::what_fails_is_named_and_tried_again()
{
    test::SimLoop loop;
    TaskHistory history(loop, loop, "/proc/nowhere/history.db");
    history.keep(task(1, 1s));
    loop.advance(1s);
    QVERIFY(!history.is_on_its_way(id_of(1))); // nobody waits for what may never come
    std::string why;
    history.find(TaskQuery(), [&](const auto& tasks) { why = tasks ? "found" : tasks.error().message; });
    loop.run_ready();
    QVERIFY2(why.find("/proc/nowhere") != std::string::npos, why.c_str());
}

void TestTaskHistory::it_tells_of_what_it_drops()
{
    test::SimLoop loop(kNoon);
    TaskHistory history(loop, loop, path(), { .age = 24h });
    std::vector<Id> gone;
    history.when_dropped([&](const auto& ids) { gone.insert(gone.end(), ids.begin(), ids.end()); });
    history.keep(task(1, 0s));
    loop.advance(23h);
    QVERIFY(gone.empty());
    loop.advance(2h);
    QCOMPARE(gone, std::vector<Id>{ id_of(1) });
}

QTEST_GUILESS_MAIN(TestTaskHistory)
#include "tst_task_history.moc"
