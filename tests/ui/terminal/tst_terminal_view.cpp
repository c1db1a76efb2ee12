#include "ui/look/theme.h"
#include "ui/terminal/terminal_colours.h"
#include "ui/terminal/terminal_view.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace quayside::ui;

namespace {

// A terminal between two fields.
struct Desk {
    Desk()
    {
        auto* column = new QVBoxLayout(&window);
        column->addWidget(before);
        column->addWidget(view);
        column->addWidget(after);
        window.resize(700, 420);
        window.show();
        view->setFocus();
        if (!QTest::qWaitForWindowActive(&window) || !QTest::qWaitFor([this] { return view->hasFocus(); }))
            qFatal("no window");
        QObject::connect(view, &TerminalView::typed, view,
            [this](const std::string& bytes) { typed += QByteArray::fromStdString(bytes); });
    }

    void write(const char* text) { view->write(text); }
    QPoint middle_of(int row, int column) { return view->cell_rect(row, column).center(); }
    QPoint left_of(int row, int column) { return view->cell_rect(row, column).topLeft() + QPoint(1, 4); }

    QWidget window;
    QLineEdit* before = new QLineEdit;
    TerminalView* view = new TerminalView;
    QLineEdit* after = new QLineEdit;
    QByteArray typed;
};

} // namespace

class TestTerminalView : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void keys_go_to_the_program()
    {
        Desk desk;
        QTest::keyClicks(desk.view, "ls -l");
        QTest::keyClick(desk.view, Qt::Key_Return);
        QTest::keyClick(desk.view, Qt::Key_Tab);
        QTest::keyClick(desk.view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(desk.typed, QByteArray("ls -l\r\t\x03"));
        QVERIFY(desk.view->hasFocus());
    }

    void shortcuts_of_the_window_do_not_take_them()
    {
        Desk desk;
        QAction close(&desk.window);
        close.setShortcut(QKeySequence(Qt::CTRL | Qt::Key_W));
        QAction filter(&desk.window);
        filter.setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X));
        desk.window.addActions({ &close, &filter });
        QSignalSpy closed(&close, &QAction::triggered);
        QSignalSpy filtered(&filter, &QAction::triggered);
        QTest::keyClick(desk.view, Qt::Key_W, Qt::ControlModifier);
        QTest::keyClick(desk.view, Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(closed.size(), 0);
        QCOMPARE(filtered.size(), 1);
        QCOMPARE(desk.typed, QByteArray("\x17"));
    }

    void a_key_leaves_it()
    {
        Desk desk;
        QTest::keyClick(desk.view, Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.before->hasFocus());
        QCOMPARE(desk.typed, QByteArray());
    }

    void what_is_written_is_shown_once_per_frame()
    {
        Desk desk;
        desk.write("hello \x1b[31mred\x1b[0m\r\n$ ");
        QVERIFY(QTest::qWaitFor([&] { return desk.view->visible_text().startsWith("hello red\n$"); }));
        QSignalSpy painted(desk.view, &TerminalView::painted);
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 2'000; ++i)
            desk.write("some line of text that is written\r\n");
        QVERIFY(QTest::qWaitFor([&] { return painted.size() > 0; }));
        QVERIFY2(painted.size() <= 2 + clock.elapsed() / 16, qPrintable(QString::number(painted.size())));
    }

    void colours_follow_the_theme()
    {
        Desk desk;
        desk.write("\x1b[41m     \x1b[0m");
        for (const auto choice : { ThemeChoice::Light, ThemeChoice::Dark }) {
            Theme::get().choose(choice);
            QSignalSpy painted(desk.view, &TerminalView::painted);
            desk.view->viewport()->update();
            QVERIFY(painted.wait());
            const auto picture = desk.view->viewport()->grab().toImage();
            QCOMPARE(picture.pixelColor(desk.middle_of(0, 1)), indexed_colour(1, colours()));
            QCOMPARE(picture.pixelColor(desk.middle_of(3, 9)), colour(Role::Base));
        }
        Theme::get().choose(ThemeChoice::Light);
    }

    void what_is_selected_is_seen_in_every_theme()
    {
        Desk desk;
        desk.write("a    b");
        desk.view->select({ 0, 0 }, { 0, 6 });
        for (const auto choice :
            { ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrastLight, ThemeChoice::HighContrastDark }) {
            Theme::get().choose(choice);
            const auto picture = desk.view->viewport()->grab().toImage();
            QVERIFY(picture.pixelColor(desk.middle_of(0, 2)) != colour(Role::Base));
            QCOMPARE(picture.pixelColor(desk.middle_of(0, 8)), colour(Role::Base));
        }
        Theme::get().choose(ThemeChoice::Light);
    }

    void it_tells_its_size()
    {
        Desk desk;
        QSignalSpy told(desk.view, &TerminalView::size_changed);
        const int columns = desk.view->columns();
        desk.window.resize(500, 300);
        QVERIFY(QTest::qWaitFor([&] { return desk.view->columns() < columns; }));
        QCOMPARE(told.back()[0].toInt(), desk.view->rows());
        QCOMPARE(told.back()[1].toInt(), desk.view->columns());
        QVERIFY(desk.view->cell_rect(desk.view->rows() - 1, desk.view->columns() - 1).right()
            <= desk.view->viewport()->width());
    }

    void history_can_be_turned_and_stays_where_it_is()
    {
        Desk desk;
        for (int i = 0; i < 500; ++i)
            desk.write(qPrintable(QStringLiteral("line %1\r\n").arg(i)));
        auto* bar = desk.view->verticalScrollBar();
        QVERIFY(QTest::qWaitFor([&] { return bar->maximum() > 400; }));
        QVERIFY(desk.view->follows());
        QTest::keyClick(desk.view, Qt::Key_PageUp, Qt::ShiftModifier);
        QVERIFY(!desk.view->follows());
        const auto seen = desk.view->visible_text();
        desk.write("more\r\n");
        QVERIFY(QTest::qWaitFor([&] { return bar->maximum() == 501 + 1 - desk.view->rows() || bar->maximum() > 400; }));
        QCOMPARE(desk.view->visible_text(), seen);
        QTest::keyClick(desk.view, Qt::Key_X);
        QVERIFY(desk.view->follows());
    }

    void text_is_selected_with_the_mouse()
    {
        Desk desk;
        desk.write("first /usr/bin/env line   \r\nsecond line\r\n");
        auto* port = desk.view->viewport();
        QTest::mousePress(port, Qt::LeftButton, {}, desk.left_of(0, 6));
        QTest::mouseMove(port, desk.left_of(1, 3));
        QMouseEvent move(QEvent::MouseMove, desk.left_of(1, 6), port->mapToGlobal(desk.left_of(1, 6)), Qt::LeftButton,
            Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(port, &move);
        QTest::mouseRelease(port, Qt::LeftButton, {}, desk.left_of(1, 6));
        QCOMPARE(desk.view->selected_text(), QString("/usr/bin/env line\nsecond"));
        QTest::keyClick(desk.view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QApplication::clipboard()->text(), QString("/usr/bin/env line\nsecond"));
        QTest::mouseDClick(port, Qt::LeftButton, {}, desk.middle_of(0, 9));
        QCOMPARE(desk.view->selected_text(), QString("/usr/bin/env"));
        QTest::mouseClick(port, Qt::LeftButton, {}, desk.middle_of(3, 1));
        QVERIFY(!desk.view->has_selection());
        QCOMPARE(desk.typed, QByteArray());
    }

    void text_is_selected_with_the_keyboard()
    {
        Desk desk;
        desk.write("one two");
        const auto both = Qt::ControlModifier | Qt::ShiftModifier;
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(desk.view, Qt::Key_Left, both);
        QCOMPARE(desk.view->selected_text(), QString("two"));
        QTest::keyClick(desk.view, Qt::Key_A, both);
        QCOMPARE(desk.view->selected_text().trimmed(), QString("one two"));
        QTest::keyClick(desk.view, Qt::Key_X);
        QVERIFY(!desk.view->has_selection());
    }

    void several_lines_are_pasted_with_consent()
    {
        Desk desk;
        QSignalSpy asked(desk.view, &TerminalView::consent_wanted);
        const auto both = Qt::ControlModifier | Qt::ShiftModifier;
        QApplication::clipboard()->setText("echo one");
        QTest::keyClick(desk.view, Qt::Key_V, both);
        QCOMPARE(desk.typed, QByteArray("echo one"));
        QApplication::clipboard()->setText("rm -r x\ny");
        QTest::keyClick(desk.view, Qt::Key_V, both);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(desk.typed, QByteArray("echo one"));
        desk.view->paste_now(asked[0][0].toString());
        QCOMPARE(desk.typed, QByteArray("echo onerm -r x\ry"));
        desk.write("\x1b[?2004h");
        QTest::keyClick(desk.view, Qt::Key_Insert, Qt::ShiftModifier);
        QCOMPARE(asked.size(), 1);
        QVERIFY(desk.typed.endsWith("\x1b[200~rm -r x\ry\x1b[201~"));
    }

    void the_clipboard_is_not_the_programs()
    {
        Desk desk;
        QApplication::clipboard()->setText("mine");
        desk.write("\x1b]52;c;ZXZpbA==\x07\x1b]0;title\x07\x1b]8;;http://x/\x07link\x1b]8;;\x07");
        QCOMPARE(QApplication::clipboard()->text(), QString("mine"));
        QCOMPARE(desk.view->visible_text().trimmed(), QString("link"));
        QCOMPARE(desk.typed, QByteArray());
    }

    void text_is_found_both_ways()
    {
        Desk desk;
        for (int i = 0; i < 300; ++i)
            desk.write(qPrintable(QStringLiteral("line %1 of it\r\n").arg(i)));
        QVERIFY(QTest::qWaitFor([&] { return desk.view->verticalScrollBar()->maximum() > 200; }));
        QVERIFY(desk.view->find("LINE 7 ", true));
        QCOMPARE(desk.view->selected_text(), QString("line 7 "));
        QVERIFY(desk.view->visible_text().contains("line 7 of it"));
        QVERIFY(desk.view->find("line 1", false));
        QVERIFY(desk.view->visible_text().contains("line 10 of it"));
        QVERIFY(desk.view->find("line 299", false));
        QVERIFY(desk.view->find("line 0 ", false)); // once around
        QVERIFY(!desk.view->find("line 300", false));
        QVERIFY(!desk.view->find("", false));
    }

    void what_is_found_behind_wide_characters_is_what_is_marked()
    {
        Desk desk;
        desk.write("\xe6\xb8\xaf\xe6\xb8\xaf e\xcc\x81t\xc3\xa9 port, \xe6\xb8\xaf port");
        QVERIFY(QTest::qWaitFor([&] { return desk.view->visible_text().contains("port, "); }));
        QVERIFY(desk.view->find("port", false));
        QCOMPARE(desk.view->selected_text(), QString("port"));
        QVERIFY(desk.view->find("port", false));
        QCOMPARE(desk.view->selected_text(), QString("port"));
        QVERIFY(desk.view->find("port,", true));
        QCOMPARE(desk.view->selected_text(), QString("port,"));
        QVERIFY(desk.view->find(QString::fromUtf8("\xe6\xb8\xaf"), true));
        QCOMPARE(desk.view->selected_text(), QString::fromUtf8("\xe6\xb8\xaf"));
    }

    void the_wheel_turns_the_history_or_the_program()
    {
        Desk desk;
        for (int i = 0; i < 200; ++i)
            desk.write("line\r\n");
        auto* bar = desk.view->verticalScrollBar();
        QVERIFY(QTest::qWaitFor([&] { return bar->maximum() > 100; }));
        const auto turn = [&](int by) {
            const QPointF at(20, 20);
            QWheelEvent wheel(at, desk.view->viewport()->mapToGlobal(at), {}, { 0, by }, Qt::NoButton, Qt::NoModifier,
                Qt::NoScrollPhase, false);
            QApplication::sendEvent(desk.view->viewport(), &wheel);
        };
        turn(120);
        QCOMPARE(bar->value(), bar->maximum() - 3);
        QCOMPARE(desk.typed, QByteArray());
        desk.write("\x1b[?1049h");
        turn(-120);
        QCOMPARE(desk.typed, QByteArray("\x1b[B\x1b[B\x1b[B"));
        desk.typed.clear();
        desk.write("\x1b[?1000h\x1b[?1006h");
        turn(120);
        QVERIFY2(desk.typed.startsWith("\x1b[<64;"), desk.typed);
    }

    void a_flood_leaves_the_thread_to_others()
    {
        Desk desk;
        const QByteArray piece
            = QByteArray("\x1b[32mgreen\x1b[0m and a line that goes on for a while\r\n").repeated(600);
        qint64 longest = 0;
        QElapsedTimer all;
        all.start();
        qsizetype written = 0;
        for (int i = 0; i < 200; ++i) {
            QElapsedTimer one;
            one.start();
            desk.view->write(piece.left(32 * 1024));
            QCoreApplication::processEvents();
            written += std::min<qsizetype>(piece.size(), 32 * 1024);
            longest = std::max(longest, one.elapsed());
        }
        qInfo("%.1f MB/s, longest turn %lld ms", double(written) / 1e3 / double(all.elapsed()), longest);
        QVERIFY2(longest < 100, qPrintable(QString::number(longest)));
    }

    void it_can_be_read_by_others()
    {
        Desk desk;
        desk.write("$ echo hello\r\nhello\r\n$ ");
        auto* reader = QAccessible::queryAccessibleInterface(desk.view);
        QVERIFY(reader);
        QCOMPARE(reader->role(), QAccessible::Terminal);
        QCOMPARE(reader->text(QAccessible::Name), QString("Terminal"));
        QVERIFY(reader->text(QAccessible::Description).contains("Ctrl+Shift+Tab"));
        auto* text = reader->textInterface();
        QVERIFY(text);
        QCOMPARE(text->text(0, 18), QString("$ echo hello\nhello"));
        QCOMPARE(text->cursorPosition(), 20);
        QCOMPARE(text->characterCount(), int(desk.view->visible_text().size()));
        const auto place = text->characterRect(13); // the second hello
        QCOMPARE(text->offsetAtPoint(place.center()), 13);
    }
};

QTEST_MAIN(TestTerminalView)
#include "tst_terminal_view.moc"
