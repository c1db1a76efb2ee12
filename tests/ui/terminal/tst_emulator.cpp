#include "ui/terminal/emulator.h"
#include "ui/terminal/terminal_colours.h"

#include <QTest>

#include <random>

using namespace quayside::ui;

namespace {

QString shown(const Emulator& emulator)
{
    QStringList lines;
    for (int row = 0; row < emulator.rows(); ++row)
        lines << emulator.line(emulator.history() + row).text();
    while (!lines.isEmpty() && lines.back().isEmpty())
        lines.removeLast();
    return lines.join(u'|');
}

} // namespace

class TestEmulator : public QObject {
    Q_OBJECT

private slots:
    void text_and_cursor_are_where_programs_put_them()
    {
        Emulator emulator(4, 10);
        emulator.write("one\r\ntwo");
        QCOMPARE(shown(emulator), QString("one|two"));
        QVERIFY((emulator.cursor() == GridPosition{ 1, 3 }));
        emulator.write("\x1b[1;2HX\x1b[2K");
        QCOMPARE(shown(emulator), QString("|two"));
        emulator.write("\x1b[?25l");
        QVERIFY(!emulator.cursor_visible());
    }

    void a_sequence_may_come_in_halves()
    {
        Emulator emulator(4, 20);
        for (const char c : std::string("\x1b[31mr\xc3\xa9\x1b[0m\xe4\xb8\xad"
                                        "e\xcc\x81"))
            emulator.write(std::string_view(&c, 1));
        QCOMPARE(shown(emulator), QString::fromUtf8("ré中e\xcc\x81"));
        const auto line = emulator.line(0);
        QVERIFY((line.cells[0].style.ink == GridColour{ GridColour::Kind::Indexed, 1, 0, 0 }));
        QCOMPARE(int(line.cells[2].width), 2);
        QCOMPARE(int(line.cells[3].width), 0);
        QVERIFY(line.cells[4].style == GridPen());
    }

    void colours_of_all_kinds_are_known()
    {
        Emulator emulator(2, 20);
        emulator.write("\x1b[38;5;208ma\x1b[48;2;1;2;3mb\x1b[0;1;3;4;7;9mc\x1b[0;94md");
        const auto cells = emulator.line(0).cells;
        QVERIFY((cells[0].style.ink == GridColour{ GridColour::Kind::Indexed, 208, 0, 0 }));
        QVERIFY((cells[1].style.ground == GridColour{ GridColour::Kind::True, 1, 2, 3 }));
        const auto& style = cells[2].style;
        QVERIFY(style.bold && style.italic && style.underline && style.reverse && style.strike);
        QVERIFY(style.ink == GridColour());
        QVERIFY((cells[3].style.ink == GridColour{ GridColour::Kind::Indexed, 12, 0, 0 }));
    }

    void what_leaves_at_the_top_is_kept_up_to_a_limit()
    {
        Emulator emulator(3, 10);
        for (int i = 0; i < Emulator::kHistory + 100; ++i)
            emulator.write("line " + std::to_string(i) + "\r\n");
        QCOMPARE(emulator.history(), Emulator::kHistory);
        QCOMPARE(emulator.dropped(), std::int64_t(98));
        QCOMPARE(emulator.line(0).text(), QString("line 98"));
        emulator.clear_history();
        QCOMPARE(emulator.history(), 0);
        QCOMPARE(shown(emulator),
            QStringLiteral("line %1|line %2").arg(Emulator::kHistory + 98).arg(Emulator::kHistory + 99));
    }

    void a_larger_screen_takes_lines_back()
    {
        Emulator emulator(2, 10);
        emulator.write("\x1b[31mone\x1b[0m\r\ntwo\r\nthree\r\nfour");
        QCOMPARE(emulator.history(), 2);
        emulator.resize(4, 12);
        QCOMPARE(emulator.history(), 0);
        QCOMPARE(shown(emulator), QString("one|two|three|four"));
        QVERIFY((emulator.line(0).cells[0].style.ink == GridColour{ GridColour::Kind::Indexed, 1, 0, 0 }));
        QVERIFY((emulator.cursor() == GridPosition{ 3, 4 }));
    }

    void a_program_with_the_screen_for_itself_leaves_no_history()
    {
        Emulator emulator(3, 10);
        emulator.write("before\x1b[?1049h");
        QVERIFY(emulator.full_screen());
        for (int i = 0; i < 20; ++i)
            emulator.write("x\r\n");
        QCOMPARE(emulator.history(), 0);
        emulator.write("\x1b[?1049l");
        QCOMPARE(shown(emulator), QString("before"));
    }

    void only_two_questions_are_answered()
    {
        Emulator emulator(3, 10);
        emulator.write("ab\x1b[6n");
        QCOMPARE(emulator.take_answers(), std::string("\x1b[1;3R"));
        emulator.write("\x1b[c");
        const auto kind = emulator.take_answers();
        QVERIFY(kind.starts_with("\x1b[?") && kind.ends_with("c"));
        // Titles, the clipboard, settings: nothing comes back of what was put there.
        emulator.write("\x1b]0;evil\x07\x1b]52;c;ZWNobyBwd25lZAo=\x07\x1b]52;c;?\x07\x1b[21t\x1bP$qm\x1b\\\x1b[?1004h");
        QCOMPARE(emulator.take_answers(), std::string());
        QCOMPARE(shown(emulator), QString("ab"));
    }

    void who_asks_without_end_is_not_answered_without_end()
    {
        Emulator emulator(3, 10);
        std::string questions;
        for (int i = 0; i < 100'000; ++i)
            questions += "\x1b[6n";
        for (int i = 0; i < 5; ++i)
            emulator.write(questions.substr(0, 32'768));
        QVERIFY(emulator.take_answers().size() < 256 * 1024);
    }

    void keys_are_what_programs_expect_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, int key, int modifiers, const char* text, const char* bytes) {
            QTest::newRow(name) << key << modifiers << QString::fromUtf8(text) << QByteArray(bytes);
        };
        row("a letter", Qt::Key_A, Qt::NoModifier, "a", "a");
        row("beyond ASCII", Qt::Key_Eacute, Qt::NoModifier, "é", "é");
        row("Enter", Qt::Key_Return, Qt::NoModifier, "\r", "\r");
        row("Shift+Enter", Qt::Key_Return, Qt::ShiftModifier, "\r", "\r");
        row("Backspace", Qt::Key_Backspace, Qt::NoModifier, "\b", "\x7f");
        row("Tab", Qt::Key_Tab, Qt::NoModifier, "\t", "\t");
        row("Shift+Tab", Qt::Key_Backtab, Qt::ShiftModifier, "", "\x1b[Z");
        row("Esc", Qt::Key_Escape, Qt::NoModifier, "\x1b", "\x1b");
        row("Up", Qt::Key_Up, Qt::NoModifier, "", "\x1b[A");
        row("Ctrl+Right", Qt::Key_Right, Qt::ControlModifier, "", "\x1b[1;5C");
        row("F5", Qt::Key_F5, Qt::NoModifier, "", "\x1b[15~");
        row("Delete", Qt::Key_Delete, Qt::NoModifier, "\x7f", "\x1b[3~");
        row("Ctrl+C", Qt::Key_C, Qt::ControlModifier, "\x03", "\x03");
        row("Ctrl+I", Qt::Key_I, Qt::ControlModifier, "\t", "\t");
        row("Ctrl+[", Qt::Key_BracketLeft, Qt::ControlModifier, "\x1b", "\x1b");
        row("Alt+B", Qt::Key_B, Qt::AltModifier, "b",
            "\x1b"
            "b");
        row("Shift alone", Qt::Key_Shift, Qt::ShiftModifier, "", "");
    }

    void keys_are_what_programs_expect()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(QString, text);
        QFETCH(QByteArray, bytes);
        Emulator emulator(3, 10);
        QCOMPARE(QByteArray::fromStdString(emulator.key(key, Qt::KeyboardModifiers(modifiers), text)), bytes);
    }

    void cursor_keys_follow_their_mode()
    {
        Emulator emulator(3, 10);
        emulator.write("\x1b[?1h");
        QCOMPARE(emulator.key(Qt::Key_Up, Qt::NoModifier, {}), std::string("\x1bOA"));
        emulator.begin_anew();
        QCOMPARE(emulator.key(Qt::Key_Up, Qt::NoModifier, {}), std::string("\x1b[A"));
    }

    void pastes_are_cleaned_and_put_in_brackets()
    {
        Emulator emulator(3, 10);
        QVERIFY(!emulator.brackets_pastes());
        QCOMPARE(emulator.paste("a\r\nb\nc\td\x1b[201~\x03"), std::string("a\rb\rc\td[201~"));
        emulator.write("\x1b[?2004h");
        QVERIFY(emulator.brackets_pastes());
        QCOMPARE(emulator.paste("a\n"), std::string("\x1b[200~a\r\x1b[201~"));
        emulator.begin_anew();
        QVERIFY(!emulator.brackets_pastes());
    }

    void the_mouse_goes_where_it_is_wanted()
    {
        Emulator emulator(10, 40);
        QVERIFY(!emulator.wants_mouse());
        QCOMPARE(emulator.mouse({ 2, 4 }, 1, true, Qt::NoModifier), std::string());
        emulator.write("\x1b[?1000h\x1b[?1006h");
        QVERIFY(emulator.wants_mouse());
        QCOMPARE(emulator.mouse({ 2, 4 }, 1, true, Qt::NoModifier), std::string("\x1b[<0;5;3M"));
        QCOMPARE(emulator.mouse({ 2, 4 }, 4, true, Qt::NoModifier), std::string("\x1b[<64;5;3M"));
    }

    void another_program_begins_below()
    {
        Emulator emulator(4, 20);
        emulator.write("old $ \x1b[?1049h\x1b[?25l\x1b[1mvi\x1b]0;half a title");
        emulator.begin_anew();
        emulator.write("new $ ");
        QVERIFY(!emulator.full_screen() && emulator.cursor_visible());
        QCOMPARE(emulator.line(0).text(), QString("old $"));
        QCOMPARE(emulator.line(emulator.history() + emulator.cursor().row).text(), QString("new $"));
        QVERIFY(!emulator.line(emulator.history() + emulator.cursor().row).cells[0].style.bold);
        QVERIFY(emulator.take_answers().empty());
    }

    void bells_are_counted()
    {
        Emulator emulator(3, 10);
        emulator.write("a\x07\x07");
        QCOMPARE(emulator.bells(), 2);
    }

    // Whatever comes: no crash, no answer but the two kinds, a cursor inside, lines within the limit.
    void nonsense_does_no_harm()
    {
        std::mt19937 random(7);
        const std::string pieces[] = { "\x1b[", "\x1b]", "\x1bP", "\x1b", ";", "999999999", "?", "h", "l", "m", "H",
            "J", "@", "P", "L", "M", "\xff", "\xc3", "\xf0\x9f", "\r\n", "text", "\x9b", "\x1b#8", "\x1b[?1049h",
            "\x1b[?1049l", "\x1b[r", "\x1b[1;1r", "\x1b[6n",
            "\x1b"
            "c",
            "\x0e", "\x1b[?3h", "\x1b[38;2;", "\x1b[?69h" };
        Emulator emulator(5, 12);
        for (int i = 0; i < 60'000; ++i) {
            emulator.write(pieces[random() % std::size(pieces)]);
            if (i % 97 == 0)
                emulator.resize(1 + static_cast<int>(random() % 40), 2 + static_cast<int>(random() % 80));
            const auto at = emulator.cursor();
            QVERIFY(at.row >= 0 && at.row < emulator.rows() && at.column >= 0 && at.column < emulator.columns());
            for (const char c : emulator.take_answers())
                QVERIFY(std::string("\x1b[0123456789;?>Rc").find(c) != std::string::npos);
        }
        QVERIFY(emulator.history() <= Emulator::kHistory);
        for (int number = 0; number < emulator.lines(); ++number)
            (void)emulator.line(number).text();
    }

    void every_colour_can_be_read()
    {
        for (const auto scheme : { Scheme::Light, Scheme::Dark, Scheme::HighContrastLight, Scheme::HighContrastDark }) {
            const auto& palette = Palette::of(scheme);
            for (int ink = 0; ink < 256; ++ink)
                for (int ground = -1; ground < 256; ground += ground < 0 ? 1 : 5)
                    for (const bool reverse : { false, true }) {
                        GridPen style;
                        style.ink = { GridColour::Kind::Indexed, static_cast<std::uint8_t>(ink), 0, 0 };
                        if (ground >= 0)
                            style.ground = { GridColour::Kind::Indexed, static_cast<std::uint8_t>(ground), 0, 0 };
                        style.reverse = reverse;
                        const auto made = ink_of(style, palette);
                        const QColor below = made.ground.isValid() ? made.ground : palette[Role::Base];
                        QVERIFY2(contrast(made.ink, below) >= kReadable,
                            qPrintable(QStringLiteral("%1 on %2").arg(ink).arg(ground)));
                    }
        }
        GridPen plain;
        QVERIFY(!ink_of(plain, Palette::of(Scheme::Light)).ground.isValid());
        plain.ink = { GridColour::Kind::True, 0, 0, 160 };
        QCOMPARE(ink_of(plain, Palette::of(Scheme::Light)).ink, QColor(0, 0, 160)); // needs no help
    }
};

QTEST_GUILESS_MAIN(TestEmulator)
#include "tst_emulator.moc"
