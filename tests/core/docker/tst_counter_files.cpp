#include "core/docker/counter_files.h"

#include <QtTest>

#include <filesystem>
#include <fstream>

using namespace quayside;
using namespace quayside::docker;
namespace fs = std::filesystem;

namespace {

const std::string kId(64, 'a');
const TimePoint kNow{ std::chrono::seconds{ 1'795'348'800 } };
constexpr const char* kNetwork = "Inter-|   Receive                                                |  Transmit\n"
                                 " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets\n"
                                 "    lo:  900000 1 0 0 0 0 0 0 900000 1 0 0 0 0 0 0\n"
                                 "  eth0:    1500 8 0 0 0 0 0 0 2500 9 0 0 0 0 0 0\n"
                                 "  eth1:500 8 0 0 0 0 0 0 500 9 0 0 0 0 0 0\n";

} // namespace

class TestCounterFiles : public QObject {
    Q_OBJECT

private slots:
    void init() { directory_ = std::make_unique<QTemporaryDir>(); }

    void version_1();
    void version_1_with_controllers_in_one_tree();
    void version_2();
    void a_process_of_another_container_is_not_read();
    void what_has_ended_is_not_read();
    void a_container_without_a_network_has_no_traffic();

private:
    void write(const std::string& path, const std::string& text) const
    {
        const fs::path file = directory_->path().toStdString() + path;
        fs::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    void write_version_1(const std::string& groups) const
    {
        write("/proc/42/cgroup", groups);
        write("/proc/42/net/dev", kNetwork);
        write("/cg/cpuacct/quayside/t/" + kId + "/cpuacct.usage", "7000000\n");
        write("/cg/memory/quayside/t/" + kId + "/memory.usage_in_bytes", "5000\n");
        write("/cg/memory/quayside/t/" + kId + "/memory.stat",
            "cache 10\ninactive_file 77\nhierarchical_memory_limit 1\ntotal_inactive_file 1000\n");
    }
    CounterFiles files() const
    {
        const auto top = directory_->path().toStdString();
        return CounterFiles(top + "/proc", top + "/cg");
    }

    std::unique_ptr<QTemporaryDir> directory_;
};

void TestCounterFiles::version_1()
{
    write_version_1("9:memory:/quayside/t/" + kId + "\n5:cpuacct:/quayside/t/" + kId + "\n1:name=systemd:/x\n0::/\n");
    auto reader = files();
    const auto stats = reader.read(kId, 42, true, kNow);
    QVERIFY(stats && stats->at == kNow);
    QCOMPARE(stats->cpu_nanoseconds, std::uint64_t(7'000'000));
    QCOMPARE(stats->memory, std::uint64_t(4000));
    QCOMPARE(stats->network_received, std::uint64_t(2000));
    QCOMPARE(stats->network_sent, std::uint64_t(3000));
}

void TestCounterFiles::version_1_with_controllers_in_one_tree()
{
    write_version_1("9:memory:/quayside/t/" + kId + "\n5:cpu,cpuacct:/quayside/t/" + kId + "\n");
    QVERIFY(files().read(kId, 42, true, kNow));
}

void TestCounterFiles::version_2()
{
    const std::string group = "/system.slice/docker-" + kId + ".scope";
    write("/proc/42/cgroup", "0::" + group + "\n");
    write("/proc/42/net/dev", kNetwork);
    write("/cg" + group + "/cpu.stat", "usage_usec 7000\nuser_usec 1\n");
    write("/cg" + group + "/memory.current", "5000\n");
    write("/cg" + group + "/memory.stat", "anon 1\ninactive_file 1000\n");
    auto reader = files();
    const auto stats = reader.read(kId, 42, true, kNow);
    QVERIFY(stats);
    QCOMPARE(stats->cpu_nanoseconds, std::uint64_t(7'000'000));
    QCOMPARE(stats->memory, std::uint64_t(4000));
    QCOMPARE(stats->network_sent, std::uint64_t(3000));
}

void TestCounterFiles::a_process_of_another_container_is_not_read()
{
    write_version_1("9:memory:/quayside/t/" + kId + "\n5:cpuacct:/quayside/t/" + kId + "\n");
    QVERIFY(!files().read(std::string(64, 'b'), 42, true, kNow)); // the engine's 42 is none of ours
    QVERIFY(!files().read(kId, 43, true, kNow));
}

void TestCounterFiles::what_has_ended_is_not_read()
{
    write_version_1("9:memory:/quayside/t/" + kId + "\n5:cpuacct:/quayside/t/" + kId + "\n");
    auto reader = files();
    QVERIFY(reader.read(kId, 42, true, kNow));
    fs::remove_all(directory_->path().toStdString() + "/cg/cpuacct");
    QVERIFY(!reader.read(kId, 42, true, kNow));
}

void TestCounterFiles::a_container_without_a_network_has_no_traffic()
{
    write_version_1("9:memory:/quayside/t/" + kId + "\n5:cpuacct:/quayside/t/" + kId + "\n");
    const auto stats = files().read(kId, 42, false, kNow);
    QVERIFY(stats && stats->network_received == 0);
}

QTEST_GUILESS_MAIN(TestCounterFiles)
#include "tst_counter_files.moc"
