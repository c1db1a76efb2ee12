#include "tests/support/fake_client.h"
#include "ui/charts/density_bar.h"
#include "ui/look/file_chooser.h"
#include "ui/look/text.h"
#include "ui/pages/find_bar.h"
#include "ui/pages/log_pane.h"
#include "ui/pages/menu_button.h"
#include "ui/session/instant.h"
#include "ui/session/session.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;
using namespace std::chrono_literals;

namespace {

const TimePoint kStart{ 1'790'000'000s };

LogFeed::Rows lines(std::uint64_t first, std::uint64_t count)
{
    LogFeed::Rows rows;
    for (std::uint64_t n = first; n < first + count; ++n) {
        const bool bad = n % 10 == 0;
        rows.push_back(std::make_shared<const LogRow>(LogRow{ n, kStart + n * 1ms, bad,
            bad ? LogLevel::Error : LogLevel::Info, "9e41c07b", "web", QStringLiteral("line %1").arg(n) }));
    }
    return rows;
}

// A window's worth of the pane, on a fleet without logs.
struct Pane {
    Pane()
        : client(std::make_shared<FakeClient>())
        , session(client)
        , pane(session)
    {
        client->answer("GetContainerLogs", fail(Error::client("container: web has not been created yet.")));
        client->show(fake_fleet({}, kStart));
        if (!QTest::qWaitFor([this] { return session.state().tasks().size() > 0; }))
            qFatal("no fleet");
        pane.resize(900, 400);
        pane.show();
        pane.activateWindow();
        pane.setFocus();
        if (!QTest::qWaitForWindowActive(&pane))
            qFatal("no window");
    }

    int last_row() { return pane.rows().rowCount() - 1; }
    QString message(int row) { return pane.rows().row(row).text; }
    QString text() { return QString::fromUtf8(pane.shown().text(LogExtract::Form::Log)); }
    // How many there are, once they are known.
    int find(const char* sought, bool backwards)
    {
        int hits = -1;
        const auto connection = QObject::connect(&pane, &LogPane::found, &pane, [&hits](int, int all) { hits = all; });
        pane.find(sought, backwards);
        if (!QTest::qWaitFor([&hits] { return hits >= 0; }))
            return -1;
        QObject::disconnect(connection);
        return hits;
    }
    bool sees(int row)
    {
        return pane.table()->viewport()->rect().intersects(pane.table()->visualRect(pane.rows().index(row, 0)));
    }
    QPushButton* pill() { return pane.findChild<QPushButton*>(); }

    std::shared_ptr<FakeClient> client;
    Session session;
    LogPane pane;
};

} // namespace

class TestLogPane : public QObject {
    Q_OBJECT

private slots:
    void it_follows_until_somebody_turns_back()
    {
        Pane p;
        p.pane.add(lines(1, 500));
        QVERIFY(p.pane.follows() && p.sees(p.last_row()));
        auto* bar = p.pane.table()->verticalScrollBar();
        bar->setValue(100);
        QVERIFY(!p.pane.follows());
        p.pane.add(lines(501, 20));
        QCOMPARE(bar->value(), 100);
        QVERIFY(!p.sees(p.last_row()));
        auto* pill = p.pill();
        QVERIFY(pill->isVisible());
        QVERIFY2(pill->text().contains("20 new"), qPrintable(pill->text()));
        QVERIFY(!pill->accessibleName().isEmpty());
        QTest::keyClick(p.pane.table(), Qt::Key_End);
        QVERIFY(p.pane.follows() && p.sees(p.last_row()) && !pill->isVisible());
        p.pane.add(lines(521, 20));
        QVERIFY(p.sees(p.last_row()));
    }

    void lines_of_several_containers_stand_by_their_time()
    {
        Pane p;
        p.pane.add(lines(10, 5));
        p.pane.add(lines(1, 5));
        QCOMPARE(p.message(0), QString("line 1"));
        QCOMPARE(p.message(9), QString("line 14"));
    }

    void the_filter_knows_levels_streams_and_patterns()
    {
        Pane p;
        p.pane.add(lines(1, 100));
        const auto shown = [&p](const char* filter) {
            p.pane.filter()->set_text(filter);
            if (!QTest::qWaitFor([&p] { return !p.pane.rows().is_busy(); }))
                return -1;
            return p.pane.rows().rowCount();
        };
        QCOMPARE(shown("level:error"), 10);
        QCOMPARE(shown("stream:stderr -\"line 100\""), 9);
        QCOMPARE(shown("level>=warn"), 10);
        QCOMPARE(shown("level<error"), 90);
        QCOMPARE(shown("/line 1[12]/"), 2);
        QCOMPARE(p.text().count('\n'), 2);
        QVERIFY(p.text().endsWith("9e41c07b web line 12\n"));
        QCOMPARE(shown(""), 100);
    }

    void too_many_lines_lose_the_oldest_and_say_so()
    {
        Pane p;
        for (std::uint64_t n = 0; n <= LogPane::kMostLines; n += 50'000)
            p.pane.add(lines(n + 1, 50'000));
        QVERIFY(p.pane.rows().total() <= static_cast<int>(LogPane::kMostLines));
        QCOMPARE(p.message(p.last_row()), QString("line %1").arg(LogPane::kMostLines + 50'000));
        QVERIFY(p.pane.rows().at(0) > kStart);
        const auto labels = p.pane.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
            [](const QLabel* label) { return label->text().contains("older lines dropped"); }));
    }

    void text_is_found_by_keyboard()
    {
        Pane p;
        p.pane.add(lines(1, 500));
        QTest::keyClick(p.pane.table(), Qt::Key_F3);
        auto* field = p.pane.find_bar()->field();
        QVERIFY(field->isVisible() && field->hasFocus());
        QTest::keyClicks(field, "LINE 25");
        QTest::keyClick(field, Qt::Key_F3);
        const auto comes = [&p](const char* line) {
            return QTest::qWaitFor([&p, line] {
                const int row = p.pane.table()->current_row();
                return row >= 0 && p.message(row) == line;
            });
        };
        const auto says = [&p](const char* words) {
            const auto labels = p.pane.find_bar()->findChildren<QLabel*>();
            return std::any_of(
                labels.begin(), labels.end(), [words](const QLabel* label) { return label->text() == words; });
        };
        QVERIFY(comes("line 25"));
        QVERIFY(says("1 of 11")); // and 250 to 259
        QVERIFY(p.sees(24) && !p.pane.follows());
        QTest::keyClick(field, Qt::Key_F3);
        QVERIFY(comes("line 250"));
        QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
        QVERIFY(comes("line 25"));
        QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier); // once around
        QVERIFY(comes("line 259"));
        QVERIFY(says("11 of 11"));
        QCOMPARE(p.find("line 501", false), 0);
        QVERIFY(says("Not found"));
        QCOMPARE(p.find("LINE 50", true), 2); // and 500
        p.pane.filter()->set_text("level:error");
        QVERIFY(QTest::qWaitFor([&p] { return !p.pane.rows().is_busy(); }));
        QCOMPARE(p.find("line 251", false), 0);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->isVisible() && p.pane.table()->hasFocus());
    }

    void a_line_that_is_looked_at_stays_in_sight()
    {
        Pane p;
        p.pane.add(lines(1, 2'000));
        QVERIFY(QTest::qWaitFor([&] { return p.pane.density()->isVisible(); }));
        p.pane.filter()->set_text("level:error");
        QVERIFY(QTest::qWaitFor([&p] { return p.pane.rows().rowCount() == 200; }));
        p.pane.table()->selectRow(100);
        QVERIFY(QTest::qWaitFor([&p] { return p.sees(100); }));
        QVERIFY(!p.pane.follows());
        p.pane.add(lines(2'001, 200));
        QVERIFY(QTest::qWaitFor([&p] { return p.pane.rows().rowCount() == 220; }));
        QVERIFY(QTest::qWaitFor([&] { return p.pane.density()->accessibleDescription().startsWith("220 lines"); }));
        QVERIFY(p.sees(100) && !p.pane.follows());
    }

    void one_container_is_chosen_from_those_there_are()
    {
        Pane p;
        const auto& tasks = p.session.state().tasks();
        const auto several = std::find_if(tasks.begin(), tasks.end(),
            [](const auto& entry) { return entry.second->spec->definition->containers.size() > 1; });
        QVERIFY(several != tasks.end());
        const auto& containers = several->second->spec->definition->containers;
        p.pane.set_object(ObjectRef::to(*several->second));
        QVERIFY(p.pane.containers()->isVisible());
        emit p.pane.containers()->menu()->aboutToShow();
        const auto actions = p.pane.containers()->menu()->actions();
        QCOMPARE(actions.size(), static_cast<int>(containers.size()) + 2);
        actions.back()->trigger();
        const QString chosen = actions.back()->text();
        QCOMPARE(p.pane.filter()->text(), "container=" + chosen);
        auto rows = lines(1, 2);
        for (auto& row : rows) {
            LogRow other = *row;
            other.container = row == rows.back() ? chosen : chosen + "-beside";
            row = std::make_shared<const LogRow>(other);
        }
        p.pane.add(rows);
        QVERIFY(QTest::qWaitFor([&p] { return p.pane.rows().rowCount() == 1 && !p.pane.rows().is_busy(); }));
        QCOMPARE(p.message(0), QString("line 2"));
        actions.front()->trigger();
        QVERIFY(QTest::qWaitFor([&p] { return p.pane.rows().rowCount() == 2; }));
    }

    void lines_over_time_are_drawn_and_lead_to_their_place()
    {
        Pane p;
        auto* density = p.pane.density();
        QVERIFY(!density->isVisible());
        p.pane.add(lines(1, 2'000)); // two seconds
        QVERIFY(QTest::qWaitFor([&] { return density->isVisible(); }));
        int all = 0, errors = 0;
        for (const auto& bin : density->bins()) {
            all += bin.all;
            errors += bin.errors;
        }
        QCOMPARE(all, 2'000);
        QCOMPARE(errors, 200);
        QVERIFY2(density->accessibleDescription().contains("2000 lines"), qPrintable(density->accessibleDescription()));
        QTest::mouseClick(density, Qt::LeftButton, {}, { density->width() / 2, density->height() / 2 });
        const auto current
            = [&p] { return static_cast<int>((p.pane.rows().at(p.pane.table()->current_row()) - kStart) / 1ms); };
        QVERIFY2(current() > 800 && current() < 1'200, qPrintable(QString::number(current())));
        QVERIFY(p.sees(p.pane.table()->current_row()) && !p.pane.follows());
        density->setFocus();
        const int before = current();
        QTest::keyClick(density, Qt::Key_Left);
        QVERIFY(current() < before);
        QTest::keyClick(density, Qt::Key_End);
        QCOMPARE(current(), 2'000);
        p.pane.filter()->set_text("level:error");
        QVERIFY(QTest::qWaitFor([&] { return density->accessibleDescription().startsWith("200 lines"); }));
    }

    void the_current_line_is_shown_whole()
    {
        Pane p;
        p.pane.add(lines(1, 3));
        auto* line = p.pane.findChild<QPlainTextEdit*>();
        QVERIFY(!line->isVisible());
        p.pane.table()->setCurrentIndex(p.pane.rows().index(1, 0));
        QVERIFY(line->isVisible());
        QVERIFY(line->toPlainText().endsWith("\nline 2"));
    }

    void a_trace_is_folded_and_opened_by_key()
    {
        Pane p;
        LogRow row{ 1, kStart, true, LogLevel::Error, "9e41c07b", "web", "TypeError: x" };
        LogFeed::Rows rows{ std::make_shared<const LogRow>(row) };
        for (int i = 1; i <= 3; ++i) {
            row.at = kStart + i * 1ms;
            row.kind = LogRow::Kind::Trace;
            row.text = QString("    at f%1 (/app/log.js:41)").arg(i);
            rows.push_back(std::make_shared<const LogRow>(row));
        }
        p.pane.add(rows);
        p.pane.add(lines(10, 2));
        auto* table = p.pane.table();
        QCOMPARE(p.pane.rows().rowCount(), 3);
        QCOMPARE(p.pane.rows().frames(0), std::size_t{ 3 });
        table->setCurrentIndex(p.pane.rows().index(0, 0));
        QTest::keyClick(table, Qt::Key_Right);
        QCOMPARE(p.pane.rows().rowCount(), 6);
        QCOMPARE(p.message(1), QString("    at f1 (/app/log.js:41)"));
        QTest::keyClick(table, Qt::Key_Left);
        QCOMPARE(p.pane.rows().rowCount(), 3);
        auto* line = p.pane.findChild<QPlainTextEdit*>();
        QVERIFY(line->toPlainText().contains("at f3"));
        QCOMPARE(p.find("at f2", false), 1); // in the line that it is folded into
        QCOMPARE(p.pane.hits().front(), 0);
    }

    void the_members_of_an_object_are_shown()
    {
        Pane p;
        auto rows = lines(1, 1);
        LogRow row = *rows.front();
        row.text = R"({"level":"info","route":"/cart","order":{"id":7}})";
        p.pane.add({ std::make_shared<const LogRow>(row) });
        p.pane.table()->setCurrentIndex(p.pane.rows().index(0, 0));
        auto* line = p.pane.findChild<QPlainTextEdit*>();
        QVERIFY(line->toPlainText().contains("\n        \"id\": 7\n"));
    }

    void deployments_and_failures_stand_among_the_lines()
    {
        Pane p;
        const auto& state = p.session.state();
        const auto task = std::find_if(state.tasks().begin(), state.tasks().end(), [](const auto& entry) {
            return entry.second->last_status == model::TaskStatus::Running;
        })->second;
        p.pane.set_object(ObjectRef::to(*task));
        p.pane.add(lines(1, 10));
        model::Event event;
        event.row = 900'001;
        event.at = kStart + 5ms;
        event.severity = model::Severity::Error;
        event.kind = model::EventKind::Task;
        event.object = task->id.hex();
        event.message = "Stopped: exit code 137";
        model::ChangeSet changes;
        changes.of<model::Event>().push_back({ nullptr, std::make_shared<const model::Event>(event) });
        connect(&p.session, &Session::changed, &p.pane, &LogPane::take);
        p.client->publish(changes);
        QVERIFY(QTest::qWaitFor([&p] { return p.pane.rows().rowCount() == 11; }));
        const auto place = p.pane.rows().row(5);
        QVERIFY(place.kind == LogRow::Kind::Failure);
        QCOMPARE(place.text, QString("Stopped: exit code 137"));
    }

    void a_moment_is_gone_to_by_keys_and_shared()
    {
        Pane p;
        p.pane.add(lines(1, 2'000));
        auto& instant = Instant::of(p.session);
        auto* table = p.pane.table();
        table->setCurrentIndex(p.pane.rows().index(499, 0));
        QTest::keyClick(table, Qt::Key_J, Qt::ControlModifier);
        QVERIFY(instant.at() == kStart + 500ms);
        instant.go_to(kStart + 1'000ms);
        QCOMPARE(p.message(table->current_row()), QString("line 1000"));
        QTest::keyClick(table, Qt::Key_G, Qt::ControlModifier);
        auto* field = qobject_cast<QLineEdit*>(p.pane.focusWidget());
        QVERIFY(field && field->placeholderText() == "Go to time");
        QSignalSpy said(&p.pane, &LogPane::said);
        QTest::keyClicks(field, "soon");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(said.takeLast().front().toString().contains("is no time"));
        field->clear();
        QTest::keyClicks(field, local_date_time(kStart + 1s));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(p.message(table->current_row()) == "line 1000" && table->hasFocus());
        QVERIFY(!p.pane.follows());
        QTest::keyClick(table, Qt::Key_Space);
        QVERIFY(p.pane.follows());
    }

    void what_is_shown_is_saved_in_the_form_its_name_asks_for()
    {
        Pane p;
        p.pane.add(lines(10, 1));
        QTemporaryDir folder;
        struct Named : FileChooser {
            explicit Named(QString name)
                : path(std::move(name))
            {
            }
            void ask(const FileQuestion&, QWidget&, Chosen chosen) override { chosen(path); }
            QString path;
        };
        const auto save = [&](const QString& path) {
            FileChooser::replace(std::make_unique<Named>(path));
            QSignalSpy said(&p.pane, &LogPane::said);
            const auto buttons = p.pane.findChildren<QToolButton*>();
            for (auto* button : buttons)
                if (button->toolTip().startsWith("Save the lines shown"))
                    button->click();
            if (said.empty() && !said.wait())
                return QString("nothing was said");
            FileChooser::replace(nullptr);
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : said.back().front().toString();
        };
        QVERIFY(save(folder.filePath("a.log")).endsWith("9e41c07b web line 10\n"));
        QCOMPARE(save(folder.filePath("a.txt")), QString("line 10\n"));
        const auto table = save(folder.filePath("a.tsv"));
        QVERIFY(table.startsWith("time\ttask\tcontainer\tstream\tlevel\tmark\tmessage\n"));
        QVERIFY(table.endsWith("\t9e41c07b\tweb\tstderr\terror\t\tline 10\n"));
        QVERIFY(save(folder.filePath("none/a.log")).contains("cannot be written"));
    }

    void bookmarks_are_set_and_walked_by_keys()
    {
        Pane p;
        p.pane.add(lines(1, 100));
        const auto mark = [&p](int row) {
            p.pane.table()->setCurrentIndex(p.pane.rows().index(row, LogRows::Message));
            QTest::keyClick(p.pane.table(), Qt::Key_B, Qt::ControlModifier);
        };
        QVERIFY(p.pane.bookmarks()->isHidden());
        for (const int row : { 59, 9, 19 })
            mark(row);
        QCOMPARE(p.pane.bookmarks()->text(), QString("3 bookmarks"));
        const auto walk = [&p](Qt::Key key) {
            QTest::keyClick(p.pane.table(), key, Qt::AltModifier);
            return p.message(p.pane.table()->current_row());
        };
        QCOMPARE(walk(Qt::Key_Down), QString("line 60"));
        QCOMPARE(walk(Qt::Key_Down), QString("line 10")); // once around
        QCOMPARE(walk(Qt::Key_Up), QString("line 60"));
        QVERIFY(p.pane.shown().text(LogExtract::Form::Log).contains("\n* "));
        QVERIFY(p.pane.shown().text(LogExtract::Form::Table).contains("error\t*\tline 60\n"));

        p.pane.filter()->set_text("-\"line 10\"");
        QTRY_VERIFY(!p.pane.rows().is_busy());
        QCOMPARE(walk(Qt::Key_Down), QString("line 20"));
        p.pane.follow(true);
        p.pane.add(lines(101, 10));
        QCOMPARE(p.pane.bookmarks()->text(), QString("3 bookmarks"));
        emit p.pane.bookmarks()->menu()->aboutToShow();
        p.pane.bookmarks()->menu()->actions().front()->trigger(); // one that the filter hides
        QTRY_COMPARE(p.message(p.pane.table()->current_row()), QString("line 10"));
        mark(9);
        QCOMPARE(p.pane.bookmarks()->text(), QString("2 bookmarks"));
    }

    void members_of_json_lines_are_filtered_by_click_and_key()
    {
        Pane p;
        LogFeed::Rows rows;
        for (int n = 0; n < 20; ++n)
            rows.push_back(std::make_shared<const LogRow>(
                LogRow{ static_cast<std::uint64_t>(n + 1), kStart + n * 1ms, false, LogLevel::Info, "9e41c07b", "web",
                    QStringLiteral("{\"status\":%1,\"path\":\"/a \\\"b\\\"\",\"user\":{\"id\":\"u%2\"}}")
                        .arg(n % 2 ? 500 : 50)
                        .arg(n) }));
        p.pane.add(rows);
        const auto shown = [&p] {
            return QTest::qWaitFor([&p] { return !p.pane.rows().is_busy(); }) ? p.pane.rows().rowCount() : -1;
        };
        auto* field = p.pane.filter()->field();
        field->setFocus();
        QTest::keyClicks(field, "status=50");
        QVERIFY(!p.pane.filter()->error());
        QCOMPARE(shown(), 10);
        QTest::keyClicks(field, ",500 -user.id=u3");
        QCOMPARE(shown(), 19);
        field->clear();
        QTest::keyClicks(field, "status>50");
        QVERIFY(p.pane.filter()->error());
        field->clear();

        p.pane.table()->setCurrentIndex(p.pane.rows().index(3, LogRows::Message));
        auto* line = p.pane.line();
        const auto place_of = [line](const char* name) { return line->document()->find(QString("\"%1\":").arg(name)); };
        QVERIFY(!place_of("status").isNull());
        auto at = place_of("status");
        at.setPosition(at.selectionStart() + 3);
        QTest::mouseClick(line->viewport(), Qt::LeftButton, {}, line->cursorRect(at).center());
        QCOMPARE(p.pane.filter()->text(), QString("status=500"));
        QCOMPARE(shown(), 10);
        at = place_of("path");
        at.setPosition(at.selectionStart());
        line->setTextCursor(at);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(p.pane.filter()->text(), QString("path=\"/a \\\"b\\\"\""));
        QCOMPARE(shown(), 20);
    }

    void what_is_empty_says_why()
    {
        Pane p;
        const auto task = p.session.state().tasks().begin()->second;
        p.pane.set_object(ObjectRef::to(*task));
        QVERIFY(QTest::qWaitFor([&p] { return p.pane.feed().problem().contains("has not been created yet"); }));
        const auto labels = p.pane.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
            [](const QLabel* label) { return label->text().contains("has not been created yet"); }));
    }
};

QTEST_MAIN(TestLogPane)
#include "tst_log_pane.moc"
