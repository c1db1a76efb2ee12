#include "ui/session/instant.h"
#include "ui/session/log_search.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace quayside;
using namespace quayside::ui;
using namespace std::chrono_literals;

namespace {

LogRow line(int n, const QString& text)
{
    LogRow row;
    row.at = TimePoint(std::chrono::seconds(n));
    row.standard_error = n % 2 != 0;
    row.level = static_cast<LogLevel>(n % 4);
    row.task = n % 3 == 0 ? "9e41c07b" : "77b0d2fa";
    row.container = "web";
    row.text = text;
    return row;
}

TimePoint local(const char* text)
{
    return TimePoint(
        std::chrono::milliseconds(QDateTime::fromString(QLatin1String(text), Qt::ISODateWithMs).toMSecsSinceEpoch()));
}

} // namespace

class TestLogStore : public QObject {
    Q_OBJECT

private slots:
    void what_goes_in_comes_out()
    {
        LogStore store;
        auto row = line(7, QStringLiteral("größer \u4e2d"));
        row.spans = { { 0, 3, 1, true } };
        store.add(line(1, {}));
        const auto slot = store.add(row);
        const auto again = store.row(slot);
        QCOMPARE(again.text, row.text);
        QVERIFY(again.at == row.at && again.standard_error && again.level == row.level && again.task == row.task);
        QVERIFY(again.spans == row.spans);
        QVERIFY(store.row(slot - 1).text.isEmpty() && store.row(slot - 1).spans.empty());
    }

    void the_oldest_go_and_their_slots_are_used_again()
    {
        LogStore store;
        const int count = 3 * static_cast<int>(LogPiece::kLines);
        for (int n = 0; n < count; ++n)
            store.add(line(n, QString::number(n)));
        const auto freed = store.slots_in(0);
        store.drop_oldest();
        QCOMPARE(freed.size(), LogPiece::kLines);
        QVERIFY(!store.in_use(freed.front()));
        QCOMPARE(store.lines(), 2 * LogPiece::kLines);
        const auto slot = store.add(line(count, "new"));
        QCOMPARE(slot, freed.front());
        QCOMPARE(store.text(slot), QString("new"));
        QCOMPARE(store.text(static_cast<LogStore::Slot>(LogPiece::kLines)), QString::number(LogPiece::kLines));
        QCOMPARE(store.slot_count(), static_cast<std::size_t>(count));
    }

    void it_takes_little_more_than_the_text()
    {
        LogStore store;
        const QString text(60, 'x');
        for (int n = 0; n < 20'000; ++n)
            store.add(line(n, text));
        QCOMPARE(store.bytes(), std::size_t{ 20'000 * 60 });
        const auto pieces = store.pieces();
        QCOMPARE(pieces.size(), std::size_t{ 5 });
        QVERIFY(pieces.front().piece->is_full() && !pieces.back().piece->is_full());
    }

    void a_text_is_found_in_every_line_that_has_it_and_in_no_other()
    {
        LogStore store;
        LogSearch search(store);
        QSignalSpy done(&search, &LogSearch::done);
        std::vector<LogStore::Slot> wanted;
        for (int n = 0; n < 9'000; ++n) {
            const bool has = n % 1'000 == 999 || n == 0;
            const auto slot = store.add(line(n, has ? "Checkout failed" : "check"));
            if (has)
                wanted.push_back(slot);
        }
        store.add(line(9'001, "out of check")); // with the line before it would be another
        search.look_for("CHECKOUT");
        QVERIFY(done.wait());
        QVERIFY(search.hits() == wanted);
        const auto more = store.add(line(9'002, "a checkout"));
        search.look_for("CHECKOUT");
        QVERIFY(done.wait());
        wanted.push_back(more);
        QVERIFY(search.hits() == wanted);
        const auto freed = store.slots_in(0);
        store.drop_oldest();
        QVERIFY(std::ranges::none_of(search.hits(), [&](auto slot) { return std::ranges::count(freed, slot) > 0; }));
        search.look_for({});
        QVERIFY(done.wait());
        QVERIFY(search.hits().empty());
    }

    void letters_beyond_ascii_have_no_case_either()
    {
        LogStore store;
        store.add(line(1, QStringLiteral("GRÖSSE")));
        store.add(line(2, QStringLiteral("grosse")));
        LogSearch search(store);
        QSignalSpy done(&search, &LogSearch::done);
        search.look_for(QStringLiteral("größe").replace(u'ß', QStringLiteral("ss")));
        QVERIFY(done.wait());
        QCOMPARE(search.hits().size(), std::size_t{ 1 });
    }

    void the_last_text_asked_for_counts()
    {
        LogStore store;
        for (int n = 0; n < 5'000; ++n)
            store.add(line(n, QString::number(n)));
        LogSearch search(store);
        QSignalSpy done(&search, &LogSearch::done);
        search.look_for("4");
        search.look_for("49");
        search.look_for("4999");
        QVERIFY(done.wait());
        QCOMPARE(done.size(), 1);
        QCOMPARE(search.hits().size(), std::size_t{ 1 });
    }

    void times_are_read_as_people_write_them_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("time");
        const auto row = [](const char* text, const char* time) { QTest::newRow(text) << text << time; };
        row("14:04", "2026-11-29T14:04:00.000");
        row("14:04:12", "2026-11-29T14:04:12.000");
        row("14:04:12.602", "2026-11-29T14:04:12.602");
        row("14:04:12.6", "2026-11-29T14:04:12.600");
        row("9:04", "2026-11-29T09:04:00.000");
        row("23:00", "2026-11-28T23:00:00.000"); // not yet today
        row("2026-11-01 08:00:01", "2026-11-01T08:00:01.000");
        row("-5m", "2026-11-29T14:55:00.000");
        row("-90s", "2026-11-29T14:58:30.000");
        row(" - 2 h ", "2026-11-29T13:00:00.000");
        row("soon", "");
        row("25:00", "");
        row("-99999999999d", "");
    }
    void times_are_read_as_people_write_them()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, time);
        const auto at = read_instant(text, local("2026-11-29T15:00:00.000"));
        QCOMPARE(at.has_value(), !time.isEmpty());
        if (at)
            QVERIFY(*at == local(time.toLatin1().constData()));
    }
};

QTEST_MAIN(TestLogStore)
#include "tst_log_store.moc"
