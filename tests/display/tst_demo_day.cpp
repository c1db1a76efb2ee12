// The first hour with the demo: one service is scaled, changed on the canvas, compared, deployed, watched, rolled back,
// explained, read and entered, with the keys and the mouse of a real display. What came of it is asked from the API of
// the same process. Each part leaves the screen as a picture, light and dark.

#include "tests/support/display/person.h"

#include <QGuiApplication>
#include <QImage>
#include <QPixmap>
#include <QScreen>
#include <QTest>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 20'000;
const QString kConsole = QStringLiteral("(.* - )?Quayside");

bool is_dark()
{
    const auto screen = QGuiApplication::primaryScreen()->grabWindow(0).toImage();
    return screen.pixelColor(screen.width() / 2, 60).lightness() < 128; // the tool bar
}

} // namespace

// Each part goes on where the one before has ended.
class TestDemoDay : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { QVERIFY2(!broken_, "the part before this one failed"); }
    void cleanup();
    void the_first_page_offers_the_demo();
    void a_service_is_scaled();
    void its_definition_is_changed_on_the_canvas();
    void the_change_is_seen_beside_what_was();
    void it_is_registered_and_deployed();
    void the_deployment_is_watched();
    void it_is_rolled_back();
    void why_it_is_as_it_is_is_told();
    void its_logs_are_read();
    void a_terminal_is_opened_in_a_task();

private:
    Json service() const;
    QString definition_of_service() const; // "worker:4"
    Heard cell(const QString& name_pattern) { return person_->see("cell", name_pattern); }
    // By the palette, as its key works everywhere.
    bool turn_to(const QString& theme, bool dark);

    std::unique_ptr<Program> program_;
    std::unique_ptr<Person> person_;
    QString before_; // the definition that the service had
    bool broken_ = false;
};

void TestDemoDay::initTestCase()
{
    program_ = std::make_unique<Program>();
    person_ = std::make_unique<Person>(*program_);
    if (!person_->problem().isEmpty())
        QSKIP(qPrintable(person_->problem()));
    QVERIFY2(program_->start_with_window(), qPrintable(program_->output()));
    QVERIFY(person_->is_at(kConsole));
}

void TestDemoDay::cleanup()
{
    broken_ = QTest::currentTestFailed();
    const QString name = QStringLiteral("demo-day-") + QTest::currentTestFunction();
    person_->photograph(name + "-light");
    if (broken_)
        return;
    QVERIFY(turn_to("Dark", true));
    person_->photograph(name + "-dark");
    QVERIFY(turn_to("Light", false));
}

bool TestDemoDay::turn_to(const QString& theme, bool dark)
{
    person_->press("F6"); // a terminal takes every other key
    person_->press("ctrl+k");
    if (!person_->see("text", "Search or run a command.*"))
        return false;
    person_->type(theme);
    person_->press("Return");
    return QTest::qWaitFor([dark] { return is_dark() == dark; }, kPatience);
}

Json TestDemoDay::service() const
{
    const Json wanted = { { "cluster", "harbour" }, { "services", { "worker" } } };
    const Json services = program_->call("DescribeServices", wanted).body.value("services", Json::array());
    return services.empty() ? Json::object() : services[0];
}

QString TestDemoDay::definition_of_service() const
{
    return QString::fromStdString(service().value("taskDefinition", "none")).section('/', -1);
}

void TestDemoDay::the_first_page_offers_the_demo()
{
    QVERIFY(turn_to("Light", false));
    QVERIFY(person_->see_usable("push button", "Start demo"));
}

void TestDemoDay::a_service_is_scaled()
{
    QVERIFY(person_->click("push button", "Start demo"));
    QTRY_COMPARE_WITH_TIMEOUT(service().value("runningCount", 0), 4, kPatience);
    person_->press("ctrl+2");
    QVERIFY(person_->click(cell("Name worker")));
    person_->press("alt+s");
    QVERIFY(person_->see_usable("menu item", "Scale…"));
    person_->press("c");
    QVERIFY(person_->is_at("Scale worker"));
    person_->press("ctrl+a");
    person_->type("3");
    person_->press("Return");
    QVERIFY(person_->is_at(kConsole));
    QTRY_COMPARE_WITH_TIMEOUT(service().value("runningCount", 0), 3, kPatience);
}

void TestDemoDay::its_definition_is_changed_on_the_canvas()
{
    before_ = definition_of_service();
    person_->press("ctrl+5");
    QVERIFY(person_->click(cell("Family worker")));
    person_->press("ctrl+e");
    QVERIFY(person_->click("list item", "worker.*"));
    QVERIFY(person_->click("push button", "Add a container"));
    QVERIFY(person_->see("list item", "container-2.*"));
}

void TestDemoDay::the_change_is_seen_beside_what_was()
{
    QVERIFY(person_->click("push button", "Diff with .*"));
    QVERIFY(person_->see("push button", "Edit worker:.*"));
}

void TestDemoDay::it_is_registered_and_deployed()
{
    QVERIFY(person_->click("push button", "Edit worker:.*"));
    QVERIFY(person_->click("text", "Image"));
    person_->type("harbour/sidecar:1");
    person_->press("Tab");
    person_->press("ctrl+Return");
    QVERIFY(person_->click("push button", "Deploy to worker"));
    QTRY_VERIFY_WITH_TIMEOUT(definition_of_service() != before_, kPatience);
}

void TestDemoDay::the_deployment_is_watched()
{
    person_->press("ctrl+w");
    person_->press("ctrl+2");
    QVERIFY(person_->click(cell("Name worker")));
    person_->press("alt+s");
    QVERIFY(person_->see_usable("menu item", "Show deployment"));
    person_->press("y");
    QVERIFY(person_->see_usable("push button", "Roll back to .*"));
}

void TestDemoDay::it_is_rolled_back()
{
    person_->press("alt+b");
    QVERIFY(person_->is_at("Roll worker back to .*"));
    person_->press("alt+r");
    QVERIFY(person_->is_at(kConsole));
    QTRY_COMPARE_WITH_TIMEOUT(definition_of_service(), before_, kPatience);
}

void TestDemoDay::why_it_is_as_it_is_is_told()
{
    person_->press("ctrl+2");
    QVERIFY(person_->click(cell("Name worker")));
    person_->press("ctrl+e");
    QVERIFY(person_->see("page tab", "Explain: worker"));
}

void TestDemoDay::its_logs_are_read()
{
    QVERIFY(person_->click(cell("Name worker")));
    person_->press("ctrl+l");
    QVERIFY(person_->see("page tab", "Logs: worker"));
    QVERIFY(cell("Message .+"));
}

void TestDemoDay::a_terminal_is_opened_in_a_task()
{
    person_->press("ctrl+3");
    QVERIFY(person_->click(cell("Task definition web:.*")));
    person_->press("ctrl+grave");
    QVERIFY(person_->is_at("Open a terminal in task .*"));
    person_->press("Return");
    QVERIFY(person_->is_at(kConsole));
    QVERIFY(person_->see("terminal", ".*"));
    person_->type("hostname\n");
}

QTEST_MAIN(TestDemoDay)
#include "tst_demo_day.moc"
