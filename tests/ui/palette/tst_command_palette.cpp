#include "ui/look/theme.h"
#include "ui/palette/command_palette.h"
#include "ui/palette/fuzzy.h"
#include "ui/palette/palette_model.h"
#include "ui/palette/ranking.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QTest>

using namespace quayside::ui;

namespace {

PaletteEntry action(const QString& title, const QString& reason = {}, const QString& keys = {})
{
    PaletteEntry entry;
    entry.title = title;
    entry.reason = reason;
    entry.keys = keys;
    return entry;
}

PaletteContent some_content()
{
    PaletteContent content;
    content.actions = { action("Import cluster state…"), action("Start demo", {}, "Ctrl+D"), action("Open settings"),
        action("Stop task…", "Select a task") };
    for (const auto* name : { "web", "web:13", "worker", "staging" })
        content.objects.push_back({ name, QString(name), QString(name).contains(':') });
    content.entry_of = [](std::size_t) { return action("object"); };
    return content;
}

QStringList titles(const PaletteContent& content, const QString& typed, const QStringList& recent = {})
{
    QStringList all;
    for (const auto& hit : rank(content, typed, recent))
        all << (hit.section == PaletteSection::Objects ? content.objects[hit.index].name
                                                       : content.actions[hit.index].title);
    return all;
}

// A window with a palette, shown.
class World {
public:
    World()
    {
        window.resize(1000, 700);
        other = new QLineEdit;
        window.setCentralWidget(other);
        palette = new CommandPalette(&window);
        window.show();
        other->setFocus();
    }

    bool ready() { return QTest::qWaitForWindowActive(&window); }
    QLineEdit& field() { return *palette->findChild<QLineEdit*>(); }
    QListView& list() { return *palette->findChild<QListView*>(); }
    QString current() { return list().currentIndex().data().toString(); }

    QMainWindow window;
    QLineEdit* other;
    CommandPalette* palette;
};

} // namespace

class TestCommandPalette : public QObject {
    Q_OBJECT

private slots:
    void letters_match_in_order();
    void begins_of_words_and_letters_together_are_better();
    void places_are_those_of_the_letters();
    void what_can_run_comes_before_objects_and_what_cannot();
    void prefixes_narrow();
    void what_was_run_leads_while_nothing_is_typed();
    void fifty_thousand_objects_are_searched_within_a_frame();
    void keys_choose_and_run();
    void what_cannot_run_does_not();
    void an_argument_is_asked_for_and_checked();
    void escape_and_another_widget_close_it();
};

void TestCommandPalette::letters_match_in_order()
{
    QVERIFY(Fuzzy("sf").score(u"show first steps") > 0);
    QVERIFY(Fuzzy("S F").score(u"show first steps") > 0);
    QCOMPARE(Fuzzy("fsx").score(u"show first steps"), 0);
    QCOMPARE(Fuzzy("pets").score(u"steps"), 0);
    QVERIFY(Fuzzy("").score(u"anything") > 0);
    QCOMPARE(Fuzzy("a").score(u""), 0);
}

void TestCommandPalette::begins_of_words_and_letters_together_are_better()
{
    const Fuzzy st("st");
    QVERIFY(st.score(u"start demo") > st.score(u"import cluster"));
    QVERIFY(st.score(u"import cluster") > st.score(u"open settings"));
    QVERIFY(Fuzzy("ns").score(u"new service") > Fuzzy("ns").score(u"instances"));
    QVERIFY(Fuzzy("web").score(u"web") > Fuzzy("web").score(u"web-admin-frontend-of-the-shop"));
}

void TestCommandPalette::places_are_those_of_the_letters()
{
    QCOMPARE(Fuzzy("st").places(u"show first steps"), (std::vector<qsizetype>{ 11, 12 }));
    QCOMPARE(Fuzzy("sf").places(u"show first steps"), (std::vector<qsizetype>{ 0, 5 }));
    QCOMPARE(Fuzzy("ns").places(u"instances, new service"), (std::vector<qsizetype>{ 11, 15 }));
    // Jumping to the begin of a word would lose the letter behind.
    QCOMPARE(Fuzzy("bcd").places(u"abxcd b"), (std::vector<qsizetype>{ 1, 3, 4 }));
}

void TestCommandPalette::what_can_run_comes_before_objects_and_what_cannot()
{
    QCOMPARE(
        titles(some_content(), "st"), (QStringList{ "Start demo", "Import cluster state…", "staging", "Stop task…" }));
    // Unless nothing has them together, letters that stand here and there do.
    QCOMPARE(titles(some_content(), "ogs"), QStringList{ "Open settings" });
    const auto hits = rank(some_content(), "st", {});
    QCOMPARE(hits.back().section, PaletteSection::NotAvailable);
}

void TestCommandPalette::prefixes_narrow()
{
    QCOMPARE(titles(some_content(), "@we"), (QStringList{ "web", "web:13" }));
    QCOMPARE(titles(some_content(), "#"), QStringList{ "web:13" });
    QCOMPARE(titles(some_content(), ">stop"), QStringList{ "Stop task…" });
    QCOMPARE(titles(some_content(), "?"), QStringList{ "Start demo" });
    QVERIFY(titles(some_content(), ">nothing like it").isEmpty());
}

void TestCommandPalette::what_was_run_leads_while_nothing_is_typed()
{
    QCOMPARE(titles(some_content(), "", { "Open settings", "Start demo" }).mid(0, 2),
        (QStringList{ "Open settings", "Start demo" }));
    QVERIFY(!titles(some_content(), "").contains("web"));
}

void TestCommandPalette::fifty_thousand_objects_are_searched_within_a_frame()
{
    auto content = some_content();
    for (int i = 0; i < 50'000; ++i) {
        const auto name = QStringLiteral("task %1 of service-%2").arg(i, 8, 16, QChar(u'0')).arg(i % 977);
        content.objects.push_back({ name, name, false });
    }
    PaletteModel model;
    model.set_content(std::move(content));
    qint64 longest = 0;
    for (const auto* typed : { "t", "ta", "tas", "task 0", "service-9", "@xyz", "serv77" }) {
        qint64 best = std::numeric_limits<qint64>::max(); // what it costs, not what else the machine did
        for (int round = 0; round < 5; ++round) {
            QElapsedTimer timer;
            timer.start();
            model.search(typed, {});
            best = std::min(best, timer.nsecsElapsed());
        }
        longest = std::max(longest, best);
    }
    qInfo("a keystroke among 50,000 objects: %.1f ms", static_cast<double>(longest) / 1e6);
    QVERIFY(longest < 16'000'000);
}

void TestCommandPalette::keys_choose_and_run()
{
    World world;
    QVERIFY(world.ready());
    QString done;
    auto content = some_content();
    for (auto& entry : content.actions)
        entry.run = [&done, title = entry.title] { done = title; };
    world.palette->open(content);
    QVERIFY(world.field().hasFocus());
    QTest::keyClicks(&world.field(), "st");
    QCOMPARE(world.current(), QString("Start demo"));
    QTest::keyClick(&world.field(), Qt::Key_Down);
    QTest::keyClick(&world.field(), Qt::Key_Down);
    QCOMPARE(world.current(), QString("object"));
    QTest::keyClick(&world.field(), Qt::Key_Up);
    QTest::keyClick(&world.field(), Qt::Key_Return);
    QCOMPARE(done, QString("Import cluster state…"));
    QVERIFY(!world.palette->isVisible());
    QVERIFY(world.other->hasFocus());
    world.palette->open(content);
    QCOMPARE(world.current(), QString("Import cluster state…"));
    QTest::mouseClick(world.list().viewport(), Qt::LeftButton, {},
        world.list().visualRect(world.list().model()->index(2, 0)).center());
    QVERIFY(done != "Import cluster state…");
}

void TestCommandPalette::what_cannot_run_does_not()
{
    World world;
    QVERIFY(world.ready());
    bool ran = false;
    auto content = some_content();
    content.actions.back().run = [&ran] { ran = true; };
    world.palette->open(content, ">stop");
    QCOMPARE(world.current(), QString("Stop task…"));
    QTest::keyClick(&world.field(), Qt::Key_Return);
    QVERIFY(!ran);
    QVERIFY(world.palette->isVisible());
    QVERIFY(world.list().currentIndex().data(Qt::AccessibleTextRole).toString().contains("Select a task"));
}

void TestCommandPalette::an_argument_is_asked_for_and_checked()
{
    World world;
    QVERIFY(world.ready());
    QString typed;
    auto content = some_content();
    content.actions.front().title = "Scale web to";
    content.actions.front().argument = { "how many tasks", [&typed](const QString& text) {
                                            typed = text;
                                            return text == "3" ? QString() : QString("A number of tasks");
                                        } };
    world.palette->open(content, "scale");
    QTest::keyClick(&world.field(), Qt::Key_Return);
    QVERIFY(world.palette->isVisible());
    QCOMPARE(world.field().placeholderText(), QString("how many tasks"));
    QTest::keyClicks(&world.field(), "many");
    QTest::keyClick(&world.field(), Qt::Key_Return);
    QCOMPARE(typed, QString("many"));
    QVERIFY(world.palette->isVisible());
    world.field().clear();
    QTest::keyClicks(&world.field(), "3");
    QTest::keyClick(&world.field(), Qt::Key_Return);
    QCOMPARE(typed, QString("3"));
    QVERIFY(!world.palette->isVisible());
}

void TestCommandPalette::escape_and_another_widget_close_it()
{
    World world;
    QVERIFY(world.ready());
    world.palette->open(some_content());
    QTest::keyClick(&world.field(), Qt::Key_Escape);
    QVERIFY(!world.palette->isVisible());
    QVERIFY(world.other->hasFocus());
    world.palette->open(some_content());
    world.other->setFocus();
    QVERIFY(!world.palette->isVisible());
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    Theme::get().install(application);
    TestCommandPalette test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_command_palette.moc"
