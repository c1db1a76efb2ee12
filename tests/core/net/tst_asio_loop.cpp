#include "core/net/asio_loop.h"

#include <QtTest>

#include <csignal>
#include <optional>
#include <thread>

using namespace quayside;
using namespace std::chrono_literals;

class TestAsioLoop : public QObject {
    Q_OBJECT

private slots:
    void runs_posted_work_in_order_on_its_own_thread()
    {
        net::AsioLoop loop;
        std::vector<int> seen;
        std::thread::id ran_on;
        std::thread other([&] {
            for (int i = 0; i < 100; ++i)
                loop.post([&seen, i] { seen.push_back(i); });
            loop.post([&] {
                ran_on = std::this_thread::get_id();
                loop.stop();
            });
        });
        loop.run();
        other.join();
        QCOMPARE(seen.size(), std::size_t(100));
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
        QVERIFY(ran_on == std::this_thread::get_id());
    }

    void a_stop_before_the_start_is_not_lost()
    {
        net::AsioLoop loop;
        bool ran = false;
        loop.post([&] { ran = true; });
        loop.stop();
        loop.run();
        QVERIFY(!ran);
        loop.post([&] { loop.stop(); });
        loop.run();
        QVERIFY(ran);
    }

    void timers_run_by_their_delay_and_not_when_dropped()
    {
        net::AsioLoop loop;
        std::string seen;
        auto late = loop.after(20ms, [&] { loop.stop(); });
        auto second = loop.after(5ms, [&] { seen += "b"; });
        auto first = loop.after(1ms, [&] { seen += "a"; });
        auto dropped = loop.after(2ms, [&] { seen += "x"; });
        dropped.cancel();
        loop.run();
        QCOMPARE(seen, std::string("ab"));
    }

    void a_timer_that_is_due_can_still_be_dropped()
    {
        net::AsioLoop loop;
        TimerHandle victim;
        bool ran = false;
        auto killer = loop.after(0ms, [&] { victim.cancel(); });
        victim = loop.after(0ms, [&] { ran = true; });
        auto end = loop.after(5ms, [&] { loop.stop(); });
        loop.run();
        QVERIFY(!ran);
    }

    void a_timer_may_replace_itself_while_it_runs()
    {
        net::AsioLoop loop;
        int left = 3;
        TimerHandle tick;
        std::function<void()> again = [&] {
            if (--left == 0)
                loop.stop();
            else
                tick = loop.after(0ms, [&] { again(); });
        };
        tick = loop.after(0ms, [&] { again(); });
        loop.run();
        QCOMPARE(left, 0);
    }

    void a_signal_reaches_the_loop()
    {
        net::AsioLoop loop;
        int got = 0;
        const auto terminate = loop.on_signals({ SIGTERM, SIGINT }, [&](int signal) {
            got = signal;
            loop.stop();
        });
        loop.post([] { std::raise(SIGTERM); });
        loop.run();
        QCOMPARE(got, SIGTERM);
    }
};

QTEST_GUILESS_MAIN(TestAsioLoop)
#include "tst_asio_loop.moc"
