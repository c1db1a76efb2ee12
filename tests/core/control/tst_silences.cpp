#include "core/control/silences.h"
#include "tests/support/settable_loop.h"

#include <QTest>

using namespace quayside;
using namespace quayside::model;
using namespace std::chrono_literals;

namespace {

struct Fixture {
    void tell(bool connected)
    {
        auto after = std::make_shared<Engine>();
        after->id = *Id::parse("0123456789abcdef0123456789abcdef");
        after->connected = connected;
        ChangeSet changes;
        changes.of<Engine>().push_back({ std::exchange(engine, after), after });
        silences.apply(changes);
    }
    void remove()
    {
        ChangeSet changes;
        changes.of<Engine>().push_back({ std::exchange(engine, nullptr), nullptr });
        silences.apply(changes);
    }

    test::SettableLoop loop;
    int lost = 0;
    std::shared_ptr<const Engine> engine;
    control::Silences silences{ loop, 100s, [this](const Id&) { ++lost; } };
};

} // namespace

class TestSilences : public QObject {
    Q_OBJECT

private slots:
    void an_engine_is_lost_after_the_grace()
    {
        Fixture fixture;
        fixture.tell(false);
        fixture.loop.advance(99s);
        fixture.tell(false); // for another reason
        QCOMPARE(fixture.lost, 0);
        fixture.loop.advance(1s);
        QCOMPARE(fixture.lost, 1);
        fixture.loop.advance(30s); // what could not be written is tried again
        QCOMPARE(fixture.lost, 2);
        fixture.tell(true);
        fixture.loop.advance(1h);
        QCOMPARE(fixture.lost, 2);
    }

    void silences_do_not_add_up()
    {
        Fixture fixture;
        fixture.tell(false);
        fixture.loop.advance(99s);
        fixture.tell(true);
        fixture.tell(false);
        fixture.loop.advance(99s);
        QCOMPARE(fixture.lost, 0);
        fixture.loop.advance(1s);
        QCOMPARE(fixture.lost, 1);
    }

    void an_engine_that_is_removed_is_not_lost()
    {
        Fixture fixture;
        fixture.tell(false);
        fixture.remove();
        fixture.loop.advance(1h);
        QCOMPARE(fixture.lost, 0);
    }

    void a_clock_that_is_set_and_put_right_changes_nothing()
    {
        Fixture fixture;
        fixture.tell(true);
        fixture.loop.advance(10s);
        fixture.loop.error = 24h;
        fixture.loop.advance(1s);
        fixture.tell(false);
        fixture.loop.advance(1s);
        fixture.loop.error = 0s;
        fixture.loop.advance(98s);
        QCOMPARE(fixture.lost, 0);
        fixture.loop.advance(130s); // the grace at most once more
        QVERIFY(fixture.lost > 0);
    }

    // A clock that went on without the timers tells of a sleep.
    void a_sleep_starts_the_count_anew()
    {
        Fixture fixture;
        fixture.tell(false);
        fixture.loop.advance(95s);
        fixture.loop.error = 12h;
        fixture.loop.advance(5s);
        fixture.loop.advance(99s);
        QCOMPARE(fixture.lost, 0);
        fixture.loop.advance(1s);
        QCOMPARE(fixture.lost, 1);
    }
};

QTEST_GUILESS_MAIN(TestSilences)
#include "tst_silences.moc"
