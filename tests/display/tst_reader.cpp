// The real window as a screen reader walks it, over the accessibility bus.

#include "tests/bench/world.h"
#include "tests/support/display/person.h"

#include <QElapsedTimer>
#include <QTest>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 20'000;
constexpr std::size_t kTasks = 100'000;

// Roles whose objects a person acts on: each needs a name.
bool needs_a_name(const QString& role)
{
    static const QStringList roles = { "push button", "text", "combo box", "check box", "radio button", "spin box",
        "table", "tree", "chart", "page tab", "menu item", "cell", "toggle button" };
    return roles.contains(role);
}

} // namespace

class TestReader : public QObject {
    Q_OBJECT

private slots:
    void init();
    void everything_that_can_be_used_has_a_name();
    void every_dialog_names_what_it_asks_for();
    void a_walk_over_a_hundred_thousand_tasks_is_short_and_right();

private:
    void start(bool with_tasks);
    QStringList nameless();

    std::unique_ptr<Program> program_;
    std::unique_ptr<Person> person_;
};

void TestReader::init()
{
    program_ = std::make_unique<Program>();
    person_ = std::make_unique<Person>(*program_);
    if (!person_->problem().isEmpty())
        QSKIP(qPrintable(person_->problem()));
}

void TestReader::start(bool with_tasks)
{
    if (with_tasks) {
        auto store = store::Store::open(program_->state_directory().toStdString());
        QVERIFY(store && (*store)->restore([](std::size_t, std::size_t) {}));
        bench::fill(**store, { .tasks = kTasks, .instances = 1'000 });
        QVERIFY((*store)->flush());
    }
    QVERIFY2(program_->start_with_window(), qPrintable(program_->output()));
    QVERIFY(person_->is_at(".*Quayside"));
}

QStringList TestReader::nameless()
{
    QStringList found;
    Reader& reader = person_->reader();
    static_cast<void>(reader.find(reader.program(program_->pid()), [&](const Heard& object) {
        const QString role = reader.role(object);
        if (needs_a_name(role) && reader.name(object).isEmpty())
            found.append(role + " in " + object.path);
        return false;
    }));
    return found;
}

void TestReader::everything_that_can_be_used_has_a_name()
{
    start(false);
    QVERIFY(person_->see_usable("push button", "Start demo"));
    person_->press("alt+d");
    for (const char* keys :
        { "ctrl+1", "ctrl+2", "ctrl+3", "ctrl+4", "ctrl+5", "ctrl+6", "ctrl+7", "ctrl+8", "ctrl+n" }) {
        QVERIFY(person_->sees_no_more("push button", "Start demo"));
        person_->press(keys);
        const QStringList found = nameless();
        QVERIFY2(found.isEmpty(), qPrintable(QString(keys) + ": " + found.join("; ")));
    }
}

void TestReader::every_dialog_names_what_it_asks_for()
{
    start(false);
    QVERIFY(person_->see_usable("push button", "Start demo"));
    person_->press("alt+d");
    QVERIFY(person_->sees_no_more("push button", "Start demo"));
    QVERIFY(person_->see_usable("push button", "Run task…"));
    const std::pair<const char*, const char*> dialogs[]
        = { { "ctrl+r", "Run task" }, { "ctrl+shift+n", "Create service" } };
    for (const auto& [keys, title] : dialogs) {
        person_->press(keys);
        QVERIFY2(person_->is_at(title), title);
        const QStringList found = nameless();
        QVERIFY2(found.isEmpty(), qPrintable(QString(title) + ": " + found.join("; ")));
        person_->press("Escape");
        QVERIFY(person_->is_at(".*Quayside"));
    }
}

void TestReader::a_walk_over_a_hundred_thousand_tasks_is_short_and_right()
{
    start(true);
    Reader& reader = person_->reader();
    person_->press("ctrl+3");
    Heard table;
    QTRY_VERIFY_WITH_TIMEOUT(
        (table = person_->see("table", "Tasks"), table && reader.rows(table) == static_cast<int>(kTasks)), kPatience);
    QElapsedTimer clock;
    clock.start();
    const int objects = reader.count(table);
    const auto took = clock.elapsed();
    qInfo("%d objects in %lld ms", objects, static_cast<long long>(took));
    QVERIFY(objects > 10 * reader.columns(table) && objects < 1'000);
    // A cell far out of sight can be asked for and taken to.
    const Heard far = reader.cell(table, kTasks - 1, 0);
    QVERIFY(far && !reader.is_showing(far) && !reader.name(far).isEmpty());
    QVERIFY(reader.act(far, "SetFocus"));
    QTRY_VERIFY_WITH_TIMEOUT(reader.is_showing(far) && reader.is_focused(far), kPatience);
    QCOMPARE(reader.count(table), objects);
}

QTEST_MAIN(TestReader)
#include "tst_reader.moc"
