#include "core/store/codec.h"

#include "tests/support/records.h"

#include <QtTest>

using namespace quayside;
using namespace quayside::model;
using namespace quayside::store;
using namespace quayside::test;

namespace {

template <class T>
void round_trips(Random& random)
{
    std::string bytes;
    for (int i = 0; i < 500; ++i) {
        const T value = random_value<T>(random);
        encode(value, bytes);
        T back;
        QVERIFY(decode(bytes, back));
        QCOMPARE(fields_to_json(back).dump(), fields_to_json(value).dump());
        T from_json;
        QVERIFY(decode(fields_to_json(value).dump(), from_json));
        QCOMPARE(fields_to_json(from_json).dump(), fields_to_json(value).dump());
    }
}

template <class T>
void survives_any_bytes(Random& random)
{
    std::string bytes;
    for (int i = 0; i < 3'000; ++i) {
        encode(random_value<T>(random), bytes);
        if (random.below(2) == 0)
            bytes.resize(random.below(bytes.size() + 1));
        for (auto changes = random.below(4); changes > 0 && !bytes.empty(); --changes)
            bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
        T value;
        decode(bytes, value);
    }
}

Task running_task()
{
    Random random(5);
    Task made = task(random.id(), 12'345);
    made.container_instance = random.id();
    made.last_status = TaskStatus::Running;
    made.version = 4;
    made.created_at = made.connectivity_at = made.pull_started_at = made.pull_stopped_at = made.started_at
        = TimePoint(Duration(1'790'000'000'000'000));
    auto& container = made.containers.front();
    container.last_status = ContainerStatus::Running;
    container.started_at = made.started_at;
    container.runtime_id = random.id().hex() + random.id().hex();
    container.image_digest = "sha256:" + random.id().hex() + random.id().hex();
    container.network_bindings = { { 8080, 61'000, Protocol::Tcp, "127.0.0.1" } };
    return made;
}

std::string hex(const std::string& bytes)
{
    return QByteArray::fromStdString(bytes).toHex().toStdString();
}

} // namespace

class TestCodec : public QObject {
    Q_OBJECT

private slots:
    void every_kind_of_record_comes_back_as_it_was_written()
    {
        Random random(11);
        round_trips<Cluster>(random);
        round_trips<model::Engine>(random);
        round_trips<model::CapacityProvider>(random);
        round_trips<model::Alarm>(random);
        round_trips<model::AccountSetting>(random);
        round_trips<ContainerInstance>(random);
        round_trips<TaskDefinition>(random);
        round_trips<model::ServiceRevision>(random);
        round_trips<model::Service>(random);
        round_trips<model::Deployment>(random);
        round_trips<TaskSpec>(random);
        round_trips<Task>(random);
        round_trips<Event>(random);
    }

    void damaged_bytes_are_refused_or_read_but_never_crash()
    {
        Random random(12);
        survives_any_bytes<Task>(random);
        survives_any_bytes<ContainerInstance>(random);
        survives_any_bytes<TaskSpec>(random);
        Task value;
        QVERIFY(!decode("", value));
        QVERIFY(!decode("\x02", value));
    }

    // A change of these bytes makes every state file unreadable: it takes an upgrade step.
    void the_bytes_of_a_task_stay_what_they_are()
    {
        Task made;
        made.id.bytes = { 0xaa, 0xbb };
        made.spec_row = 300;
        made.last_status = TaskStatus::Stopped;
        made.connected = false;
        made.stopped_at = TimePoint(Duration(1'000));
        made.containers.resize(1);
        made.containers[0].exit_code = -1;
        std::string bytes;
        encode(made, bytes);
        const std::string expected = "01" // format
                                     "8d8128" // id, spec, lastStatus, connected, stoppedAt, containers
                                     "aabb0000000000000000000000000000"
                                     "ac02"
                                     "07"
                                     "00"
                                     "d00f"
                                     "01" // one container
                                     "04" // exitCode
                                     "0101";
        QVERIFY2(hex(bytes) == expected, hex(bytes).c_str());
    }

    void a_running_task_takes_at_most_250_bytes()
    {
        std::string bytes;
        encode(running_task(), bytes);
        QVERIFY2(bytes.size() <= 250, std::to_string(bytes.size()).c_str());
    }
};

QTEST_GUILESS_MAIN(TestCodec)
#include "tst_codec.moc"
