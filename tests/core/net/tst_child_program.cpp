#include "core/net/child_program.h"
#include "tests/support/run_loop.h"

#include <QTest>

#include <csignal>
#include <optional>

using namespace quayside;
using namespace quayside::test;
using net::ChildProgram;

class TestChildProgram : public QObject {
    Q_OBJECT

    struct End {
        int code = 0;
        std::string words;
    };

    net::AsioLoop loop_;

    std::optional<End> end_of(const std::vector<std::string>& command)
    {
        std::optional<End> end;
        const auto program = ChildProgram::start(loop_, command, [&](int code, std::string words) {
            end = End{ code, std::move(words) };
        });
        if (program)
            run_until(loop_, [&] { return end.has_value(); });
        return end;
    }

private slots:
    void its_end_is_told_with_code_and_last_words()
    {
        const auto end = end_of({ "sh", "-c", "echo first; echo last >&2; exit 3" });
        QVERIFY(end);
        QCOMPARE(end->code, 3);
        QCOMPARE(end->words, std::string("last"));
        QCOMPARE(end_of({ "sh", "-c", "kill -9 $$" })->code, 128 + SIGKILL);
    }

    void one_that_is_not_there_is_named()
    {
        const auto started = ChildProgram::start(loop_, { "no-such-program" }, [](int, const std::string&) {});
        QVERIFY(!started);
        QCOMPARE(started.error().message, std::string("no-such-program is not installed."));
    }

    void it_ends_when_it_is_let_go_of_and_says_nothing()
    {
        for (const char* script : { "exec sleep 1000", "trap '' TERM; while :; do sleep 1; done" }) {
            bool told = false;
            auto program
                = ChildProgram::start(loop_, { "sh", "-c", script }, [&](int, const std::string&) { told = true; });
            QVERIFY(program);
            const pid_t process = (*program)->process();
            QCOMPARE(::kill(process, 0), 0);
            program->reset();
            QVERIFY(::kill(process, 0) != 0);
            loop_.post([this] { loop_.stop(); });
            loop_.run();
            QVERIFY(!told);
        }
    }
};

QTEST_GUILESS_MAIN(TestChildProgram)
#include "tst_child_program.moc"
